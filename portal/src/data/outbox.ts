import { ProblemError } from '#contract/client.ts'
import type { Agent, Api, Conversation, Upload } from './api.ts'
import { withoutDoubles } from './doubles.ts'
import { createListeners } from './listeners.ts'
import { type Entry, recordOf, type Store, threadOf } from './store.ts'

/** A text, or a note, between the press of Send and the answer of the API. */
export type Outgoing = {
  /** The Idempotency-Key, made by the press: however often it is sent, it is one text. */
  key: string
  agent: string
  conversation: Conversation['id']
  isNote: boolean
  body: string
  /** Uploaded pictures that go along. */
  media?: Upload['id'][]
  /** The agents whom a note mentions. */
  mentions?: Agent['id'][]
  sendAt?: string
  sendNow?: boolean
  /** Whether the conversation is to be claimed first. */
  claim?: boolean
  /** Epoch milliseconds of the press, and of the end of the time in which it can be taken back. */
  at: number
  due: number
  /** The newest entry of the thread at the press: what the text becomes comes after it. */
  after?: string
  /** Set when the API refused it for good: it stays until a person decides. */
  refused?: Refusal
}

/** `cause`: where the reason has several. */
type Refusal = { code: string; detail: string; cause?: string }

type Written = Omit<Outgoing, 'key' | 'agent' | 'at' | 'due' | 'after' | 'refused'>

export type Outbox = {
  /** Stores it, then sends it. Settles when it is stored. */
  post(text: Written, undoSeconds: number): Promise<void>
  /** Takes a text back that was not sent yet; gives it, or undefined when it is too late. */
  takeBack(key: string): Promise<Outgoing | undefined>
  retry(key: string): Promise<void>
  /** What waits in a conversation, oldest first. The same array while nothing changed. */
  of(conversation: string): readonly Outgoing[]
  isSending(key: string): boolean
  /** Entries of the thread without those that are still texts of the outbox: the page was told of them by another way. */
  withoutDoubles(conversation: string, entries: readonly Entry[]): readonly Entry[]
  /** Whether any text waits to be sent, wherever it was written. */
  isWaiting(): boolean
  subscribe(listener: () => void): () => void
}

/** Where texts wait that were not yet sent; it outlives the page, and its crash. */
export type OutboxStorage = {
  all(): Promise<Outgoing[]>
  put(text: Outgoing): Promise<void>
  remove(key: string): Promise<void>
}

/** What the outbox does while nobody looks: the browser's, or a test's. */
export type OutboxWorld = {
  now(): number
  newKey(): string
  /** Runs one at a time among all tabs. */
  alone(work: () => Promise<void>): Promise<void>
  later(milliseconds: number, work: () => void): void
}

const firstPause = 1_000
const longestPause = 30_000
const none: readonly Outgoing[] = []

/** Sends what agents write, each text once and in its order, through lost connections, reloads and crashes. */
export const createOutbox = async (
  agent: string,
  api: Pick<Api, 'claimConversation' | 'sendMessage' | 'addNote'>,
  store: Store,
  storage: OutboxStorage,
  world: OutboxWorld,
): Promise<Outbox & { run(): Promise<void>; flush(): void }> => {
  const listeners = createListeners()
  const shown = new Map<string, readonly Outgoing[]>()
  const sending = new Set<string>()
  /** Keys of texts that the API may know by now, and ids of entries that its answers have named. */
  const tried = new Set<string>()
  const answered = new Set<string>()
  let texts = (await storage.all())
    .filter((text) => text.agent === agent)
    .toSorted((one, other) => one.at - other.at)
  let failures = 0

  const tell = () => {
    shown.clear()
    listeners.tell()
  }
  const keep = async (text: Outgoing) => {
    texts = texts.some(({ key }) => key === text.key)
      ? texts.map((other) => (other.key === text.key ? text : other))
      : [...texts, text]
    tell()
    await storage.put(text)
  }
  const drop = async (key: string) => {
    texts = texts.filter((text) => text.key !== key)
    tell()
    await storage.remove(key)
  }

  const send = async (text: Outgoing) => {
    // It may have left, or been taken back, while one before it was on its way.
    if (sending.has(text.key) || !texts.some(({ key }) => key === text.key)) return
    sending.add(text.key)
    tried.add(text.key)
    tell()
    try {
      const id = await deliver(api, store, text)
      failures = 0
      answered.add(id)
      await drop(text.key)
    } catch (error) {
      if (isPassing(error)) throw error
      const { code, detail, ...more } = (error as ProblemError).problem
      const cause = 'cause' in more && { cause: more.cause }
      await keep({ ...text, refused: { code, detail, ...cause } })
    } finally {
      sending.delete(text.key)
      tell()
    }
  }

  /** Goes through all that is due; what has to wait for a connection holds up what was written after it. */
  const runAlone = async () => {
    for (const text of texts.filter(({ refused }) => !refused)) {
      const wait = text.due - world.now()
      if (wait > 0) world.later(wait, run)
      else await send(text)
    }
  }

  const run = (): Promise<void> =>
    world.alone(runAlone).catch(() => {
      const pause = Math.min(firstPause * 2 ** failures, longestPause)
      failures++
      world.later(pause, run)
    })

  return {
    post: async (text, undoSeconds) => {
      const at = world.now()
      const newest = store.timeline(threadOf(text.conversation)).at(-1)
      const times = { at, due: at + undoSeconds * 1000, ...(newest && { after: recordOf(newest).id }) }
      const outgoing = { ...text, agent, key: world.newKey(), ...times }
      await keep(outgoing)
      // A page that goes away in these seconds has time for one request. A refusal is told when the text leaves.
      if (undoSeconds > 0) claimFor(api, store, outgoing).catch(() => {})
      run()
    },
    takeBack: async (key) => {
      const text = texts.find((candidate) => candidate.key === key)
      if (!text || sending.has(key)) return undefined
      await drop(key)
      return text
    },
    retry: async (key) => {
      const text = texts.find((candidate) => candidate.key === key)
      // A refusal leaves the key free.
      if (text) await keep({ ...text, refused: undefined })
      await run()
    },
    of: (conversation) => {
      const kept = shown.get(conversation)
      if (kept) return kept
      const found = texts.filter((text) => text.conversation === conversation)
      shown.set(conversation, found.length > 0 ? found : none)
      return shown.get(conversation) ?? none
    },
    isSending: (key) => sending.has(key),
    withoutDoubles: (conversation, entries) => {
      const open = texts.filter(({ key, refused, ...text }) => {
        return text.conversation === conversation && tried.has(key) && !refused
      })
      return withoutDoubles(entries, open, answered)
    },
    isWaiting: () => texts.some(({ refused }) => !refused),
    subscribe: listeners.subscribe,
    run,
    /**
     * The page may not come back: what could still be taken back leaves now. All of it at once, since no second request
     * can be made when the first is answered. A page that goes on after all tries again what failed when its time has come.
     */
    flush: () => {
      texts = texts.map((text) => ({ ...text, due: 0 }))
      for (const text of texts) if (!text.refused) send(text).catch(() => {})
    },
  }
}

const claimFor = async (
  api: Pick<Api, 'claimConversation'>,
  store: Store,
  { conversation: id, claim, agent }: Outgoing,
) => {
  if (!claim || store.conversation(id)?.claimed_by === agent) return
  store.apply([{ t: 'conversation', row: await api.claimConversation({ id }) }])
}

/** Gives the id of what it became. */
const deliver = async (
  api: Pick<Api, 'claimConversation' | 'sendMessage' | 'addNote'>,
  store: Store,
  text: Outgoing,
): Promise<string> => {
  const { conversation: id, isNote, body, key, media, mentions, sendAt, sendNow } = text
  await claimFor(api, store, text)
  if (isNote) {
    const note = await api.addNote({ id, key, body: { body, ...(mentions && { mentions }) } })
    store.apply([{ t: 'note', note }])
    return note.id
  }
  const times = { ...(sendAt && { send_at: sendAt }), ...(sendNow && { send_now: true }) }
  const message = await api.sendMessage({ id, key, body: { body, ...(media && { media }), ...times } })
  store.apply([{ t: 'message', message }])
  return message.id
}

/** A lost connection, or what the API says may succeed a moment later. */
const isPassing = (error: unknown): boolean => !(error instanceof ProblemError) || error.problem.retryable
