import { isAdmin, type Principal } from '../agents/principal.ts'
import { DomainError } from '../error.ts'
import type { Conversation } from './conversation.ts'

/** Machine clients act with a scope instead of a claim; use cases ask for it first. */
export const isClaimer = (principal: Principal, { claimedBy }: Conversation): boolean =>
  principal.kind === 'program' || claimedBy === principal.id

/** Claimer, participant or admin (Convirza); while nobody has claimed it, every agent. */
const hasAccess = (principal: Principal, conversation: Conversation): boolean =>
  isClaimer(principal, conversation) ||
  isAdmin(principal) ||
  conversation.claimedBy === undefined ||
  conversation.participants.some((participant) => participant === principal.id)

/** Throws `forbidden` for agents who may read a conversation but not act in it. */
export const requireAccess = (principal: Principal, conversation: Conversation): void => {
  if (hasAccess(principal, conversation)) return
  throw new DomainError('forbidden', 'Only the claimer, a participant or an admin may do this.')
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
