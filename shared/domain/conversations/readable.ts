import { isAdmin, type Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { ConversationId } from '../ids.ts'
import { mayRead } from './rights.ts'

/**
 * Those that stand in conversations which the principal may read, or in none. A program and an admin read all of them, and
 * nothing is looked up.
 */
export const onlyReadable = async <E extends { conversationId?: ConversationId }>(
  app: Pick<App, 'conversations'>,
  principal: Principal,
  entries: E[],
): Promise<E[]> => {
  if (principal.kind === 'program' || isAdmin(principal)) return entries
  const ids = [...new Set(entries.flatMap(({ conversationId }) => conversationId ?? []))]
  const found = await Promise.all(ids.map((id) => app.conversations.get(principal.workspace, id)))
  const closed = new Set(
    found.flatMap((one) => (one === undefined || mayRead(principal, one) ? [] : [one.id])),
  )
  return entries.filter(({ conversationId }) => !conversationId || !closed.has(conversationId))
}
