import { DomainError } from '../error.ts'
import type { Contact } from './contact.ts'

/** More phones, e-mails and external ids would not fit into one transaction with their entries in the index. */
const most = {
  phones: 10,
  emails: 10,
  external_ids: 10,
  attributes: 50,
  metadata: 20,
  do_not_contact_by: 10,
  enrolments: 20,
}

/** Throws `validation_failed` where an edit or a merge would leave a contact with too much. */
export const requireWithinLimits = ({
  phones,
  emails,
  externalIds,
  attributes,
  metadata = {},
  refusals = [],
  enrolments = [],
}: Contact): void => {
  const found = {
    phones: phones.length,
    emails: emails.length,
    external_ids: Object.keys(externalIds).length,
    attributes: Object.keys(attributes).length,
    metadata: Object.keys(metadata).length,
    do_not_contact_by: refusals.length,
    enrolments: enrolments.length,
  }
  const errors = Object.entries(most).flatMap(([path, limit]) =>
    found[path as keyof typeof most] > limit ? [{ path, detail: `A contact has at most ${limit}.` }] : [],
  )
  if (errors.length > 0)
    throw new DomainError('validation_failed', 'This is more than one contact can have.', { errors })
}
