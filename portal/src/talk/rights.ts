import type { Agent, Conversation } from '../data/api.ts'

/** What an agent may do in a conversation. The API decides; the page offers nothing that it would refuse. */
export type Rights = {
  mayClaim: boolean
  mayReply: boolean
  /** To hand the claim on, or let others in. */
  mayGive: boolean
  /** To decide about it: close, reopen, split, merge, change what waits. */
  mayAct: boolean
  /** To write down something about it: notes, tags, consent. */
  mayWrite: boolean
  /** What nobody has claimed is claimed by closing it. */
  mayClose: boolean
  mayReopen: boolean
}

export const rightsIn = (
  { state, claimed_by, participants, merged_into }: Conversation,
  { id, role }: Pick<Agent, 'id' | 'role'>,
): Rights => {
  const isOpen = state === 'open'
  const isMine = claimed_by === id
  const isAdmin = role === 'admin'
  const isFree = isOpen && claimed_by === undefined
  const mayAct = (isMine || isAdmin || participants.includes(id)) && !merged_into
  return {
    mayClaim: isFree,
    mayReply: isOpen && isMine,
    mayGive: isOpen && claimed_by !== undefined && (isMine || isAdmin),
    mayAct,
    mayWrite: mayAct || isFree,
    mayClose: isOpen && (mayAct || isFree),
    mayReopen: !isOpen && mayAct,
  }
}
