import type { TextOutcome } from '../app.ts'
import type { Message } from './message.ts'

/** The facts that every reported step of a text has: ids and its direction, no words and no phones. */
export const textFacts = ({
  direction,
  workspace,
  id,
  conversationId,
  numberId,
}: Message): Omit<TextOutcome, 'outcome'> => ({
  way: direction === 'inbound' ? 'in' : 'out',
  workspace,
  messageId: id,
  conversationId,
  numberId,
})
