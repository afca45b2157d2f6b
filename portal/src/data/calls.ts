import type { Agent, Conversation } from './api.ts'
import type { Preferences } from './preferences.ts'
import type { Change } from './store.ts'

/** Which of what the store learns are new texts of customers, each once. */
export type Calls = (news: readonly Change[]) => Conversation[]

/**
 * What was there when the page began is no news, and neither is what is read further down. `isReady`: whether the list
 * was read once.
 */
export const createCalls = (isReady: () => boolean): Calls => {
  const called = new Map<string, string>()
  let newestBefore = ''
  const isNew = ({ id, unread, last_message }: Conversation): boolean => {
    if (last_message?.direction !== 'inbound') return false
    if (!isReady()) {
      if (last_message.at > newestBefore) newestBefore = last_message.at
      return false
    }
    if (!unread || last_message.at <= newestBefore || called.get(id) === last_message.id) return false
    called.set(id, last_message.id)
    return true
  }
  return (news) =>
    news.flatMap((change) => (change.t === 'conversation' && isNew(change.row) ? [change.row] : []))
}

/** Whether somebody wants to be called at all. */
export const wantsCalls = ({ sound, popUps }: Pick<Preferences, 'sound' | 'popUps'>): boolean =>
  sound !== 'off' || popUps !== 'off'

/** Whether somebody wants to be called for a conversation. */
export const callsFor = (
  wish: Preferences['sound'],
  { claimed_by, participants }: Conversation,
  { id }: Pick<Agent, 'id'>,
): boolean => {
  const isMine = claimed_by === id || participants.includes(id)
  if (wish === 'mine') return isMine
  if (wish === 'mine_and_unclaimed') return isMine || claimed_by === undefined
  return wish === 'all'
}
