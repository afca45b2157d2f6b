import { type Principal, type ProgramPrincipal, requireScope } from '../agents/principal.ts'
import type { App, Reading, StoredRecord } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { findContact } from '../contacts/load-contact.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { requireAccess } from '../conversations/rights.ts'
import { isAnswer } from '../conversations/with-message.ts'
import { ConflictError, DomainError, notFound } from '../error.ts'
import { type CaseId, encodeNumber, type MessageId, orderOf, threadRefOf, type WorkspaceId } from '../ids.ts'
import type { Filing } from '../messages/filing.ts'
import type { Message } from '../messages/message.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Thread } from '../threads/thread.ts'
import { hour } from '../time.ts'
import { type Case, type CaseEntry, isDone, type Move, type TextEntry } from './case.ts'
import { entryIdOf, textEntry, withText } from './follow-filing.ts'
import { loadCase } from './load-case.ts'
import { contactCaseOf, rememberCase, threadOfCase } from './remember-case.ts'
import { withoutTexts } from './without-texts.ts'

type Needs = Pick<
  App,
  'cases' | 'clock' | 'commit' | 'contacts' | 'conversations' | 'messages' | 'randomId' | 'threads'
>

/** `caseId`: null takes the text out of the cases. `following`: the burst that came after it goes along. */
export type FilingRequest = { caseId: CaseId | null; following?: boolean }

/** How far a burst is followed, in time and in texts: all of it is one transaction. */
const longestBurst = hour
const mostTexts = 20

/**
 * Files a text to another case of its customer, or to none, and what came in one burst with it. Both cases keep who did so and
 * when; no rule changes it afterwards. The same again changes nothing. Throws `not_filed` where the case is somebody else's,
 * `not_found`, `forbidden`.
 */
export const fileByHand = async (
  app: Needs,
  principal: Principal,
  id: MessageId,
  request: FilingRequest,
): Promise<Message> => {
  requireScope(principal, 'manage')
  return retryOnConflict(app, async () => {
    const filing = await loadFiling(app, principal, id, request)
    if (isFiledBy(filing.message, filing.to)) return filing.message
    return refile(app, filing, request, {
      filing: filingBy(app, principal, filing.to),
      move: moveOf(app, principal, filing),
    })
  })
}

/**
 * Files a text, and the burst after it, to the case that its customer named when they were asked. What a person has filed
 * stays, and the same again changes nothing. Throws `not_filed`, `not_found`.
 */
export const fileByAnswer = async (
  app: Needs,
  workspace: WorkspaceId,
  id: MessageId,
  caseId: CaseId,
): Promise<void> => {
  const by: ProgramPrincipal = { kind: 'program', workspace, id: 'case_question', scopes: ['manage'] }
  await retryOnConflict(app, async () => {
    const request = { caseId, following: true }
    const filing = await loadFiling(app, by, id, request)
    const known = filing.message.case
    if (known?.by !== undefined || known?.reason === 'answers_question') return
    const answered: Filing = { id: caseId, reason: 'answers_question', sure: true }
    await refile(app, filing, request, { filing: answered, move: moveOf(app, by, filing) })
  })
}

const refile = async (
  app: Needs,
  filed: Filed,
  request: FilingRequest,
  { filing, move }: { filing: Filing; move: Move },
): Promise<Message> => {
  const texts = await textsOf(app, filed, request)
  const next = texts.map((text): Message => ({ ...text, case: filing }))
  await app.commit(
    ...next,
    ...(await entriesOf(app, filed, texts, move)),
    ...(await casesOf(app, filed, texts)),
    ...(await conversationOf(app, filed, next)),
  )
  return asStored(next[0] ?? filed.message)
}

/** A text, the case that it leaves and the one that it goes to. */
type Filed = {
  message: Message
  thread: Thread
  conversation?: Conversation
  left?: Case
  to?: Case
}

const loadFiling = async (
  app: Needs,
  principal: Principal,
  id: MessageId,
  { caseId }: FilingRequest,
): Promise<Filed> => {
  const { workspace } = principal
  const message = await app.messages.get(workspace, id, 'fresh')
  if (!message) throw notFound('message')
  const phone = message.direction === 'inbound' ? message.from : message.to
  const [thread, conversation, left, to] = await Promise.all([
    app.threads.byPhone(workspace, phone, 'fresh'),
    message.conversationId && app.conversations.get(workspace, message.conversationId, 'fresh'),
    message.case?.id && app.cases.get(workspace, message.case.id, 'fresh'),
    caseId === null ? undefined : loadCase(app, principal, caseId),
  ])
  if (!thread) throw new ConflictError([])
  if (conversation) requireAccess(principal, conversation)
  if (to && !(await isOf(app, to, thread)))
    throw new DomainError('not_filed', 'The case is of another customer.')
  return { message, thread, ...(conversation && { conversation }), ...(left && { left }), ...(to && { to }) }
}

/** A case may not know yet that its contact was merged. */
const isOf = async (app: Needs, { workspace, contactId: id }: Case, { contactId }: Thread) =>
  id === contactId || (await findContact(app, workspace, id))?.id === contactId

const isFiledBy = ({ case: filing }: Message, to: Case | undefined): boolean =>
  filing?.reason === 'by_hand' && filing.id === to?.id

/** The text, and of those that came after it the ones which only followed it. */
const textsOf = async (app: Needs, { message }: Filed, { following }: FilingRequest): Promise<Message[]> => {
  if (!following || message.case?.id === undefined) return [message]
  const range = {
    from: orderOf(message.id),
    to: encodeNumber(message.at + longestBurst, 10),
    limit: 100,
    reading: 'fresh' as Reading,
  }
  const entries = await app.messages.entries(message.workspace, threadRefOf(message.id), range)
  const later = entries
    .filter((entry) => entry.kind === 'message')
    .filter((text) => text.id !== message.id && !isAnswer(text))
    .toReversed()
  const end = later.findIndex((text) => !follows(text, message))
  return [message, ...(end < 0 ? later : later.slice(0, end))].slice(0, mostTexts)
}

const follows = ({ direction, case: filing }: Message, first: Message): boolean =>
  direction === 'inbound' && filing?.reason === 'same_burst' && filing.id === first.case?.id

const filingBy = (app: Needs, { id: by, name }: Principal, to: Case | undefined): Filing => ({
  ...(to && { id: to.id }),
  reason: 'by_hand',
  sure: true,
  ...{ by, ...(name && { byName: name }), at: app.clock.now() },
})

const moveOf = (app: Needs, { id: by, name }: Principal, { message, to }: Filed): Move => ({
  at: app.clock.now(),
  by,
  ...(name && { byName: name }),
  ...(message.case?.id && { from: message.case.id }),
  ...(to && { to: to.id }),
})

/** What stays in both timelines: where the text went, and where it came from. */
const entriesOf = async (
  app: Needs,
  { left, to }: Filed,
  texts: Message[],
  move: Move,
): Promise<StoredRecord[]> => {
  const sides = left?.id === to?.id ? [to] : [left, to]
  const entries = sides.flatMap((side) =>
    side ? texts.map((text) => entryOf(app, side, text, side === to ? 'here' : 'gone', move)) : [],
  )
  return Promise.all(entries)
}

/** Of the ways of a text through the cases a timeline keeps the last ones. */
const mostMoves = 10

const entryOf = async (
  app: Needs,
  side: Case,
  text: Message,
  where: 'here' | 'gone',
  move: Move,
): Promise<CaseEntry> => {
  const known = await app.cases.entry(side.workspace, side.id, entryIdOf(text.id))
  const entry = known?.type === 'text' ? known : textEntry(side, text)
  const { gone: _, ...rest } = entry as CaseEntry & TextEntry
  const moves = [...(rest.moves ?? []), move].slice(-mostMoves)
  return { ...rest, moves, ...(where === 'gone' && { gone: true as const }) }
}

/** Both cases, and where one of them is done or open again, what lists it. */
const casesOf = async (
  app: Needs,
  { thread, left, to }: Filed,
  texts: Message[],
): Promise<StoredRecord[]> => {
  if (left?.id === to?.id) return []
  const after = [
    ...(left ? [await withoutTexts(app, left, texts)] : []),
    ...(to ? [texts.reduce(withText, to)] : []),
  ]
  const turned = after.filter(
    (one) => isDone(one) !== [left, to].some((was) => was?.id === one.id && isDone(was)),
  )
  // A case of another phone of the customer is in the thread of that one.
  const threads = new Map([[thread.phone, thread]])
  for (const one of turned) {
    const known = threads.get(one.phone) ?? (await threadOfCase(app, one))
    for (const next of await rememberCase(app, known, one)) threads.set(one.phone, next)
  }
  const listed = await Promise.all(turned.map((one) => contactCaseOf(app, one)))
  const changed = [...threads.values()].filter((each) => each !== thread)
  return [...after, ...changed, ...listed.flat()]
}

/** How many entries of a conversation are looked at for the newest text that has a case. */
const lookedAt = 50

/** The conversation shows the case of its newest text that has one, unless somebody has chosen another since. */
const conversationOf = async (
  app: Needs,
  { conversation }: Filed,
  filed: Message[],
): Promise<Conversation[]> => {
  if (!conversation) return []
  const { workspace, id, span } = conversation
  const range = { from: span.first, to: span.last, limit: lookedAt, reading: 'fresh' as Reading }
  const entries = await app.messages.entries(workspace, threadRefOf(id), range)
  const texts = entries.filter(
    (entry): entry is Message => entry.kind === 'message' && entry.conversationId === id,
  )
  const newest = newestFiled(texts)
  const { case: shown } = conversation
  if (shown && (shown.id !== newest?.id || shown.at !== newest.at)) return []
  const next = newestFiled(texts.map((text) => filed.find((each) => each.id === text.id) ?? text))
  const { case: _, ...rest } = conversation
  return [{ ...rest, ...(next && { case: next }) }]
}

const newestFiled = (texts: Message[]): Conversation['case'] => {
  const found = texts.find((text) => text.case?.id !== undefined)
  return found?.case?.id && { id: found.case.id, at: found.at, sure: found.case.sure }
}
