import { isAdmin, type Principal } from '../agents/principal.ts'
import { DomainError } from '../error.ts'
import type { Conversation } from './conversation.ts'

/** Whether the principal may reply. Programs act with a scope instead of a claim; use cases ask for it first. */
export const isClaimer = (principal: Principal, { claimedBy }: Conversation): boolean =>
  principal.kind === 'program' || claimedBy === principal.id

/** Whether the agent claimed it or takes part in it. */
export const isInvolved = ({ id }: Principal, { claimedBy, participants }: Conversation): boolean =>
  claimedBy === id || participants.some((participant) => participant === id)

/** While it is open and nobody has claimed it, any agent may claim it. */
export const isFree = ({ state, claimedBy }: Conversation): boolean =>
  state === 'open' && claimedBy === undefined

/**
 * Throws `forbidden` unless the principal may decide about the conversation: its claimer, a participant, an admin
 * (Convirza), or a program that manages. What nobody has claimed is nobody's: agents claim it first.
 */
export const requireInvolved = (principal: Principal, conversation: Conversation): void => {
  if (isInvolved(principal, conversation) || isAdmin(principal)) return
  const first = isFree(conversation) ? ' Claim the conversation first.' : ''
  throw new DomainError('forbidden', `Only the claimer, a participant or an admin may do this.${first}`)
}

/**
 * Throws `forbidden` unless the principal may write down something about the conversation, such as a note or a tag: as
 * long as anybody may claim it, every agent may.
 */
export const requireAccess = (principal: Principal, conversation: Conversation): void => {
  if (!isFree(conversation)) requireInvolved(principal, conversation)
}

/** Whether every agent may read it. */
export const isForAll = ({ state }: Conversation): boolean => state === 'open'

/** Open ones are everybody's to read; of closed ones agents read those that they had a part in, as in their tab. */
export const mayRead = (principal: Principal, conversation: Conversation): boolean =>
  principal.kind === 'program' ||
  isAdmin(principal) ||
  isForAll(conversation) ||
  isInvolved(principal, conversation)

/** Throws `forbidden` for a closed conversation of others. */
export const requireReader = (principal: Principal, conversation: Conversation): void => {
  if (mayRead(principal, conversation)) return
  const detail = 'Only agents who had a part in a closed conversation, and admins, may read it.'
  throw new DomainError('forbidden', detail)
}

/** Throws `not_claimed` or `forbidden` unless the principal may decide who works on the conversation. */
export const requireClaimerOrAdmin = (principal: Principal, conversation: Conversation): void => {
  if (isClaimer(principal, conversation) || isAdmin(principal)) return
  if (!conversation.claimedBy) throw new DomainError('not_claimed', 'Nobody has claimed this conversation.')
  throw new DomainError('forbidden', 'Only the claimer or an admin may do this.')
}

/** Throws `conversation_closed`. */
export const requireOpen = (conversation: Conversation): void => {
  if (conversation.state === 'open') return
  throw new DomainError('conversation_closed', 'The conversation is closed: reopen it first.')
}
