import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { ConversationId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Conversation } from './conversation.ts'
import { loadReadMarks } from './load-read-marks.ts'
import { readConversation } from './read-conversation.ts'
import { type ReadMarks, withLook, withUnread } from './read-marks.ts'

type Needs = Pick<App, 'clock' | 'commit' | 'conversations' | 'readMarks'>

/** A conversation and the marks of who asks, where they are an agent. */
export type Marked = { conversation: Conversation; marks?: ReadMarks }

/**
 * The agent has seen the conversation as it was in a version, by default as it is. What came later stays unread, and
 * an earlier version takes nothing back. A program reads nothing, and nothing is stored.
 */
export const markRead = (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  version?: number,
): Promise<Marked> =>
  changeMarks(app, principal, id, (marks, conversation) =>
    withLook(marks, conversation, Math.min(version ?? conversation.version, conversation.version)),
  )

/** The agent finds the conversation unread until they look at it again or somebody writes to the customer. */
export const markUnread = (app: Needs, principal: Principal, id: ConversationId): Promise<Marked> =>
  changeMarks(app, principal, id, (marks, conversation) => withUnread(marks, conversation, app.clock.now()))

const changeMarks = async (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  rule: (marks: ReadMarks, conversation: Conversation) => ReadMarks,
): Promise<Marked> => {
  return retryOnConflict(app, async () => {
    const [conversation, marks] = await Promise.all([
      readConversation(app, principal, id),
      loadReadMarks(app, principal, 'fresh'),
    ])
    const next = marks && rule(marks, conversation)
    if (next && next !== marks) await app.commit(next)
    return { conversation, marks: next }
  })
}
