import * as z from 'zod/mini'
import { agentId, conversationId, named, noteId } from '../api/shapes.ts'
import { event } from './event.ts'

export const noteEvents = {
  /** An agent, a program or the system wrote a note into a conversation. */
  'note.created': named('NoteCreated', () =>
    event(
      'note.created',
      z.object({
        note_id: noteId,
        conversation_id: conversationId,
        mentions: z.optional(z.array(agentId)),
      }),
    ),
  ),
}
