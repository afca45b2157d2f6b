import type { Contact } from '../data/api.ts'

type Phone = Pick<Contact['phones'][number], 'phone' | 'type'>

/** A contact as it stands in a form. */
export type ContactFields = {
  name: string
  phones: Phone[]
  /** Several with a comma between them. */
  emails: string
  zone: string
  doNotContact: boolean
  smsOff: boolean
  enrolled: boolean
}

export const fieldsOf = (contact: Contact): ContactFields => ({
  name: contact.name ?? '',
  phones: contact.phones.map(({ phone, type }) => ({ phone, type })),
  emails: contact.emails.join(', '),
  zone: contact.zone ?? '',
  doNotContact: contact.do_not_contact,
  smsOff: !contact.sms_enabled,
  enrolled: contact.enrolled,
})

/** What differs between a contact and a form, as the API takes it. */
export const changesOf = (contact: Contact, fields: ContactFields) => {
  const different = new Set(differingFields(fields, fieldsOf(contact)))
  const emails = fields.emails.split(/[\s,;]+/).filter(Boolean)
  const phones = fields.phones
    .map(({ phone, type }) => ({ phone: phone.replaceAll(/[\s().-]/g, ''), type }))
    .filter(({ phone }) => phone !== '')
  return {
    ...(different.has('name') && { name: fields.name.trim() || null }),
    ...(different.has('phones') && { phones }),
    ...(different.has('emails') && { emails }),
    ...(different.has('zone') && { zone: fields.zone.trim() || null }),
    ...(different.has('doNotContact') && { do_not_contact: fields.doNotContact }),
    ...(different.has('smsOff') && { sms_enabled: !fields.smsOff }),
    ...(different.has('enrolled') && { enrolled: fields.enrolled }),
  }
}

export const differingFields = (one: ContactFields, other: ContactFields): (keyof ContactFields)[] =>
  (Object.keys(one) as (keyof ContactFields)[]).filter(
    (name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]),
  )
