import type { App } from '../app.ts'
import { ConflictError } from '../error.ts'
import type { CaseId } from '../ids.ts'
import { openFirst, type Thread, type ThreadCase } from '../threads/thread.ts'
import { type Case, type ContactCase, isDone } from './case.ts'

type Needs = Pick<App, 'cases' | 'threads'>

/** How many cases of a phone take part in filing. */
const remembered = 5
/** As much of a subject as a question to the customer shows. */
const subjectLength = 20
/** How many cases of a contact are looked at for one that had no place. */
const lookedAt = 50

const inThread = (
  one: Case,
  { lastTextId, lastTextAt }: Pick<ThreadCase, 'lastTextId' | 'lastTextAt'> = {},
): ThreadCase => ({
  id: one.id,
  number: one.number,
  subject: Array.from(one.subject).slice(0, subjectLength).join(''),
  ...(one.numberId && { numberId: one.numberId }),
  ...(lastTextId && { lastTextId }),
  ...(lastTextAt !== undefined && { lastTextAt }),
  ...(isDone(one) && { done: true as const }),
})

/** The thread with the case as it is now, the newest of its cases; where it is known already it keeps its place. */
const withCase = (thread: Thread, one: Case): Thread => {
  const { cases = [] } = thread
  const known = cases.find(({ id }) => id === one.id)
  const now = inThread(one, known)
  if (known && JSON.stringify(known) === JSON.stringify(now)) return thread
  const next =
    known && known.done === now.done
      ? cases.map((each) => (each === known ? now : each))
      : [now, ...cases.filter((each) => each !== known)]
  return { ...thread, cases: openFirst(next).slice(0, remembered) }
}

/**
 * The thread of a case's phone, as it is to be written with the case; none where nothing of it changes. A place that
 * becomes free is taken by an open case that had none, so that the only one which is remembered is the only one there is.
 */
export const rememberCase = async (app: Needs, thread: Thread, one: Case): Promise<Thread[]> => {
  const next = withCase(thread, one)
  if (next === thread) return []
  const wasFull = thread.cases?.length === remembered
  return [isDone(one) && wasFull ? await refilled(app, next, one) : next]
}

const refilled = async (app: Needs, thread: Thread, one: Case): Promise<Thread> => {
  const { workspace, contactId, phone } = one
  const all = await app.cases.ofContact(workspace, contactId, { limit: lookedAt }, 'fresh')
  const known = new Set<CaseId>(thread.cases?.map(({ id }) => id))
  const forgotten = all
    .map(({ record }) => record)
    .find((each) => !each.done && each.phone === phone && !known.has(each.caseId) && each.caseId !== one.id)
  const found = forgotten && (await app.cases.get(workspace, forgotten.caseId, 'fresh'))
  if (!found || isDone(found)) return thread
  const open = (thread.cases ?? []).filter(({ done }) => !done)
  const done = (thread.cases ?? []).filter((each) => each.done)
  return { ...thread, cases: [...open, inThread(found), ...done].slice(0, remembered) }
}

/** The thread of a case's phone. Throws `ConflictError` where it cannot be seen yet. */
export const threadOfCase = async (app: Needs, { workspace, phone }: Case): Promise<Thread> => {
  const thread = await app.threads.byPhone(workspace, phone, 'fresh')
  if (!thread) throw new ConflictError([])
  return thread
}

/** What lists a case under its contact. */
export const contactCaseOf = async (app: Needs, one: Case): Promise<ContactCase[]> => {
  const entry = await app.cases.contactCase(one)
  if (!entry || (entry.done === true) === isDone(one)) return []
  const { done: _, ...rest } = entry
  return [{ ...rest, ...(isDone(one) && { done: true as const }) }]
}
