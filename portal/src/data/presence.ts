import { presenceChannel } from '#contract/events/channels.ts'
import type { Doing, PresenceChange } from '#contract/events/pushed.ts'
import type { Agent } from './api.ts'
import { createListeners } from './listeners.ts'
import { threadOf } from './store.ts'

type Here = { agent: Agent['id']; doing: 'viewing' | 'typing' }

/** Who else looks at a thread, and who types. It is told to those who have the same thread open, and kept nowhere. */
export type Presence = {
  /** Tells the others, from now on, that this agent looks at the thread. Gives the way to stop. */
  enter(conversation: string): () => void
  /** This agent writes, or has stopped. */
  write(isWriting: boolean): void
  /** The others. The same array while nothing changed. */
  others(conversation: string): readonly Here[]
  /** Says it once more: it may not have been heard. */
  again(): void
  hear(changes: PresenceChange[], channel: string): void
  subscribe(listener: () => void): () => void
}

const againMilliseconds = 20_000
/** Nobody tells of leaving when a page dies: who says nothing for so long has left. */
const lapseMilliseconds = 30_000
const pauseOfTyping = 6_000
const none: readonly Here[] = []

export const createPresence = (
  me: Pick<Agent, 'id'>,
  workspace: string,
  publish: (channel: string, event: { doing: Doing }) => void,
): Presence => {
  const listeners = createListeners()
  const here = new Map<string, readonly Here[]>()
  const lapses = new Map<string, ReturnType<typeof setTimeout>>()
  let place: string | undefined
  let doing: Doing = 'viewing'
  let timer: ReturnType<typeof setInterval> | undefined
  let pause: ReturnType<typeof setTimeout> | undefined

  const tell = () => {
    if (place && document.visibilityState === 'visible') publish(presenceChannel(workspace, place), { doing })
  }

  const turnTo = (now: Doing) => {
    clearTimeout(pause)
    if (now === 'typing') pause = setTimeout(turnTo, pauseOfTyping, 'viewing')
    if (now === doing) return
    doing = now
    tell()
  }

  const put = (thread: string, agent: Agent['id'], what: Doing) => {
    const key = `${thread} ${agent}`
    clearTimeout(lapses.get(key))
    lapses.delete(key)
    const others = (here.get(thread) ?? none).filter((one) => one.agent !== agent)
    if (what !== 'left') {
      lapses.set(key, setTimeout(put, lapseMilliseconds, thread, agent, 'left'))
      others.push({ agent, doing: what })
    }
    here.set(thread, others)
    listeners.tell()
  }

  return {
    enter: (conversation) => {
      place = conversation
      doing = 'viewing'
      tell()
      timer = setInterval(tell, againMilliseconds)
      document.addEventListener('visibilitychange', tell)
      return () => {
        turnTo('left')
        clearInterval(timer)
        clearTimeout(pause)
        document.removeEventListener('visibilitychange', tell)
        place = undefined
      }
    },
    write: (isWriting) => turnTo(isWriting ? 'typing' : 'viewing'),
    others: (conversation) => here.get(threadOf(conversation)) ?? none,
    again: tell,
    hear: (changes, channel) => {
      const thread = threadOf(channel)
      for (const { agent_id, doing } of changes) {
        if (agent_id === me.id) continue
        const isNew = !here.get(thread)?.some(({ agent }) => agent === agent_id)
        put(thread, agent_id, doing)
        // Who has just come has not heard of those who were there.
        if (isNew && doing !== 'left') tell()
      }
    },
    subscribe: listeners.subscribe,
  }
}
