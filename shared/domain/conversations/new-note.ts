import type { App } from '../app.ts'
import { type ConversationId, entryOrder, type NoteId, threadRefOf, type WorkspaceId } from '../ids.ts'
import type { Note } from './note.ts'

export const newNote = (
  app: Pick<App, 'randomId' | 'clock'>,
  facts: Pick<Note, 'workspace' | 'conversationId' | 'body'> & Partial<Note>,
): Note => {
  const now = app.clock.now()
  const id: NoteId = `not_${entryOrder(now, now, app.randomId)}${threadRefOf(facts.conversationId)}`
  return { kind: 'note', id, createdAt: now, version: 0, ...facts }
}

/** A pair of notes, each in one conversation and pointing to the other (Intercom). */
export const linkNotes = (
  app: Pick<App, 'randomId' | 'clock'>,
  from: { workspace: WorkspaceId; id: ConversationId; body: string },
  to: { id: ConversationId; body: string },
): [Note, Note] => [
  newNote(app, { workspace: from.workspace, conversationId: from.id, body: from.body, link: to.id }),
  newNote(app, { workspace: from.workspace, conversationId: to.id, body: to.body, link: from.id }),
]
