import type * as z from 'zod/mini'
import { caseEvents } from './cases.ts'
import { consentEvents } from './consents.ts'
import { contactEvents } from './contacts.ts'
import { conversationEvents } from './conversations.ts'
import { creditEvents } from './credits.ts'
import { dailyCapEvents } from './daily-caps.ts'
import { emailEvents } from './emails.ts'
import { messageEvents } from './messages.ts'
import { noteEvents } from './notes.ts'
import { recordEvents } from './records.ts'
import { webhookEndpointEvents } from './webhook-endpoints.ts'
import { workflowEvents } from './workflows.ts'

/** Every event that Parley puts on its bus, by its type; the last one goes to the endpoint alone that a workflow names. */
export const events = {
  ...messageEvents,
  ...conversationEvents,
  ...noteEvents,
  ...caseEvents,
  ...consentEvents,
  ...contactEvents,
  ...creditEvents,
  ...dailyCapEvents,
  ...emailEvents,
  ...recordEvents,
  ...webhookEndpointEvents,
  ...workflowEvents,
}

export type EventType = keyof typeof events
export type ParleyEvent = z.infer<ReturnType<(typeof events)[EventType]>>
