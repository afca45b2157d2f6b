import { isOwnOrReadable, type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { DomainError, notFound } from '../error.ts'
import type { MessageId } from '../ids.ts'
import type { Message } from '../messages/message.ts'
import { asOf } from '../messages/overdue.ts'
import { onlyReadable } from './readable.ts'

/**
 * One message. Throws `not_found`; `forbidden` to an agent for one in a closed conversation of others, and to a program
 * that only sends for one that it did not send.
 */
export const readMessage = async (
  app: Pick<App, 'clock' | 'conversations' | 'messages'>,
  principal: Principal,
  id: MessageId,
): Promise<Message> => {
  requireScope(principal, 'read', 'send')
  const message = await app.messages.get(principal.workspace, id, 'fresh')
  if (!message) throw notFound('message')
  if (!isOwnOrReadable(principal, 'sentBy' in message ? message.sentBy : undefined)) {
    throw new DomainError('forbidden', 'Without the scope "read" a program reads only what it sent.')
  }
  const [readable] = await onlyReadable(app, principal, [message], (one) => one)
  if (readable) return asOf(readable, app.clock.now())
  throw new DomainError('forbidden', 'This message is in a closed conversation in which you had no part.')
}
