import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { assignToTeam } from '../assignment/assign-to-team.ts'
import { createCase, openCaseFrom } from '../cases/create-case.ts'
import { editContact } from '../contacts/edit-contact.ts'
import { addNote } from '../conversations/add-note.ts'
import { giveUpClaim } from '../conversations/claim-conversation.ts'
import { closeConversation } from '../conversations/close-conversation.ts'
import { addTag, editConversation, removeTag } from '../conversations/edit-conversation.ts'
import { transferConversation } from '../conversations/transfer-conversation.ts'
import { DomainError } from '../error.ts'
import type { ContactId, ConversationId } from '../ids.ts'
import { sendMessage } from '../outbound/send-message.ts'
import { callEndpoint } from './call-endpoint.ts'
import { notifyAgents } from './notify-agents.ts'
import type { Occasion } from './occasion.ts'
import type { Action } from './workflow.ts'
import type { DoneAction } from './workflow-run.ts'

export type ActionNeeds = Parameters<typeof sendMessage>[0] &
  Parameters<typeof openCaseFrom>[0] &
  Parameters<typeof closeConversation>[0] &
  Parameters<typeof editContact>[0] &
  Parameters<typeof notifyAgents>[0] &
  Parameters<typeof callEndpoint>[0] &
  Parameters<typeof assignToTeam>[0] &
  Pick<App, 'agents' | 'numbers' | 'teams'>

/** `queued`: it is done as soon as somebody is free. `id`: what was made. */
type Effect = Pick<DoneAction, 'code' | 'detail' | 'id'> & { outcome?: 'done' | 'queued' }

/**
 * Does one action for a workflow, or for the person who started it, by the use case that the API has for it; who may not, or
 * cannot, is refused with its code. `unchanged`: it was so before.
 */
export const doAction = async (
  app: ActionNeeds,
  principal: Principal,
  action: Action,
  occasion: Occasion,
): Promise<DoneAction> => {
  try {
    return await attemptAction(app, principal, action, occasion)
  } catch (error) {
    return refusalOf(action, error)
  }
}

/** How an action was refused. Throws what is no refusal: then nobody knows, and it is tried again. */
export const refusalOf = ({ action }: Pick<Action, 'action'>, error: unknown): DoneAction => {
  if (!(error instanceof DomainError) || error.code === 'request_in_progress') throw error
  return { action, outcome: 'refused', code: error.code, detail: error.message }
}

/** The same as doAction. Throws the refusal. */
export const attemptAction = async (
  app: ActionNeeds,
  principal: Principal,
  action: Action,
  occasion: Occasion,
): Promise<DoneAction> => {
  let isChanged = false
  const watched: ActionNeeds = {
    ...app,
    commit: (...changes) => {
      isChanged = true
      return app.commit(...changes)
    },
  }
  const { outcome, ...effect } = await perform(watched, principal, action, occasion)
  return { action: action.action, outcome: outcome ?? (isChanged ? 'done' : 'unchanged'), ...effect }
}

const perform = async (
  app: ActionNeeds,
  principal: Principal,
  action: Action,
  occasion: Occasion,
): Promise<Effect> => {
  switch (action.action) {
    case 'notify':
      return notifyAgents(app, principal.workspace, action.agentIds, occasion)
    case 'webhook':
      return {
        // What tells it has no commit of the transaction.
        outcome: 'done',
        ...(await callEndpoint(app, principal.workspace, action.webhookEndpointId, occasion)),
      }
    case 'create_case':
      return openCase(app, principal, action, occasion)
    case 'set_attribute': {
      const attributes = { [action.key]: action.value === '' ? null : action.value }
      await editContact(app, principal, await contactOf(app, principal, occasion), { attributes })
      return {}
    }
    default:
      return changeTalk(app, principal, action, conversationOf(occasion))
  }
}

type TalkAction = Exclude<Action, { action: 'notify' | 'webhook' | 'create_case' | 'set_attribute' }>

const changeTalk = async (
  app: ActionNeeds,
  principal: Principal,
  action: TalkAction,
  id: ConversationId,
): Promise<Effect> => {
  switch (action.action) {
    case 'assign_team':
      await editConversation(app, principal, id, { teamId: action.teamId })
      return {}
    case 'assign_agent':
      return assign(app, principal, action, id)
    case 'unassign':
      await giveUpClaim(app, principal, id)
      return {}
    case 'tag':
      await addTag(app, principal, id, action.tag)
      return {}
    case 'untag':
      await removeTag(app, principal, id, action.tag)
      return {}
    case 'reply':
      return reply(app, principal, action.templateId, id)
    case 'note':
      return { id: (await addNote(app, principal, id, { body: action.body })).id }
    case 'close':
      await closeConversation(app, principal, id)
      return {}
    case 'set_subject':
      await editConversation(app, principal, id, { subject: action.subject })
      return {}
  }
}

const assign = async (
  app: ActionNeeds,
  principal: Principal,
  action: Extract<Action, { action: 'assign_agent' }>,
  id: ConversationId,
): Promise<Effect> => {
  if ('agentId' in action) {
    await transferConversation(app, principal, id, action.agentId)
    return {}
  }
  const { teamId, by, cap } = action
  const assigned = await assignToTeam(app, principal, id, { teamId, by, cap })
  return assigned.outcome === 'queued' ? { outcome: 'queued' } : { id: assigned.agentId }
}

/** Why the gate holds the text is told with it: it leaves later, or when somebody decides. */
const reply = async (
  app: ActionNeeds,
  principal: Principal,
  templateId: Extract<Action, { action: 'reply' }>['templateId'],
  conversationId: ConversationId,
): Promise<Effect> => {
  const { id, gate } = await sendMessage(app, principal, conversationId, { templateId })
  return { id, ...(gate.decision === 'hold' && { code: gate.reason }) }
}

const openCase = async (
  app: ActionNeeds,
  principal: Principal,
  { type, subject }: Extract<Action, { action: 'create_case' }>,
  { conversationId, contactId }: Occasion,
): Promise<Effect> => {
  const { id } = conversationId
    ? await openCaseFrom(app, principal, conversationId, { type, subject })
    : await createCase(app, principal, { contactId, type, subject })
  return { id }
}

/** The checks of a workflow do not let it want what its trigger does not have: only an older one can. */
const conversationOf = ({ conversationId }: Occasion): ConversationId => {
  if (conversationId) return conversationId
  throw new DomainError('not_found', 'This is about no conversation.')
}

const contactOf = async (
  app: Pick<App, 'conversations'>,
  { workspace }: Principal,
  { contactId, conversationId }: Occasion,
): Promise<ContactId> => {
  const conversation = conversationId && (await app.conversations.get(workspace, conversationId, 'fresh'))
  const id = conversation ? conversation.contactId : contactId
  if (id) return id
  throw new DomainError('not_found', 'This is about no contact.')
}
