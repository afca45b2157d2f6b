import { isAdmin, type Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { ConversationId } from '../ids.ts'
import { mayRead } from './rights.ts'

/**
 * Those whose entry stands in a conversation which the principal may read, or in none. A program and an admin read all of
 * them, and nothing is looked up.
 */
export const onlyReadable = async <T>(
  app: Pick<App, 'conversations'>,
  principal: Principal,
  all: T[],
  entryOf: (one: T) => { conversationId?: ConversationId },
): Promise<T[]> => {
  if (principal.kind === 'program' || isAdmin(principal)) return all
  const ids = [...new Set(all.flatMap((one) => entryOf(one).conversationId ?? []))]
  const found = await Promise.all(ids.map((id) => app.conversations.get(principal.workspace, id)))
  const closed = new Set(
    found.flatMap((one) => (one === undefined || mayRead(principal, one) ? [] : [one.id])),
  )
  return all.filter((one) => {
    const { conversationId } = entryOf(one)
    return !conversationId || !closed.has(conversationId)
  })
}
