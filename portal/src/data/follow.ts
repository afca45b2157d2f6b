import { isProblem } from '#contract/client.ts'
import { agentChannel, inboxChannel, presenceChannel, threadChannel } from '#contract/events/channels.ts'
import type { InboxChange, PresenceChange, PushedChange, ThreadChange } from '#contract/events/pushed.ts'
import type { Hint, Hints } from './hints.ts'
import type { Inbox } from './inbox.ts'
import type { List } from './list.ts'
import { createListeners } from './listeners.ts'
import type { Presence } from './presence.ts'
import type { Realtime } from './realtime.ts'
import type { Threads } from './thread.ts'

/** How the page keeps up with the system while somebody looks at it. */
export type Following = {
  /** What is on the screen, and so is kept up. */
  look(at: { tab?: List; conversation?: `cnv_${string}` }): void
  /** Asks now, unless it will be told: something was done. */
  hurry(): void
  state(): FollowState
  subscribe(listener: () => void): () => void
  stop(): void
}

/**
 * `late`: the last attempt to ask failed; `since` is when everything was last up to date. `asks`: it should be told what
 * is new, but has to ask for it.
 */
type FollowState = { late: boolean; since: number; asks: boolean }

type Needs = {
  inbox: Inbox
  threads: Threads
  presence: Presence
  hints: Hints
  workspace: string
  agent: string
  /** The line by which the page is told. Left out where there is none. */
  line: Realtime | undefined
  /** Whether somebody wants to be called for new texts while they look elsewhere. */
  wantsCalls(): boolean
}

const everyMilliseconds = 5_000
const whileMovingMilliseconds = 1_500
const slowestMilliseconds = 30_000
/** What is told may be lost: the page makes sure from time to time. */
const whileToldMilliseconds = 5 * 60_000
/** Counting costs more than a page of the list. */
const countEveryMilliseconds = 5 * 60_000
const oldCountMilliseconds = 20_000
/** Rows are placed so often, at most: they must not move under the pointer, nor take the time of who types. */
const placeEveryMilliseconds = 250
/** A line may be lost for so long without a word about it. */
const patience = 10_000

/**
 * The page is told what is new, and asks for what happened before it was told: when it begins to listen, after each gap,
 * and when it comes before somebody's eyes again. Where there is no line it asks every few seconds, rarer while the
 * answers fail. In a hidden tab it asks only for those who want to be called, and twice a minute.
 */
export const follow = ({
  inbox,
  threads,
  presence,
  hints,
  workspace,
  agent,
  line,
  wantsCalls,
}: Needs): Following => {
  const listeners = createListeners()
  let looking: Parameters<Following['look']>[0] = {}
  let state: FollowState = { late: false, since: Date.now(), asks: false }
  let isTold = false
  let failures = 0
  let counted = 0
  /** Whether something may have happened of which the page was neither told nor has asked. */
  let isGap = true
  let timer: ReturnType<typeof setTimeout> | undefined
  let complaint: ReturnType<typeof setTimeout> | undefined
  let recount: ReturnType<typeof setTimeout> | undefined
  let underWay: Promise<void> | undefined
  let again = false

  const change = (change: Partial<FollowState>) => {
    const before = state
    state = { ...state, ...change }
    if (state.late === before.late && state.asks === before.asks) return
    listeners.tell()
  }

  const ask = async () => {
    const { tab = 'active', conversation } = looking
    const isThorough = isGap || Date.now() - counted > countEveryMilliseconds
    isGap = false
    try {
      const [anyNews, anyCalls] = await Promise.all([
        inbox.catchUp(tab, isThorough).catch(leaveWhereShutOut),
        // Whoever is called for new texts is called whatever list they look at.
        tab !== 'active' && (isThorough || !isTold) && inbox.catchUp('active', false),
        conversation && threads.catchUp(conversation),
      ])
      if (anyNews || anyCalls || isThorough) await count()
    } catch (error) {
      isGap ||= isThorough
      throw error
    }
  }

  const count = async () => {
    await inbox.count()
    counted = Date.now()
  }

  const settle = (late: boolean) => {
    failures = late ? failures + 1 : 0
    change({ late, since: late ? state.since : Date.now() })
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
    const pause = document.visibilityState === 'hidden' ? hiddenPause() : seenPause()
    if (pause !== undefined) timer = setTimeout(turn, pause)
  }

  const seenPause = () => {
    if (isTold && failures === 0) return whileToldMilliseconds
    const moving = looking.conversation && threads.isMoving(looking.conversation)
    const pause = moving ? whileMovingMilliseconds : everyMilliseconds
    return Math.min(pause * 2 ** failures, slowestMilliseconds)
  }

  const hiddenPause = () => (!isTold && wantsCalls() ? slowestMilliseconds : undefined)

  const place = inBatches((changes: PushedChange[]) => {
    inbox.hear(changes.filter(isOfInbox))
    hints.hear(changes.filter(isHint))
    if (threads.hear(changes.filter(isOfThread))) turn()
    countSoon()
  })

  /** What is pushed soon after a count is counted when its time has come, though nothing more may be pushed. */
  const countSoon = () => {
    if (!inbox.areCountsOld() || recount !== undefined) return
    recount = setTimeout(
      () => {
        recount = undefined
        count().catch(() => {})
      },
      Math.max(0, counted + oldCountMilliseconds - Date.now()),
    )
  }

  const inboxOf = inboxChannel(workspace)
  const ownOf = agentChannel(workspace, agent)
  /** What was there at the first time, the page reads as it begins. */
  let wasTold = false
  const complainLater = () => {
    complaint ??= setTimeout(() => change({ asks: true }), patience)
  }
  line?.listen({
    onTold: ({ changes }, channel) => {
      presence.hear(changes.filter(isOfPresence), channel)
      place(changes)
    },
    onListening: (channel) => {
      if (channel.startsWith('presence/')) return presence.again()
      if (channel === ownOf) {
        if (wasTold) hints.catchUp(looking.conversation)
        wasTold = true
        return
      }
      if (channel === inboxOf) {
        isTold = true
        isGap = true
        clearTimeout(complaint)
        complaint = undefined
        change({ asks: false })
      }
      turn()
    },
    onCut: () => {
      complainLater()
      if (!isTold) return
      isTold = false
      wait()
    },
  })
  if (line) complainLater()

  const onVisible = () => {
    if (document.visibilityState === 'hidden') return wait()
    if (!isTold) isGap = true
    line?.hurry()
    turn()
  }
  const onOnline = () => {
    line?.hurry()
    turn()
  }
  document.addEventListener('visibilitychange', onVisible)
  window.addEventListener('online', onOnline)
  window.addEventListener('offline', turn)

  return {
    look: (at) => {
      looking = at
      const { conversation } = at
      const threadChannels = conversation
        ? [threadChannel(workspace, conversation), presenceChannel(workspace, conversation)]
        : []
      line?.want([inboxOf, ownOf, ...threadChannels])
      turn()
    },
    hurry: () => {
      if (!isTold) turn()
    },
    state: () => state,
    subscribe: listeners.subscribe,
    stop: () => {
      clearTimeout(timer)
      clearTimeout(complaint)
      clearTimeout(recount)
      line?.stop()
      document.removeEventListener('visibilitychange', onVisible)
      window.removeEventListener('online', onOnline)
      window.removeEventListener('offline', turn)
    },
  }
}

const isOfInbox = (change: PushedChange): change is InboxChange =>
  change.t === 'conversation' || change.t === 'closed'
const isOfThread = (change: PushedChange): change is ThreadChange =>
  change.t === 'message' || change.t === 'note' || change.t === 'changed'
const isHint = (change: PushedChange): change is Hint =>
  !isOfInbox(change) && !isOfThread(change) && !isOfPresence(change)
const isOfPresence = (change: PushedChange): change is PresenceChange => change.t === 'here'

/** The first change is taken at once; those that follow closely are taken together. */
const inBatches = <T>(take: (all: T[]) => void) => {
  let gathered: T[] = []
  let isOpen = true
  const run = () => {
    isOpen = gathered.length === 0
    if (isOpen) return
    const all = gathered
    gathered = []
    setTimeout(run, placeEveryMilliseconds)
    take(all)
  }
  return (more: T[]) => {
    gathered.push(...more)
    if (isOpen) run()
  }
}

/** The inbox is everybody's: whoever may not read it was deactivated, and learns that when the page begins anew. */
const leaveWhereShutOut = (error: unknown): never => {
  if (isProblem(error, 'forbidden')) location.reload()
  throw error
}
