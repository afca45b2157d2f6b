import type { Principal } from '../agents/principal.ts'
import type { App, Reading, StoredRecord } from '../app.ts'
import { findContact } from '../contacts/load-contact.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { requireAccess } from '../conversations/rights.ts'
import { ConflictError, DomainError } from '../error.ts'
import { type CaseId, threadRefOf } from '../ids.ts'
import type { Filing } from '../messages/filing.ts'
import type { Message } from '../messages/message.ts'
import type { Thread } from '../threads/thread.ts'
import { type Case, type CaseEntry, isDone, type Move, type TextEntry } from './case.ts'
import { entryIdOf, textEntry, withText } from './follow-filing.ts'
import { loadCase } from './load-case.ts'
import { contactCaseOf, rememberCase, threadOfCase } from './remember-case.ts'
import { withoutTexts } from './without-texts.ts'

export type RefileNeeds = Pick<
  App,
  'cases' | 'clock' | 'commit' | 'contacts' | 'conversations' | 'messages' | 'randomId' | 'threads'
>

/** A text and what is said of its case from now on; without `filing` it is in none. */
export type Refiling = { text: Message; filing?: Filing }

/**
 * Files texts of one conversation, or of none, elsewhere: in one transaction with what that changes on the cases that they leave,
 * on those that they come to, in the timelines of both, and on the conversation. Throws `not_filed` where a case is somebody
 * else's, `not_found`, `forbidden`.
 */
export const refile = async (
  app: RefileNeeds,
  principal: Principal,
  refilings: Refiling[],
): Promise<void> => {
  const { thread, conversation } = await loadPlace(app, principal, refilings)
  const cases = await casesOf(app, principal, thread, refilings)
  const sides = await sidesOf(app, principal, cases, refilings)
  await app.commit(
    ...refilings.map(refiled),
    ...sides.map(({ entry }) => entry),
    ...(await changedCases(app, thread, cases, sides)),
    ...(conversation ? await conversationOf(app, conversation, refilings) : []),
  )
}

/** The text as it is filed then. */
export const refiled = ({ text: { case: _, ...text }, filing }: Refiling): Message => ({
  ...text,
  ...(filing && { case: filing }),
})

const loadPlace = async (
  app: RefileNeeds,
  principal: Principal,
  [first]: Refiling[],
): Promise<{ thread: Thread; conversation?: Conversation }> => {
  if (!first) throw new ConflictError([])
  const { workspace, direction, from, to, conversationId } = first.text
  const [thread, conversation] = await Promise.all([
    app.threads.byPhone(workspace, direction === 'inbound' ? from : to, 'fresh'),
    conversationId && app.conversations.get(workspace, conversationId, 'fresh'),
  ])
  if (!thread) throw new ConflictError([])
  if (conversation) requireAccess(principal, conversation)
  return { thread, ...(conversation && { conversation }) }
}

type Cases = Map<CaseId, Case>

/** Every case that a text leaves or comes to. */
const casesOf = async (
  app: RefileNeeds,
  principal: Principal,
  thread: Thread,
  refilings: Refiling[],
): Promise<Cases> => {
  const named = (of: (each: Refiling) => CaseId | undefined) => [
    ...new Set(refilings.flatMap((each) => of(each) ?? [])),
  ]
  const [left, come] = await Promise.all([
    Promise.all(named(leaves).map((id) => app.cases.get(principal.workspace, id, 'fresh'))),
    Promise.all(named(comesTo).map((id) => loadCase(app, principal, id))),
  ])
  for (const one of come)
    if (!(await isOf(app, one, thread)))
      throw new DomainError('not_filed', 'The case is of another customer.')
  return new Map([...left, ...come].flatMap((one) => (one ? [[one.id, one]] : [])))
}

const leaves = ({ text }: Refiling): CaseId | undefined => text.case?.id
const comesTo = ({ filing }: Refiling): CaseId | undefined => filing?.id

/** A case may not know yet that its contact was merged. */
const isOf = async (app: RefileNeeds, { workspace, contactId: id }: Case, { contactId }: Thread) =>
  id === contactId || (await findContact(app, workspace, id))?.id === contactId

/** A text in the timeline of a case that it leaves or comes to. `isNew`: the case has not counted it yet. */
type Side = { one: Case; text: Message; isHere: boolean; isNew: boolean; entry: CaseEntry }

/** What stays in both timelines: where each text went, and where it came from. */
const sidesOf = async (
  app: RefileNeeds,
  { id: by, name }: Principal,
  cases: Cases,
  refilings: Refiling[],
): Promise<Side[]> => {
  const facts = { at: app.clock.now(), by, ...(name && { byName: name }) }
  const sides = refilings.flatMap((each) => {
    const [from, to] = [leaves(each), comesTo(each)]
    const move = { ...facts, ...(from && { from }), ...(to && { to }) }
    return [...new Set([from, to])].flatMap((id) => {
      const one = id && cases.get(id)
      return one ? [sideOf(app, one, each.text, move)] : []
    })
  })
  return Promise.all(sides)
}

/** Of the ways of a text through the cases a timeline keeps the last ones. */
const mostMoves = 10

/** Somebody may be faster than the bus: then the case has no entry of its text yet. What customers may not see they may not see elsewhere. */
const sideOf = async (app: RefileNeeds, one: Case, text: Message, move: Move): Promise<Side> => {
  const { workspace, id } = one
  const isHere = move.to === id
  const left = isHere && move.from && move.from !== id ? move.from : undefined
  const [known, before] = await Promise.all([
    app.cases.entry(workspace, id, entryIdOf(text.id)),
    left && app.cases.entry(workspace, left, entryIdOf(text.id)),
  ])
  const entry = known?.type === 'text' ? known : textEntry(one, text)
  const { gone, internal: own, moves = [], ...rest } = entry as CaseEntry & TextEntry
  const internal = before?.type === 'text' ? before.internal : own
  const next = {
    ...{ ...rest, moves: [...moves, move].slice(-mostMoves) },
    ...(internal && { internal }),
    ...(!isHere && { gone: true as const }),
  }
  return { one, text, isHere, isNew: !known || gone === true, entry: next }
}

/** The cases, and where one of them is done or open again, what lists it. */
const changedCases = async (
  app: RefileNeeds,
  thread: Thread,
  cases: Cases,
  sides: Side[],
): Promise<StoredRecord[]> => {
  const all = [...cases.values()].map(async (one) => {
    const mine = sides.filter((side) => side.one === one)
    const leaving = mine.filter(({ isHere }) => !isHere).map(({ text }) => text)
    const coming = mine.filter(({ isHere, isNew }) => isHere && isNew).map(({ text }) => text)
    const rest = leaving.length > 0 ? await withoutTexts(app, one, leaving) : one
    return { one, next: coming.reduce(withText, rest) }
  })
  const changed = (await Promise.all(all)).filter(({ one, next }) => next !== one)
  const turned = changed.flatMap(({ one, next }) => (isDone(one) === isDone(next) ? [] : [next]))
  return [...changed.map(({ next }) => next), ...(await listings(app, thread, turned))]
}

/** A case of another phone of the customer is in the thread of that one. */
const listings = async (app: RefileNeeds, thread: Thread, turned: Case[]): Promise<StoredRecord[]> => {
  const threads = new Map([[thread.phone, thread]])
  for (const one of turned) {
    const known = threads.get(one.phone) ?? (await threadOfCase(app, one))
    for (const next of await rememberCase(app, known, one)) threads.set(one.phone, next)
  }
  const listed = await Promise.all(turned.map((one) => contactCaseOf(app, one)))
  return [...[...threads.values()].filter((each) => each !== thread), ...listed.flat()]
}

/** How many entries of a conversation are looked at for the newest text that has a case. */
const lookedAt = 50

/** The conversation shows the case of its newest text that has one, unless somebody has chosen another since. */
const conversationOf = async (
  app: RefileNeeds,
  conversation: Conversation,
  refilings: Refiling[],
): Promise<Conversation[]> => {
  const { workspace, id, span } = conversation
  const range = { from: span.first, to: span.last, limit: lookedAt, reading: 'fresh' as Reading }
  const entries = await app.messages.entries(workspace, threadRefOf(id), range)
  const texts = entries.filter(
    (entry): entry is Message => entry.kind === 'message' && entry.conversationId === id,
  )
  const newest = newestFiled(texts)
  const { case: shown } = conversation
  if (shown && (shown.id !== newest?.id || shown.at !== newest.at)) return []
  const filed = new Map(refilings.map((each) => [each.text.id, refiled(each)]))
  const next = newestFiled(texts.map((text) => filed.get(text.id) ?? text))
  const { case: _, ...rest } = conversation
  return [{ ...rest, ...(next && { case: next }) }]
}

const newestFiled = (texts: Message[]): Conversation['case'] => {
  const found = texts.find((text) => text.case?.id !== undefined)
  return found?.case?.id && { id: found.case.id, at: found.at, sure: found.case.sure }
}
