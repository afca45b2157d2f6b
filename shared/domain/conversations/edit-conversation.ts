import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import type { ConversationId, TeamId } from '../ids.ts'
import { noSuchTeam } from '../teams/load-team.ts'
import { type ChangeNeeds, changeConversation } from './change-conversation.ts'
import type { Conversation } from './conversation.ts'
import { requireAccess } from './rights.ts'

const mostTags = 20
const eyesKept = 20

/**
 * Changes what agents see of a conversation: its subject and the team it is assigned to; null takes it away.
 * Throws `validation_failed` for a team that does not exist.
 */
export const editConversation = async (
  app: ChangeNeeds & Pick<App, 'teams'>,
  principal: Principal,
  id: ConversationId,
  edit: { subject?: string | null; team_id?: TeamId | null },
): Promise<Conversation> => {
  const team = edit.team_id && (await app.teams.get(principal.workspace, edit.team_id))
  return changeConversation(app, principal, id, (conversation) => {
    requireAccess(principal, conversation)
    if (edit.team_id && !team) throw noSuchTeam()
    return {
      ...conversation,
      ...(edit.subject !== undefined && { subject: edit.subject ?? undefined }),
      ...(edit.team_id !== undefined && { teamId: edit.team_id ?? undefined }),
    }
  })
}

/** Throws `validation_failed` beyond twenty tags. */
export const addTag = async (
  app: ChangeNeeds,
  principal: Principal,
  id: ConversationId,
  tag: string,
): Promise<Conversation> =>
  changeConversation(app, principal, id, (conversation) => {
    requireAccess(principal, conversation)
    if (conversation.tags.includes(tag)) return conversation
    if (conversation.tags.length >= mostTags) {
      throw new DomainError('validation_failed', `A conversation has at most ${mostTags} tags.`)
    }
    return { ...conversation, tags: [...conversation.tags, tag] }
  })

export const removeTag = async (
  app: ChangeNeeds,
  principal: Principal,
  id: ConversationId,
  tag: string,
): Promise<Conversation> =>
  changeConversation(app, principal, id, (conversation) => {
    requireAccess(principal, conversation)
    if (!conversation.tags.includes(tag)) return conversation
    return { ...conversation, tags: conversation.tags.filter((other) => other !== tag) }
  })

/** The agent has looked: the conversation is not unread for them until the customer writes again. */
export const markRead = async (
  app: ChangeNeeds,
  principal: Principal,
  id: ConversationId,
): Promise<Conversation> =>
  changeConversation(app, principal, id, (conversation) => {
    const { seenBy } = conversation
    if (principal.kind !== 'agent' || seenBy.includes(principal.id)) return conversation
    return { ...conversation, seenBy: [...seenBy, principal.id].slice(-eyesKept) }
  })

/** The agent chose to go on in a conversation that a text had reopened [S1]: nobody is asked again. */
export const continueConversation = async (
  app: ChangeNeeds,
  principal: Principal,
  id: ConversationId,
): Promise<Conversation> =>
  changeConversation(app, principal, id, (conversation) => {
    requireAccess(principal, conversation)
    if (conversation.threading.decision !== 'reopen') return conversation
    const threading = { decision: 'continue', reason: 'continued_by_hand', at: app.clock.now() } as const
    return { ...conversation, threading }
  })
