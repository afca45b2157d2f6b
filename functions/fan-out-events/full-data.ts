import type { ParleyEvent } from '#contract/events/events.ts'
import type { App } from '#domain/app.ts'
import type {
  CaseId,
  ContactId,
  ConversationId,
  EmailId,
  MessageId,
  NoteId,
  WorkspaceId,
} from '#domain/ids.ts'
import { orderOf, threadRefOf } from '#domain/ids.ts'
import { presentCase } from '../http-api/resources/present-case.ts'
import { presentContact } from '../http-api/resources/present-contact.ts'
import { presentConversation, presentNote } from '../http-api/resources/present-conversation.ts'
import { presentEmail } from '../http-api/resources/present-email.ts'
import { presentMessage } from '../http-api/resources/present-message.ts'

type Needs = Pick<App, 'cases' | 'contacts' | 'conversations' | 'emails' | 'messages' | 'settings'>

/** The record that an event is about, as the API shows it at this moment; undefined where the event says all that there is. */
export const fullData = async (app: Needs, event: ParleyEvent): Promise<object | undefined> => {
  const { data } = event
  const workspace = event.workspace as WorkspaceId
  if ('note_id' in data) return noteOf(app, workspace, data.note_id)
  if (event.type.startsWith('message.') && 'message_id' in data)
    return shown(await app.messages.get(workspace, data.message_id as MessageId, 'fresh'), presentMessage)
  if (event.type.startsWith('conversation.') && 'conversation_id' in data)
    return conversationOf(app, workspace, data.conversation_id as ConversationId)
  if (event.type.startsWith('case.') && 'case_id' in data)
    return caseOf(app, workspace, data.case_id as CaseId)
  if (event.type.startsWith('contact.') && 'contact_id' in data)
    return shown(await app.contacts.get(workspace, data.contact_id as ContactId, 'fresh'), presentContact)
  if ('email_id' in data)
    return shown(await app.emails.get(workspace, data.email_id as EmailId, 'fresh'), presentEmail)
  return undefined
}

const shown = <T>(record: T | undefined, view: (record: T) => object): object | undefined =>
  record && view(record)

/** What one agent has read of it is not part of it. */
const conversationOf = async (app: Needs, workspace: WorkspaceId, id: ConversationId) => {
  const found = await app.conversations.get(workspace, id, 'fresh')
  if (!found) return undefined
  const { unread, new: _, expanded, ...conversation } = presentConversation(undefined)(found)
  return conversation
}

const caseOf = async (app: Needs, workspace: WorkspaceId, id: CaseId) => {
  const [found, { systems }] = await Promise.all([
    app.cases.get(workspace, id, 'fresh'),
    app.settings.get(workspace),
  ])
  return found && presentCase(found, systems)
}

const noteOf = async (app: Needs, workspace: WorkspaceId, id: string) => {
  const order = orderOf(id as NoteId)
  const range = { from: order, to: order, limit: 1, reading: 'fresh' } as const
  const [note] = await app.messages.entries(workspace, threadRefOf(id as NoteId), range)
  return note?.kind === 'note' ? presentNote(note) : undefined
}
