import {
  type ConversationId,
  type EntryOrder,
  type MessageId,
  type NumberId,
  orderOf,
  type WorkspaceId,
} from '../ids.ts'
import { day } from '../time.ts'

/** What the users of a number were told of a conversation, so that many texts are one notice and one digest. */
export type Notice = {
  kind: 'notice'
  workspace: WorkspaceId
  numberId: NumberId
  conversationId: ConversationId
  /** When they were told last, epoch milliseconds. */
  toldAt: number
  /** How many texts wait for the digest, and when it goes out (epoch milliseconds); unset while none waits. */
  digest?: { texts: number; at: number }
  /** The newest texts that it knows of: an event may come twice. */
  seen: EntryOrder[]
  /** Epoch milliseconds. */
  expiresAt: number
  version: number
}

const keptFor = 7 * day
const mostSeen = 20

export const newNotice = (facts: Pick<Notice, 'workspace' | 'numberId' | 'conversationId'>): Notice => ({
  kind: 'notice',
  toldAt: 0,
  seen: [],
  expiresAt: 0,
  version: 0,
  ...facts,
})

/** A text was told of at once, with those that waited. */
export const withTold = (notice: Notice, text: MessageId, now: number): Notice => {
  const { digest: _, ...told } = withSeen(notice, text, now)
  return { ...told, toldAt: now }
}

/** A text waits for the digest. */
export const withWaiting = (notice: Notice, text: MessageId, at: number, now: number): Notice => ({
  ...withSeen(notice, text, now),
  digest: { texts: (notice.digest?.texts ?? 0) + 1, at },
})

/** The digest went out, or nobody needs it any more. */
export const withoutDigest = (notice: Notice, toldAt = notice.toldAt): Notice => {
  const { digest: _, ...rest } = notice
  return { ...rest, toldAt }
}

const withSeen = (notice: Notice, text: MessageId, now: number): Notice => ({
  ...notice,
  seen: [...notice.seen, orderOf(text)].slice(-mostSeen),
  expiresAt: now + keptFor,
})
