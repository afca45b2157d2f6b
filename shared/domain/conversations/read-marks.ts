import type { AgentId, ConversationId, WorkspaceId } from '../ids.ts'
import type { Conversation } from './conversation.ts'

/**
 * What one agent has looked at: one small record, so that a page of the inbox reads it at once and a mark is one write
 * unit. It holds little: what an agent has answered needs no mark, and a look at what nobody has answered may be forgotten
 * after forty others. Then the conversation is unread again, and its customer still waits.
 */
export type ReadMarks = {
  kind: 'read_marks'
  workspace: WorkspaceId
  agentId: AgentId
  /** `<conversation>:<version>`, the version in base 36: how far the agent has seen it; the newest look last. */
  seen: string[]
  /** `<conversation>:<time>`, epoch milliseconds in base 36: what the agent wants to find unread, and since when. */
  unread: string[]
  /** The conversation of the newest mark: its other devices are told of it. */
  marked?: ConversationId
  version: number
}

const mostSeen = 40
const mostUnread = 10

/** Whether the customer has written since an agent last replied and this one last looked, or this one marked it so. */
export const isUnread = (conversation: Conversation, marks: ReadMarks | undefined): boolean => {
  if (!marks || conversation.merged) return false
  const { id, unreadFrom, lastOutboundAt = 0 } = conversation
  const since = markOf(marks.unread, id)
  if (since !== undefined && since >= lastOutboundAt) return true
  return unreadFrom !== undefined && unreadFrom > (markOf(marks.seen, id) ?? 0)
}

/** Whether the agent wants to find it unread. */
export const isMarkedUnread = ({ unread }: ReadMarks, id: ConversationId): boolean =>
  markOf(unread, id) !== undefined

/** Unread, and nobody has taken it or answered what the customer wrote last. */
export const isNew = (conversation: Conversation, marks: ReadMarks | undefined): boolean =>
  isUnread(conversation, marks) && !conversation.claimedBy && conversation.waitingSince !== undefined

/** With a look at the conversation as it was in a version. The same marks where that changes nothing. */
export const withLook = (marks: ReadMarks, conversation: Conversation, version: number): ReadMarks => {
  const { id, unreadFrom } = conversation
  const before = markOf(marks.seen, id) ?? 0
  const tellsMore = unreadFrom !== undefined && before < unreadFrom && version >= unreadFrom
  const seen = tellsMore ? [...without(marks.seen, id), entry(id, version)].slice(-mostSeen) : marks.seen
  const unread = markOf(marks.unread, id) === undefined ? marks.unread : without(marks.unread, id)
  return seen === marks.seen && unread === marks.unread ? marks : { ...marks, seen, unread, marked: id }
}

/** With a mark to come back to the conversation, at a time (epoch milliseconds). */
export const withUnread = (
  marks: ReadMarks,
  { id, lastOutboundAt = 0 }: Conversation,
  now: number,
): ReadMarks => ({
  ...marks,
  unread: [...without(marks.unread, id), entry(id, Math.max(now, lastOutboundAt))].slice(-mostUnread),
  marked: id,
})

/** Of the thirty-eight characters of an id those that chance gave to the conversation and to its thread: enough among fifty. */
const nameOf = (id: ConversationId): string => id.slice(20, 24) + id.slice(-4)

const entry = (id: ConversationId, value: number): string => `${nameOf(id)}:${value.toString(36)}`

const markOf = (entries: string[], id: ConversationId): number | undefined => {
  const found = entries.find((one) => one.startsWith(`${nameOf(id)}:`))
  return found === undefined ? undefined : Number.parseInt(found.slice(found.indexOf(':') + 1), 36)
}

const without = (entries: string[], id: ConversationId): string[] =>
  entries.filter((one) => !one.startsWith(`${nameOf(id)}:`))
