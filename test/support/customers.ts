import type { ContactFacts } from '#domain/contacts/contact-facts.ts'
import type { WrittenPhone } from '#domain/contacts/contact-phones.ts'

export const customer = '+12065550123'
export const office = '+12065550177'

export const mobile = (phone: string): WrittenPhone => ({ phone, type: 'mobile' })

export const facts = (change: Partial<ContactFacts> = {}): ContactFacts => ({
  phones: [mobile(customer)],
  emails: [],
  attributes: {},
  externalIds: {},
  smsEnabled: true,
  doNotContact: false,
  enrolled: false,
  ...change,
})
