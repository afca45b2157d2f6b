import type { Principal } from '../agents/principal.ts'
import type { App, StoredRecord } from '../app.ts'
import { type ChangeNeeds, type ContactChange, changeContact } from '../contacts/change-contact.ts'
import type { Contact, ContactPhone } from '../contacts/contact.ts'
import { type ContactPatch, withFacts } from '../contacts/contact-facts.ts'
import { addContact } from '../contacts/create-contact.ts'
import { findContact } from '../contacts/load-contact.ts'
import { DomainError } from '../error.ts'
import type { Job, RowReason, Verdict } from '../jobs/job.ts'
import { isSamePhone } from '../phones/national-writings.ts'
import { parsePhone } from '../phones/phone.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { ConsentEvent } from '../threads/consent-event.ts'
import { newConsentEvent } from '../threads/new-consent-event.ts'
import type { Thread } from '../threads/thread.ts'
import type { Import } from './import.ts'
import { entryIdOf, type FileRowValues, type RowContext } from './row.ts'

export type ImportContactNeeds = ChangeNeeds & Pick<App, 'consents'>

/**
 * Creates or changes the contact of one row. No row undoes an opt-out or takes back a refusal, and none opts in who has said
 * something before. The contact remembers the rows of the job that changed it, so that a row which comes again counts as
 * it did. A check writes nothing.
 */
export const importContact = async (
  app: ImportContactNeeds,
  context: RowContext,
  row: FileRowValues,
): Promise<Verdict> => {
  const phone = row.values.phone ? parsePhone(row.values.phone, context.settings.country) : undefined
  const fault = faultOf(context, row, phone)
  if (fault) return { outcome: 'rejected', reason: fault }
  try {
    return await write(app, context, { ...row, phone })
  } catch (error) {
    const reason = error instanceof DomainError ? refusals[error.code] : undefined
    if (!reason) throw error
    return { outcome: 'rejected', reason }
  }
}

type Parsed = FileRowValues & { phone: string | undefined }

const refusals: Partial<Record<string, RowReason>> = {
  phone_in_use: 'phone_in_use',
  external_id_in_use: 'external_id_in_use',
  validation_failed: 'too_much',
}

const faultOf = (
  { file }: RowContext,
  { values }: FileRowValues,
  phone: string | undefined,
): RowReason | undefined => {
  if (values.phone && !phone) return 'invalid_phone_number'
  if (file.match === 'external_id' && !values.external_id) return 'no_external_id'
  if (file.match !== 'external_id' && !phone) return 'no_phone'
  return values.email && !/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]{2,}$/.test(values.email)
    ? 'invalid_email'
    : undefined
}

const write = async (app: ImportContactNeeds, context: RowContext, row: Parsed): Promise<Verdict> => {
  const { job, file } = context
  const known = await findKnown(app, context, row)
  const before = known?.imported?.jobId === job.id ? known.imported : undefined
  if (known && before?.rows.includes(row.number)) {
    await attest(app, context, row)
    return { outcome: before.made && before.rows[0] === row.number ? 'created' : 'updated' }
  }
  if (known && file.onMatch === 'skip') return { outcome: 'unchanged', reason: 'known_already' }
  const change = changeOf(app, context, row)
  const verdict = known
    ? verdictFor(known, change(known, context.settings))
    : ({ outcome: 'created' } as const)
  if (job.task === 'check') return verdict
  if (!known) await addContact(app, principalOf(job, file), change, withoutStatement(context))
  else if (verdict.outcome === 'updated') await changeContact(app, principalOf(job, file), known.id, change)
  await attest(app, context, row)
  return verdict
}

const findKnown = async (
  app: ImportContactNeeds,
  { file }: RowContext,
  { phone, values }: Parsed,
): Promise<Contact | undefined> => {
  const { workspace, match, system = '' } = file
  if (match === 'external_id') {
    const [entry] = await app.contacts.byExternalId(
      workspace,
      { system, id: values.external_id ?? '' },
      'fresh',
    )
    return entry && findContact(app, workspace, entry.contactId)
  }
  const thread = phone && (await app.threads.byPhone(workspace, phone, 'fresh'))
  return thread ? findContact(app, workspace, thread.contactId) : undefined
}

const verdictFor = (before: Contact, after: Contact): Verdict => {
  const { imported: _, ...was } = before
  const { imported: __, ...is } = after
  return JSON.stringify(was) === JSON.stringify(is)
    ? { outcome: 'unchanged', reason: 'known_already' }
    : { outcome: 'updated' }
}

/** Rights of an admin, which whoever started the job has had. */
const principalOf = ({ by: { kind, id, name } }: Job, { workspace }: RowContext['file']): Principal =>
  kind === 'agent'
    ? { kind, workspace, id: id as `agt_${string}`, role: 'admin', name }
    : { kind, workspace, id, scopes: ['manage'], name }

/** So many rows of a job may be about one contact and still be told apart. */
const rowsKept = 20

const changeOf =
  (app: Pick<App, 'clock'>, { job, file }: RowContext, row: Parsed): ContactChange =>
  (contact) => {
    const { email, phone: _, ...facts } = factsOf(file, row)
    const kept = file.onMatch === 'fill' && contact.version > 0 ? missingIn(contact, facts) : facts
    const word = { source: job.id, since: app.clock.now(), by: job.by.id }
    const told = withFacts(contact, kept, word)
    const before = contact.imported?.jobId === job.id ? contact.imported : { jobId: job.id, rows: [] }
    const made = contact.version === 0 ? { made: true as const } : {}
    return {
      ...told,
      emails: withEmail(told.emails, email, file.onMatch),
      phones: withPhone(told.phones, row.phone),
      imported: { ...before, ...made, rows: [...before.rows, row.number].slice(-rowsKept) },
    }
  }

const withEmail = (emails: string[], email: string | undefined, onMatch: Import['onMatch']): string[] =>
  !email || emails.includes(email) || (onMatch === 'fill' && emails.length > 0) ? emails : [...emails, email]

type RowFacts = Pick<ContactPatch, 'name' | 'attributes' | 'externalIds'> & { email?: string; phone?: string }

const factsOf = ({ system, attributes = [] }: RowContext['file'], { values, extra }: Parsed): RowFacts => {
  const named = attributes.map((name, i) => [name.slice(0, 60), extra?.[i]?.slice(0, 500) ?? ''])
  return {
    ...(values.name && { name: values.name.slice(0, 200) }),
    attributes: Object.fromEntries(named.filter(([, value]) => value !== '')),
    ...(system && values.external_id && { externalIds: { [system]: values.external_id.slice(0, 200) } }),
    ...(values.email && { email: values.email.toLowerCase() }),
  }
}

const missingIn = (contact: Contact, { name, attributes = {}, externalIds = {} }: RowFacts): ContactPatch => {
  const fresh = (has: Record<string, string>, told: Record<string, string | null>) =>
    Object.fromEntries(Object.entries(told).filter(([key]) => !Object.hasOwn(has, key)))
  return {
    ...(name && !contact.name && { name }),
    attributes: fresh(contact.attributes, attributes),
    externalIds: fresh(contact.externalIds, externalIds),
  }
}

const withPhone = (phones: ContactPhone[], phone: string | undefined): ContactPhone[] =>
  !phone || phones.some((entry) => isSamePhone(entry.phone, phone))
    ? phones
    : [...phones, { phone, type: 'mobile' }]

/** Nobody says how these customers consented: no campaign goes to them. */
const withoutStatement =
  ({ file }: RowContext) =>
  (thread: Thread): Thread =>
    file.consent ? thread : { ...thread, consentUnknown: true }

/** The statement in the ledger of the row's phone, once. It opts in whoever gave it in writing and has said nothing else. */
const attest = (app: ImportContactNeeds, context: RowContext, row: Parsed): Promise<void> =>
  retryOnConflict(app, async () => {
    const { file } = context
    if (!row.phone || !file.consent) return
    const thread = await app.threads.byPhone(file.workspace, row.phone, 'fresh')
    if (!thread || (await isAttested(app, context, thread, row))) return
    const event = attestation(app, context, thread, row)
    const { consentUnknown: _, ...rest } = thread
    const records: StoredRecord[] = [
      event,
      { ...rest, consents: attested(thread, event, file.consent.basis) },
    ]
    await app.commit(...records)
  })

const isAttested = async (
  app: ImportContactNeeds,
  { job }: RowContext,
  { workspace, phone }: Thread,
  row: Parsed,
): Promise<boolean> => {
  const from = entryIdOf(job, row)
  const [entry] = await app.consents.list(workspace, phone, { limit: 1, from })
  return entry?.record.id === from
}

const attestation = (
  app: ImportContactNeeds,
  { job, file }: RowContext,
  thread: Thread,
  row: Parsed,
): ConsentEvent => {
  const { basis, statement, obtainedUntil } = file.consent ?? { basis: 'prior_relationship', statement: '' }
  const now = app.clock.now()
  const event = newConsentEvent(app, thread, {
    ...({ action: 'attested', scope: 'workspace', source: 'import', importId: file.id } as const),
    ...{ by: job.by.id, ...(job.by.name && { byName: job.by.name }) },
    ...{ terms: { source: basis, wording: statement }, at: Math.min(obtainedUntil ?? now, now) },
  })
  return { ...event, id: entryIdOf(job, row) }
}

const attested = ({ consents }: Thread, { at }: ConsentEvent, basis: string): Thread['consents'] =>
  basis === 'prior_relationship' || Object.keys(consents).length > 0
    ? consents
    : { workspace: { state: 'opted_in', at, source: 'import' } }
