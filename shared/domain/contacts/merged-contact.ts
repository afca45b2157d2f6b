import type { Contact } from './contact.ts'
import { withWordsOfBoth } from './words.ts'

/**
 * Two records of one person as one. Where they differ the target's word counts, but a refusal of either holds;
 * whoever is enrolled under one of the two is enrolled.
 */
export const mergedContact = (target: Contact, source: Contact): Contact =>
  withWordsOfBoth({ ...target, ...factsOfBoth(target, source) }, target, source)

const factsOfBoth = (target: Contact, source: Contact) => ({
  name: target.name ?? source.name,
  emails: [...new Set([...target.emails, ...source.emails])],
  phones: [...target.phones, ...source.phones],
  attributes: { ...source.attributes, ...target.attributes },
  metadata: { ...source.metadata, ...target.metadata },
  externalIds: { ...source.externalIds, ...target.externalIds },
  smsEnabled: target.smsEnabled && source.smsEnabled,
  zone: target.zone ?? source.zone,
})
