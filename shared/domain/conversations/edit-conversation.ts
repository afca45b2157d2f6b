import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import type { ConversationId, TeamId } from '../ids.ts'
import { patched } from '../patch.ts'
import type { SeenVersions } from '../seen-versions.ts'
import { noSuchTeam } from '../teams/load-team.ts'
import { type ChangeNeeds, changeConversation } from './change-conversation.ts'
import type { Conversation } from './conversation.ts'
import { requireAccess, requireInvolved } from './rights.ts'
import { hasTag, isSameTag } from './tags.ts'

const mostTags = 20
const mostMetadata = 20

/** Null takes something away; of the metadata, what is not named stays. */
export type ConversationPatch = {
  subject?: string | null
  teamId?: TeamId | null
  metadata?: Record<string, string | null>
}

/**
 * Changes the subject, the team that it is assigned to, and what programs keep with it; where nothing is different, nothing is
 * written. Throws `validation_failed` for a
 * team that does not exist and beyond twenty entries of metadata, `precondition_failed`, `forbidden`.
 */
export const editConversation = async (
  app: ChangeNeeds & Pick<App, 'teams'>,
  principal: Principal,
  id: ConversationId,
  { metadata, ...patch }: ConversationPatch,
  seen?: SeenVersions,
): Promise<Conversation> => {
  const team = patch.teamId && (await app.teams.get(principal.workspace, patch.teamId))
  return changeConversation(
    app,
    principal,
    id,
    (conversation) => {
      requireAccess(principal, conversation)
      if (patch.teamId && !team) throw noSuchTeam()
      const next = withMetadata(placeKept(conversation, patched(conversation, patch)), metadata)
      return isSame(conversation, next) ? conversation : next
    },
    seen,
  )
}

const isSame = (before: Conversation, after: Conversation): boolean =>
  (Object.keys({ ...before, ...after }) as (keyof Conversation)[]).every(
    (key) => JSON.stringify(before[key]) === JSON.stringify(after[key]),
  )

/** Another team has a queue of its own, in which it does not wait. */
const placeKept = ({ teamId }: Conversation, next: Conversation): Conversation => {
  if (next.teamId === teamId) return next
  const { queuedSince: _, ...elsewhere } = next
  return elsewhere
}

/** With these entries; null takes one away. Throws `validation_failed` beyond twenty. */
export const withMetadata = (
  conversation: Conversation,
  entries: Record<string, string | null> = {},
): Conversation => {
  const metadata = patched(conversation.metadata ?? {}, entries as Record<string, string>)
  const names = Object.keys(metadata)
  if (names.length > mostMetadata) {
    const detail = `A conversation has at most ${mostMetadata} entries of metadata.`
    throw new DomainError('validation_failed', detail, { errors: [{ path: 'metadata', detail }] })
  }
  return { ...conversation, metadata: names.length > 0 ? metadata : undefined }
}

/** A tag that is there in any writing stays as it is. Throws `validation_failed` beyond twenty tags. */
export const addTag = async (
  app: ChangeNeeds,
  principal: Principal,
  id: ConversationId,
  tag: string,
): Promise<Conversation> =>
  changeConversation(app, principal, id, (conversation) => {
    requireAccess(principal, conversation)
    if (hasTag(conversation.tags, tag)) return conversation
    if (conversation.tags.length >= mostTags) {
      throw new DomainError('validation_failed', `A conversation has at most ${mostTags} tags.`)
    }
    return { ...conversation, tags: [...conversation.tags, tag] }
  })

/** Takes a tag away, in whatever writing it was given. */
export const removeTag = async (
  app: ChangeNeeds,
  principal: Principal,
  id: ConversationId,
  tag: string,
): Promise<Conversation> =>
  changeConversation(app, principal, id, (conversation) => {
    requireAccess(principal, conversation)
    if (!hasTag(conversation.tags, tag)) return conversation
    return { ...conversation, tags: conversation.tags.filter((other) => !isSameTag(other, tag)) }
  })

/** The agent chose to go on in a conversation that a text had reopened [S1]: nobody is asked again. */
export const continueConversation = async (
  app: ChangeNeeds,
  principal: Principal,
  id: ConversationId,
): Promise<Conversation> =>
  changeConversation(app, principal, id, (conversation) => {
    requireInvolved(principal, conversation)
    if (conversation.threading.decision !== 'reopen') return conversation
    const threading = { decision: 'continue', reason: 'continued_by_hand', at: app.clock.now() } as const
    return { ...conversation, threading }
  })
