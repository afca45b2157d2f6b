import { ProblemError } from '#contract/client.ts'
import type { Api, Conversation } from './api.ts'
import { createListeners } from './listeners.ts'
import { someAtOnce } from './some-at-once.ts'
import type { Store } from './store.ts'

type Id = Conversation['id']

/** Something that is done to one conversation after another, and how it is taken back where it can be. */
export type BulkWork = {
  kind: 'closed' | 'tagged' | 'handed' | 'read'
  /** Of the tag, or of who takes them. */
  name?: string
  run(api: Api, row: Conversation): Promise<Conversation>
  undo?(api: Api, before: Conversation): Promise<Conversation>
}

/** What came of it. `reasons`: each once, with how many were refused for it. */
export type BulkResult = Pick<BulkWork, 'name'> & {
  kind: BulkWork['kind'] | 'undone'
  count: number
  reasons: { error: unknown; count: number }[]
  mayUndo: boolean
}

type BulkState = { working?: { done: number; total: number }; result?: BulkResult }

/** The conversations that were chosen in the list, and what is done to all of them. */
export type Bulk = {
  has(id: string): boolean
  /** Oldest choice first. The same array while nothing changed. */
  chosen(): readonly Id[]
  toggle(id: Id): void
  /** From the last choice to this one, in the order of the list. */
  reach(id: Id, order: readonly Id[]): void
  choose(ids: readonly Id[]): void
  state(): BulkState
  run(work: BulkWork): Promise<void>
  undo(): Promise<void>
  dismiss(): void
  subscribe(listener: () => void): () => void
}

const mostTries = 4
const firstPause = 400

export const createBulk = (
  api: Api,
  store: Store,
  pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
): Bulk => {
  const listeners = createListeners()
  let chosen: readonly Id[] = []
  let state: BulkState = {}
  let last: { work: BulkWork; done: Conversation[] } | undefined

  const choose = (ids: readonly Id[]) => {
    chosen = ids
    listeners.tell()
  }
  const put = (next: BulkState) => {
    state = next
    listeners.tell()
  }

  /** A lost connection or a limit passes; what the API refuses stays refused. */
  const insist = async (work: () => Promise<Conversation>, tries = 1): Promise<Conversation> => {
    try {
      return await work()
    } catch (error) {
      const passes = !(error instanceof ProblemError) || error.problem.retryable
      if (!passes || tries >= mostTries) throw error
      await pause(firstPause * 2 ** (tries - 1))
      return insist(work, tries + 1)
    }
  }

  const doTo = async (rows: Conversation[], work: NonNullable<BulkWork['undo']>) => {
    const done: Conversation[] = []
    const errors: unknown[] = []
    await someAtOnce(rows, async (before) => {
      try {
        store.apply([{ t: 'conversation', row: await insist(() => work(api, before)) }])
        done.push(before)
      } catch (error) {
        errors.push(error)
      }
      put({ working: { done: done.length + errors.length, total: rows.length } })
    })
    return { done, reasons: countReasons(errors) }
  }

  return {
    has: (id) => chosen.some((one) => one === id),
    chosen: () => chosen,
    toggle: (id) => choose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]),
    reach: (id, order) => {
      const from = order.indexOf(chosen.at(-1) ?? id)
      const to = order.indexOf(id)
      const between = order.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1)
      choose([...new Set([...chosen, ...between, id])])
    },
    choose,
    state: () => state,
    run: async (work) => {
      if (state.working) return
      const rows = chosen.flatMap((id) => store.conversation(id) ?? [])
      put({ working: { done: 0, total: rows.length } })
      const { done, reasons } = await doTo(rows, work.run)
      last = work.undo && done.length > 0 ? { work, done } : undefined
      chosen = []
      const { kind, name } = work
      put({ result: { kind, name, count: done.length, reasons, mayUndo: last !== undefined } })
    },
    undo: async () => {
      const { work, done } = last ?? {}
      last = undefined
      if (!work?.undo || !done) return
      put({ working: { done: 0, total: done.length } })
      const back = await doTo(done, work.undo)
      put({ result: { kind: 'undone', count: back.done.length, reasons: back.reasons, mayUndo: false } })
    },
    dismiss: () => {
      last = undefined
      put({})
    },
    subscribe: listeners.subscribe,
  }
}

const countReasons = (errors: unknown[]): BulkResult['reasons'] => {
  const kinds = Map.groupBy(errors, (error) =>
    error instanceof ProblemError ? error.problem.detail : undefined,
  )
  return [...kinds.values()].map((alike) => ({ error: alike[0], count: alike.length }))
}
