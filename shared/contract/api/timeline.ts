import * as z from 'zod/mini'
import { message } from './messages.ts'
import { agentId, conversationId, named, noteId, timestamp } from './shapes.ts'

export const note = named('Note', () =>
  z.object({
    id: noteId,
    conversation_id: conversationId,
    body: z.string(),
    written_by: z.optional(z.string()),
    mentions: z.optional(z.array(agentId)),
    link: z.optional(conversationId),
    created_at: timestamp,
  }),
)

const aged = () => ({ conversation_id: z.optional(conversationId), age_seconds: z.int() })

export const timelineEntry = named('TimelineEntry', () =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('message'), message: message(), ...aged() }),
    z.object({ type: z.literal('note'), note: note(), ...aged() }),
  ]),
)
