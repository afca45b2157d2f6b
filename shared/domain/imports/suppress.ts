import type { App, Reading } from '../app.ts'
import type { Cause } from '../cause.ts'
import { type FollowNeeds, followWord } from '../consents/follow-word.ts'
import { newCustomer } from '../contacts/new-customer.ts'
import type { ContactId, NumberId } from '../ids.ts'
import type { Job, Verdict } from '../jobs/job.ts'
import { isSamePhone } from '../phones/national-writings.ts'
import { type Phone, parsePhone } from '../phones/phone.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { type ConsentScope, saidIn, scopeOf } from '../threads/consent.ts'
import { type ConsentEvent, withConsentEvent } from '../threads/consent-event.ts'
import { newConsentEvent } from '../threads/new-consent-event.ts'
import { requireNoAttempt } from '../threads/require-no-attempt.ts'
import type { Thread } from '../threads/thread.ts'
import { entryIdOf, type FileRowValues, placeOf, type RowContext } from './row.ts'

export type SuppressNeeds = FollowNeeds & Pick<App, 'consents'>

/**
 * Stores the opt-out of one row, for a phone that nobody knows as well: it gets a contact and a thread that hold it. Nothing that a
 * customer said later is undone. The ledger's entry has the id of its row, so that a row which comes again is found done,
 * and counts as it did. A check writes nothing.
 */
export const suppress = async (
  app: SuppressNeeds,
  context: RowContext,
  row: FileRowValues,
): Promise<Verdict> => {
  const { phone: text = '', status } = row.values
  if (text === '') return { outcome: 'rejected', reason: 'no_phone' }
  if (isCallable(status)) return { outcome: 'rejected', reason: 'not_opted_out' }
  const phone = parsePhone(text, context.settings.country)
  if (!phone) return { outcome: 'rejected', reason: 'invalid_phone_number' }
  return retryOnConflict(app, (reading) => optOut(app, context, { ...row, phone }, reading))
}

/**
 * The file says of this phone that it may be texted, as lists of everybody do. Only what can mean nothing else: an "active" opt-out is
 * one, and a STOP that is taken for its opposite is lost.
 */
const isCallable = (status = ''): boolean =>
  /^(?:opt(?:ed)?[\s_-]*in|subscribed|false|no|0|inscrit|abonné)$/i.test(status.trim())

type Parsed = FileRowValues & { phone: Phone }

const optOut = async (
  app: SuppressNeeds,
  context: RowContext,
  row: Parsed,
  reading: Reading,
): Promise<Verdict> => {
  const { file, job, settings } = context
  const known = await app.threads.byPhone(file.workspace, row.phone, 'fresh')
  const now = app.clock.now()
  const at = readTime(row.values.at, now)
  const numberId = file.numberId ?? numberOf(context, row.values.number)
  const scope = numberId ? scopeOf(numberId, settings.optOutScope) : 'workspace'
  const kept = known && (await keptVerdict(app, context, row, { thread: known, scope, at }))
  if (kept) return kept
  const outcome = known ? 'updated' : 'created'
  if (job.task === 'check') return { outcome }
  const { thread, contact } = known ? { thread: known, contact: undefined } : madeBy(app, context, row)
  await requireNoAttempt(app, thread, reading)
  const event = newConsentEvent(app, thread, factsOf(context, row, { scope, numberId, at: at ?? now }))
  const entry: ConsentEvent = { ...event, id: entryIdOf(job, row), recordedAt: now }
  const said = { event: entry, before: thread, thread: withConsentEvent(thread, entry), contact, settings }
  await app.commit(entry, said.thread, ...(await followWord(app, said, 'fresh')))
  return { outcome }
}

/** What becomes of a row whose phone has a word already that counts; undefined where the opt-out is to be stored. */
const keptVerdict = async (
  app: SuppressNeeds,
  { job }: RowContext,
  row: Parsed,
  { thread, scope, at }: { thread: Thread; scope: ConsentScope; at: number | undefined },
): Promise<Verdict | undefined> => {
  const { consents } = thread
  const refused = [consents[scope], consents.workspace].find((word) => word?.state === 'opted_out')
  if (refused) {
    const done = refused.source === 'import' && (await entryOf(app, thread, job, row))
    return done ? doneBefore(job, row, done) : { outcome: 'unchanged', reason: 'known_already' }
  }
  const isLater = at !== undefined && saidIn(consents, scope).some((word) => word.at > at)
  return isLater ? { outcome: 'unchanged', reason: 'opted_in_since' } : undefined
}

/** The entry that this row has written, where the job died before it could say so. */
const entryOf = async (
  app: SuppressNeeds,
  { workspace, phone }: Thread,
  job: Job,
  row: Parsed,
): Promise<ConsentEvent | undefined> => {
  const from = entryIdOf(job, row)
  const [entry] = await app.consents.list(workspace, phone, { limit: 1, from })
  return entry?.record.id === from ? entry.record : undefined
}

/** The customer of a phone that nobody knew, under the id of the row. */
const madeBy = (app: SuppressNeeds, { file, job }: RowContext, row: Parsed) => {
  const { contact, thread } = newCustomer(app, file.workspace, row.phone, causeOf(job))
  const id: ContactId = `con_${placeOf(job, row)}`
  return { contact: { ...contact, id }, thread: { ...thread, contactId: id } }
}

const causeOf = ({ by: { kind, id } }: Job): Cause => ({ kind, id })

const doneBefore = (job: Job, row: Parsed, { contactId }: ConsentEvent): Verdict => ({
  outcome: contactId === `con_${placeOf(job, row)}` ? 'created' : 'updated',
})

const factsOf = (
  { file, job }: RowContext,
  { values }: Parsed,
  { scope, numberId, at }: { scope: ConsentScope; numberId?: NumberId; at: number },
) => ({
  ...({ action: 'opt_out', scope, source: 'import', at, importId: file.id, by: job.by.id } as const),
  ...(job.by.name && { byName: job.by.name }),
  ...(numberId && { numberId }),
  ...(values.reason && { reason: values.reason.slice(0, 500) }),
})

/** The number that a row names, where it is ours; else the opt-out is for all of them. */
const numberOf = ({ numbers, settings }: RowContext, text = ''): NumberId | undefined => {
  const address = text && parsePhone(text, settings.country)
  return address ? numbers.find((number) => isSamePhone(number.address, address))?.id : undefined
}

/**
 * Epoch milliseconds of a time with its year first (ISO 8601), or of a count of seconds or milliseconds; not later than now. Undefined
 * for what may mean several days, such as 03/04/2026.
 */
const readTime = (text = '', now: number): number | undefined => {
  const count = /^\d{10}(?:\.\d+)?$/.test(text)
    ? Number(text) * 1000
    : /^\d{13}$/.test(text)
      ? Number(text)
      : undefined
  const read = count ?? (/^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN)
  return Number.isNaN(read) ? undefined : Math.min(Math.round(read), now)
}
