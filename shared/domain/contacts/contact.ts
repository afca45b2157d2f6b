import type { ContactId, WorkspaceId } from '../ids.ts'
import type { Phone } from '../phones/phone.ts'

/** A customer of the workspace, found by any of its phones. */
export type Contact = {
  kind: 'contact'
  workspace: WorkspaceId
  id: ContactId
  name?: string
  emails: string[]
  phones: ContactPhone[]
  attributes: Record<string, string>
  /** Ids in outside systems, by system. */
  externalIds: Record<string, string>
  smsEnabled: boolean
  doNotContact: boolean
  enrolled: boolean
  /** IANA zone, where it is known. */
  zone?: string
  /** Set when this contact was merged into another one. */
  mergedInto?: ContactId
  createdAt: number
  version: number
}

export type ContactPhone = { phone: Phone; type: 'mobile' | 'work' | 'home' | 'other' }

export const newContact = (
  facts: Pick<Contact, 'workspace' | 'id' | 'phones' | 'createdAt'> & Partial<Contact>,
): Contact => ({
  kind: 'contact',
  emails: [],
  attributes: {},
  externalIds: {},
  smsEnabled: true,
  doNotContact: false,
  enrolled: false,
  version: 0,
  ...facts,
})
