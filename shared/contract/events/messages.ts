import * as z from 'zod/mini'
import { messageStatus, origin } from '../api/messages.ts'
import { caseId, conversationId, messageId, named, numberId } from '../api/shapes.ts'
import { event } from './event.ts'

/** Ids and states only: whoever needs the words asks the API, where access is checked. */
const data = () =>
  z.object({
    message_id: messageId,
    conversation_id: z.optional(conversationId),
    number_id: numberId,
    direction: z.enum(['inbound', 'outbound']),
    origin: origin(),
    status: messageStatus(),
    /** The case that it is filed to. */
    case_id: z.optional(caseId),
    /** Only where the workspace searches the words of its texts. */
    searchable: z.optional(z.literal(true)),
    /** Only where the workspace had workflows that were on when the text was stored. */
    automated: z.optional(z.literal(true)),
    /** A customer's text began its conversation, or opened it again. */
    opens: z.optional(z.literal(true)),
    /** How many pictures and other files it has. Missing where it has none. */
    media_count: z.optional(z.int()),
    /** Grows with every change of the message: events may overtake each other. */
    version: z.int(),
  })

/** The text of ours, and the emoji that phones show for it. */
const reaction = () =>
  z.object({
    message_id: messageId,
    conversation_id: z.optional(conversationId),
    number_id: numberId,
    emoji: z.string(),
    removed: z.boolean(),
    version: z.int(),
  })

/** Without `case_id`: to none. */
const filed = () =>
  z.object({
    message_id: messageId,
    conversation_id: z.optional(conversationId),
    number_id: numberId,
    case_id: z.optional(caseId),
    version: z.int(),
  })

export const messageEvents = {
  /** A customer's text was stored. */
  'message.received': named('MessageReceived', () => event('message.received', data())),
  /** A text to a customer was accepted: queued, held or blocked. */
  'message.created': named('MessageCreated', () => event('message.created', data())),
  /** A text has another state, or other words while it is held. */
  'message.updated': named('MessageUpdated', () => event('message.updated', data())),
  /** Somebody filed a text to another case, to none, or said that a guess is right. */
  'message.filed': named('MessageFiled', () => event('message.filed', filed())),
  /** A customer reacted to a text, or took that away. */
  'message.reacted': named('MessageReacted', () => event('message.reacted', reaction())),
}
