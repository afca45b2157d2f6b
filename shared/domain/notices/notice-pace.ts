import type { ConversationId, NumberId, WorkspaceId } from '../ids.ts'
import { day, hour, minute } from '../time.ts'

/** How often a phone was told of texts of late, so that nobody's phone rings all day. */
export type NoticePace = {
  kind: 'notice_pace'
  workspace: WorkspaceId
  phone: string
  /** When the last text of this kind was written, epoch milliseconds. */
  toldAt: number
  /** When the hour began in which so many were. */
  hourFrom: number
  told: number
  /** Conversations that nobody was told of by text yet, of texts to this number, and when they are (epoch milliseconds). */
  waiting?: { numberId: NumberId; conversations: ConversationId[]; at: number }
  /** Epoch milliseconds. */
  expiresAt: number
  version: number
}

const mostAnHour = 30
const mostWaiting = 50

export const newPace = (facts: Pick<NoticePace, 'workspace' | 'phone'>): NoticePace => ({
  ...{ kind: 'notice_pace', toldAt: 0, hourFrom: 0, told: 0, expiresAt: 0, version: 0 },
  ...facts,
})

/** At most one text a minute and thirty an hour. Gives when the next one may be written; by now, or epoch milliseconds. */
export const nextText = ({ toldAt, hourFrom, told, waiting }: NoticePace): number => {
  if (waiting) return waiting.at
  const hourEnds = told >= mostAnHour ? hourFrom + hour : 0
  return Math.max(toldAt + minute, hourEnds)
}

/** A text was written, with all that waited. */
export const withText = ({ waiting: _, ...pace }: NoticePace, now: number): NoticePace => {
  const isSameHour = now < pace.hourFrom + hour
  const told = isSameHour ? pace.told + 1 : 1
  return { ...pace, toldAt: now, told, hourFrom: isSameHour ? pace.hourFrom : now, expiresAt: now + day }
}

/** A conversation waits for the next text. Beyond fifty they are not counted. */
export const withConversation = (
  pace: NoticePace,
  { numberId, conversationId }: { numberId: NumberId; conversationId: ConversationId },
  now: number,
): NoticePace => {
  const { conversations, at } = pace.waiting ?? { conversations: [], at: nextText(pace) }
  const all = [...new Set([...conversations, conversationId])].slice(0, mostWaiting)
  return { ...pace, waiting: { numberId, conversations: all, at }, expiresAt: now + day }
}

/** Nobody needs to hear of them any more. */
export const withoutWaiting = ({ waiting: _, ...pace }: NoticePace): NoticePace => pace
