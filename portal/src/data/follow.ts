import { isProblem } from '#contract/client.ts'
import type { Inbox } from './inbox.ts'
import type { List } from './list.ts'
import type { Threads } from './thread.ts'

/** How the page keeps up with the system while somebody looks at it. */
export type Following = {
  /** What is on the screen, and so is kept up. */
  look(at: { tab?: List; conversation?: `cnv_${string}` }): void
  /** Asks now: something was done. */
  hurry(): void
  /** `late`: the last attempt failed; `since` is when everything was last up to date. */
  state(): { late: boolean; since: number }
  subscribe(listener: () => void): () => void
  stop(): void
}

const everyMilliseconds = 5_000
const whileMovingMilliseconds = 1_500
const slowestMilliseconds = 30_000
/** Counting costs more than a page of the list. */
const countEveryMilliseconds = 5 * 60_000

/** Asks for what is new every few seconds, only while the page is seen, and rarer while the answers fail. */
export const followByAsking = (inbox: Inbox, threads: Threads): Following => {
  const listeners = new Set<() => void>()
  let looking: Parameters<Following['look']>[0] = {}
  let state = { late: false, since: Date.now() }
  let failures = 0
  let counted = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let underWay: Promise<void> | undefined
  let again = false

  const ask = async () => {
    const { tab = 'active', conversation } = looking
    const [anyNews] = await Promise.all([
      inbox.catchUp(tab).catch(leaveWhereShutOut),
      conversation && threads.catchUp(conversation),
    ])
    if (anyNews || Date.now() - counted > countEveryMilliseconds) {
      await inbox.count()
      counted = Date.now()
    }
  }

  const settle = (late: boolean) => {
    failures = late ? failures + 1 : 0
    const changed = late !== state.late
    state = { late, since: late ? state.since : Date.now() }
    if (changed) for (const listener of listeners) listener()
  }

  const turn = () => {
    clearTimeout(timer)
    if (underWay) {
      again = true
      return
    }
    underWay = ask()
      .then(
        () => settle(false),
        () => settle(true),
      )
      .then(() => {
        underWay = undefined
        if (again) {
          again = false
          turn()
        } else wait()
      })
  }

  const wait = () => {
    clearTimeout(timer)
    if (document.visibilityState === 'hidden') return
    const moving = looking.conversation && threads.isMoving(looking.conversation)
    const pause = moving ? whileMovingMilliseconds : everyMilliseconds
    timer = setTimeout(turn, Math.min(pause * 2 ** failures, slowestMilliseconds))
  }

  const onVisible = () => (document.visibilityState === 'visible' ? turn() : clearTimeout(timer))
  document.addEventListener('visibilitychange', onVisible)
  window.addEventListener('online', turn)
  window.addEventListener('offline', turn)

  return {
    look: (at) => {
      looking = at
      turn()
    },
    hurry: turn,
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onVisible)
      window.removeEventListener('online', turn)
      window.removeEventListener('offline', turn)
    },
  }
}

/** The inbox is everybody's: whoever may not read it was deactivated, and learns that when the page begins anew. */
const leaveWhereShutOut = (error: unknown): never => {
  if (isProblem(error, 'forbidden')) location.reload()
  throw error
}
