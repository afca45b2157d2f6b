import type { OperationName } from '#contract/api/operations.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { listConversations } from '#domain/conversations/list-conversations.ts'
import { readConversation } from '#domain/conversations/read-conversation.ts'
import { listMessages } from '#domain/messages/list-messages.ts'
import { readMessage } from '#domain/messages/read-message.ts'
import { sendMessage } from '#domain/messages/send-message.ts'
import type { Route } from './route.ts'
import { conversationView, messageView, pageView } from './views.ts'

/** Every operation of the contract and the one use case behind it. */
export const routes: { [Name in OperationName]: Route<Name> } = {
  listConversations: async ({ app, principal, query }) =>
    pageView(await listConversations(app, principal, query), conversationView(principal)),
  getConversation: async ({ app, principal, params }) =>
    conversationView(principal)(await readConversation(app, principal, params.id)),
  listMessages: async ({ app, principal, params, query }) =>
    pageView(await listMessages(app, principal, params.id, query), messageView),
  sendMessage: async ({ app, principal, params, body }) =>
    messageView(await sendMessage(app, principal, params.id, body)),
  claimConversation: async ({ app, principal, params }) =>
    conversationView(principal)(await claimConversation(app, principal, params.id)),
  closeConversation: async ({ app, principal, params }) =>
    conversationView(principal)(await closeConversation(app, principal, params.id)),
  getMessage: async ({ app, principal, params }) => messageView(await readMessage(app, principal, params.id)),
}
