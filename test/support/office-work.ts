import fc from 'fast-check'
import type { Reading, StoredRecord } from '#domain/app.ts'
import { createCase } from '#domain/cases/create-case.ts'
import { reopenCase, resolveCase } from '#domain/cases/edit-case.ts'
import { fileByHand } from '#domain/cases/file-by-hand.ts'
import { followFiling } from '#domain/cases/follow-filing.ts'
import { addNote } from '#domain/conversations/add-note.ts'
import { claimConversation, giveUpClaim } from '#domain/conversations/claim-conversation.ts'
import { closeConversation, reopenConversation } from '#domain/conversations/close-conversation.ts'
import { markRead, markUnread } from '#domain/conversations/mark-read.ts'
import { mergeConversation } from '#domain/conversations/merge-conversation.ts'
import { splitConversation } from '#domain/conversations/split-conversation.ts'
import { unmergeConversation } from '#domain/conversations/unmerge-conversation.ts'
import { ConflictError, DomainError } from '#domain/error.ts'
import type { CaseId, ConversationId, MessageId } from '#domain/ids.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'
import { sendCaseText } from '#domain/outbound/send-case-text.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { startConversation } from '#domain/outbound/start-conversation.ts'
import { admin, ana, ben, otherNumber, program, textNow } from './conversing.ts'
import { type FakeApp, workspace } from './fake-app.ts'

/** Two customers, so that what one does is seen not to touch the other. */
const phones = ['+12065550123', '+12065550188']

type Choice = { phone: string; i: number; j: number; late: number; twice: boolean; to: string | undefined }
type Work = (app: FakeApp, choice: Choice) => Promise<unknown>

const pick = <T>(list: T[], i: number): T | undefined => list[i % list.length]

const conversation = (app: FakeApp, { phone }: Choice, i: number): ConversationId =>
  pick(
    app.all('conversation').filter((c) => c.phone === phone),
    i,
  )?.id ?? 'cnv_none'

const messageIn = (app: FakeApp, id: ConversationId, i: number): MessageId | undefined =>
  pick(
    app.all('message').filter(({ conversationId }) => conversationId === id),
    i,
  )?.id

const someCase = (app: FakeApp, { i, j }: Choice): CaseId => pick(app.all('case'), i + j)?.id ?? 'cas_none'

/** Carriers deliver more than once, and queues again what could not be stored. */
const deliver = async (app: FakeApp, text: CarrierInbound): Promise<void> => {
  await receiveMessage(app, text).catch((error) => {
    if (!(error instanceof ConflictError)) throw error
    return deliver(app, text)
  })
}

const works = {
  text: async (app, { phone, late, twice, to }) => {
    const text = textNow(app, { from: phone, at: app.clock.now() - late, ...(to && { to }) })
    await Promise.all([deliver(app, text), ...(twice ? [deliver(app, text)] : [])])
  },
  close: (app, choice) => closeConversation(app, admin, conversation(app, choice, choice.i)),
  reopen: (app, choice) => reopenConversation(app, admin, conversation(app, choice, choice.i)),
  claim: (app, choice) =>
    claimConversation(app, pick([ana, ben], choice.j) ?? ana, conversation(app, choice, choice.i)),
  release: (app, choice) => giveUpClaim(app, admin, conversation(app, choice, choice.i)),
  note: (app, choice) => addNote(app, admin, conversation(app, choice, choice.i), { body: 'note' }),
  reply: (app, choice) => sendMessage(app, program, conversation(app, choice, choice.i), { body: 'reply' }),
  single: (app, { phone, to }) => sendSingle(app, program, { to: phone, body: 'single', from: to }),
  start: (app, { phone, i, to }) =>
    startConversation(app, pick([admin, program], i) ?? admin, { to: phone, body: 'start', from: to }),
  continue: (app, { phone, to }) =>
    startConversation(app, program, { to: phone, body: 'continue', from: to, ifOpen: 'continue' }),
  'close and start': (app, { phone, to }) =>
    startConversation(app, program, { to: phone, body: 'anew', from: to, ifOpen: 'close_and_start' }),
  split: (app, choice) => {
    const id = conversation(app, choice, choice.i)
    return splitConversation(app, program, id, messageIn(app, id, choice.j))
  },
  merge: (app, choice) =>
    mergeConversation(app, program, conversation(app, choice, choice.i), conversation(app, choice, choice.j)),
  unmerge: async (app, choice) => {
    const merged = pick(
      app.all('conversation').filter((c) => c.merged),
      choice.i,
    )
    if (!merged?.merged) return
    await unmergeConversation(app, program, merged.merged.into, merged.id)
  },
  look: (app, choice) =>
    markRead(
      app,
      pick([ana, ben], choice.j) ?? ana,
      conversation(app, choice, choice.i),
      choice.late || undefined,
    ),
  'mark unread': (app, choice) =>
    markUnread(app, pick([ana, ben], choice.j) ?? ana, conversation(app, choice, choice.i)),
  case: (app, { phone }) => createCase(app, program, { to: phone, subject: 'Printer' }),
  'case text': (app, choice) =>
    sendCaseText(app, pick([program, ana], choice.j) ?? program, someCase(app, choice), { body: 'ready' }),
  file: (app, choice) => {
    const id = messageIn(app, conversation(app, choice, choice.i), choice.j) ?? 'msg_none'
    return fileByHand(app, admin, id, { caseId: choice.twice ? null : someCase(app, choice) })
  },
  follow: async (app, { i }) => {
    const filed = pick(
      app.all('message').filter((message) => message.case),
      i,
    )
    if (filed) await followFiling(app, workspace, filed.id)
  },
  resolve: (app, choice) => resolveCase(app, admin, someCase(app, choice)),
  'reopen case': (app, choice) => reopenCase(app, admin, someCase(app, choice)),
  'six days pass': async (app) => app.advance(6 * 24 * 60 * 60 * 1000),
} satisfies Record<string, Work>

export type Task = { work: keyof typeof works } & Choice

const task = fc.record<Task>({
  work: fc.oneof(
    { weight: 4, arbitrary: fc.constant('text' as const) },
    { weight: 2, arbitrary: fc.constantFrom('case', 'case text', 'file', 'follow', 'resolve') },
    { weight: 2, arbitrary: fc.constantFrom('close', 'single', 'split', 'merge', 'unmerge', 'look') },
    { weight: 1, arbitrary: fc.constantFrom(...(Object.keys(works) as (keyof typeof works)[])) },
  ),
  phone: fc.oneof({ weight: 4, arbitrary: fc.constant(phones[0] ?? '') }, fc.constantFrom(...phones)),
  i: fc.nat(5),
  j: fc.nat(5),
  late: fc.oneof(fc.constant(0), fc.nat(5000)),
  twice: fc.boolean(),
  to: fc.constantFrom(undefined, otherNumber),
})

/** What several people and functions do at the same time, each one thing after the other. */
export const workers = fc.array(fc.array(task, { minLength: 1, maxLength: 8 }), {
  minLength: 2,
  maxLength: 5,
})

/** Does it, whether it may be done or not: only what nobody expects is thrown. */
export const perform = async (app: FakeApp, task: Task): Promise<void> => {
  app.advance(1000)
  try {
    await (works[task.work] as Work)(app, task)
  } catch (error) {
    if (!(error instanceof DomainError || error instanceof ConflictError)) throw error
  }
}

/** The app whose every call is made when the scheduler says so. */
export const scheduled = (app: FakeApp, scheduler: fc.Scheduler): FakeApp => {
  const later =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await scheduler.schedule(Promise.resolve())
      return call(...args)
    }
  return {
    ...app,
    commit: later(app.commit),
    threads: { byPhone: later(app.threads.byPhone) },
    conversations: { ...app.conversations, get: later(app.conversations.get) },
    readMarks: { get: later(app.readMarks.get) },
    messages: { ...app.messages, get: later(app.messages.get), entries: later(app.messages.entries) },
  }
}

/** The app whose cached readings may not know a record's newest write yet. */
export const lagging = (app: FakeApp, isLate: () => boolean): FakeApp => {
  const older = new Map<string, StoredRecord | undefined>()
  const nameOf = (record: StoredRecord) =>
    record.kind === 'thread' ? record.phone : 'id' in record && record.id
  const seen = async <T extends StoredRecord>(name: string, found: T | undefined, reading?: Reading) =>
    reading !== 'fresh' && older.has(name) && isLate() ? (older.get(name) as T | undefined) : found
  return {
    ...app,
    commit: async (...changes) => {
      const records = changes.map((change) => ('remove' in change ? change.remove : change))
      const before = records.map((record) => app.all(record.kind).find((r) => nameOf(r) === nameOf(record)))
      await app.commit(...changes)
      for (const [i, record] of records.entries()) older.set(String(nameOf(record)), before[i])
    },
    threads: {
      byPhone: async (workspace, phone, reading) =>
        seen(phone, await app.threads.byPhone(workspace, phone, reading), reading),
    },
    conversations: {
      ...app.conversations,
      get: async (workspace, id, reading) =>
        seen(id, await app.conversations.get(workspace, id, reading), reading),
    },
    messages: {
      ...app.messages,
      get: async (workspace, id, reading) =>
        seen(id, await app.messages.get(workspace, id, reading), reading),
    },
  }
}
