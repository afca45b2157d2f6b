import type { Conversation } from '../conversations/conversation.ts'
import { type MessageId, orderOf } from '../ids.ts'
import type { Settings } from '../settings/settings.ts'
import { minute } from '../time.ts'
import type { Notice } from './notice.ts'

export type NoticeDecision =
  | { decision: 'tell' }
  /** `at`: when the digest goes out, epoch milliseconds. */
  | { decision: 'fold'; at: number }
  | { decision: 'none'; reason: 'known' | 'claimed' }

type Facts = {
  /** What was told of the conversation before. */
  notice?: Pick<Notice, 'seen' | 'toldAt' | 'digest'>
  text: MessageId
  conversation: Pick<Conversation, 'claimedBy'>
  settings: Pick<Settings, 'notifyAfterClaim'>
}

/** For so long after a notice further texts of the conversation wait, and are told of together. */
const digestPause = 10 * minute

/**
 * Whether the users of a number hear of a customer's text: at once where they have not been told of the conversation for a
 * while, else in the digest at the end of ten minutes. Once somebody has claimed it, nobody needs to.
 */
export const decideNotice = (
  { notice, text, conversation, settings }: Facts,
  now: number,
): NoticeDecision => {
  if (notice?.seen.includes(orderOf(text))) return { decision: 'none', reason: 'known' }
  if (isTaken(conversation, settings)) return { decision: 'none', reason: 'claimed' }
  const at = (notice?.toldAt ?? 0) + digestPause
  return at <= now ? { decision: 'tell' } : { decision: 'fold', at }
}

/** Whether a digest is still worth sending: nobody has claimed, answered or closed the conversation meanwhile. */
export const isDigestNeeded = (
  conversation: Pick<Conversation, 'claimedBy' | 'state' | 'unreadFrom'>,
  settings: Facts['settings'],
): boolean =>
  conversation.state === 'open' && conversation.unreadFrom !== undefined && !isTaken(conversation, settings)

const isTaken = ({ claimedBy }: Facts['conversation'], { notifyAfterClaim }: Facts['settings']): boolean =>
  claimedBy !== undefined && notifyAfterClaim === 'nobody'
