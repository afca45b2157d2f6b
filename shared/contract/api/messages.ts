import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import {
  body,
  contactId,
  content,
  conversationId,
  format,
  messageId,
  metadata,
  metadataPatch,
  moment,
  named,
  numberId,
  page,
  pageQuery,
  phone,
  text,
  timestamp,
  timing,
} from './shapes.ts'

export const gate = named('Gate', () =>
  z.object({
    decision: z.enum(['allow', 'hold', 'block']),
    reason: z.optional(z.string()),
    explanation: z.optional(z.string()),
    release_at: z.optional(timestamp),
  }),
)

const part = named('Part', () =>
  z.object({
    body: z.string(),
    segments: z.int(),
    status: z.string(),
    carrier_message_id: z.optional(z.string()),
    price: z.optional(z.number()),
    carrier_fee: z.optional(z.number()),
  }),
)

const direction = named('Direction', () => z.enum(['inbound', 'outbound']))

const status = named('MessageStatus', () =>
  z.enum([
    'received',
    'held',
    'queued',
    'sending',
    'sent',
    'delivered',
    'undelivered',
    'failed',
    'unknown',
    'blocked',
    'canceled',
  ]),
)

export const message = named('Message', () =>
  z.object({
    id: messageId,
    conversation_id: z.optional(conversationId),
    direction: direction(),
    from: z.string(),
    to: z.string(),
    body: z.string(),
    media: z.array(z.object({ content_type: z.string(), url: z.string() })),
    status: status(),
    encoding: z.enum(['gsm7', 'ucs2']),
    segments: z.int(),
    parts: z.array(part()),
    gate: z.optional(gate()),
    error: z.optional(z.object({ code: z.string(), detail: z.string() })),
    decide_from: z.optional(timestamp),
    price: z.optional(z.number()),
    carrier_fee: z.optional(z.number()),
    send_at: z.optional(timestamp),
    sent_by: z.optional(z.string()),
    sent_by_name: z.optional(z.string()),
    origin: z.string(),
    metadata: z.record(z.string(), z.string()),
    created_at: timestamp,
    sent_at: z.optional(timestamp),
    delivered_at: z.optional(timestamp),
    threading: z.optional(z.object({ decision: z.string(), reason: z.string() })),
    version: z.int(),
  }),
)

export const preview = named('MessagePreview', () =>
  z.object({
    encoding: z.enum(['gsm7', 'ucs2']),
    characters: z.int(),
    units: z.int(),
    segments: z.int(),
    parts: z.array(z.object({ body: z.string(), segments: z.int() })),
    price: z.object({ amount: z.number(), currency: z.literal('USD') }),
    gate: z.optional(gate()),
    forcing_ucs2: z.array(
      z.object({
        character: z.string(),
        count: z.int(),
        positions: z.array(z.int()),
        replacement: z.nullable(z.string()),
      }),
    ),
    saving: z.optional(z.object({ body: z.string(), segments: z.int(), saved: z.int() })),
  }),
)

const inConversation = () => z.object({ id: conversationId })
const one = () => z.object({ id: messageId })

export const messageOperations = {
  listMessages: {
    method: 'GET',
    path: '/v1/conversations/{id}/messages',
    summary: 'The messages of a conversation, newest first',
    params: inConversation,
    query: () => z.object(pageQuery),
    response: page(message),
    status: 200,
  },
  sendMessage: {
    method: 'POST',
    path: '/v1/conversations/{id}/messages',
    summary: 'Send a text in a conversation',
    params: inConversation,
    body: () => z.strictObject({ ...content(), ...timing(), metadata: z.optional(metadata()) }),
    response: message,
    status: 202,
  },
  sendSingle: {
    method: 'POST',
    path: '/v1/messages',
    summary: 'Send a text that belongs to no conversation; the first reply to it starts one',
    body: () =>
      z.strictObject({
        to: z.optional(phone),
        contact_id: z.optional(contactId),
        ...content(),
        ...timing(),
        from: z.optional(text(60)),
        origin: z.optional(z.enum(['api', 'campaign', 'case'])),
        metadata: z.optional(metadata()),
      }),
    response: message,
    status: 202,
  },
  getMessage: {
    method: 'GET',
    path: '/v1/messages/{id}',
    summary: 'One message',
    params: one,
    response: message,
    status: 200,
  },
  findMessages: {
    method: 'GET',
    path: '/v1/messages',
    summary:
      'The messages of the workspace, newest first; with status=held what waits to be sent, soonest first',
    query: () =>
      z.object({
        status: z.optional(status()),
        direction: z.optional(direction()),
        number_id: z.optional(numberId),
        phone: z.optional(phone),
        created_after: z.optional(moment),
        created_before: z.optional(moment),
        ...pageQuery,
      }),
    response: page(message),
    status: 200,
  },
  editHeld: {
    method: 'PATCH',
    path: '/v1/messages/{id}',
    summary: 'Change a text that is held, or its time; without one it leaves as soon as the hours allow it',
    params: one,
    body: () =>
      z.strictObject({
        body: z.optional(body),
        format: z.optional(format),
        send_at: z.optional(z.nullable(moment)),
        metadata: z.optional(metadataPatch()),
      }),
    ifMatch: 'required',
    response: message,
    status: 200,
  },
  cancelHeld: {
    method: 'POST',
    path: '/v1/messages/{id}/cancel',
    summary: 'Withdraw a text that is held',
    params: one,
    response: message,
    status: 200,
  },
  resendMessage: {
    method: 'POST',
    path: '/v1/messages/{id}/resend',
    summary: 'Send a text again whose outcome stayed unknown for ten minutes: the customer may get it twice',
    params: () => z.object({ id: messageId }),
    response: message,
    status: 202,
  },
  sendHeldNow: {
    method: 'POST',
    path: '/v1/messages/{id}/send_now',
    summary: "Send a text that is held at once, except in the recipient's quiet hours",
    params: one,
    response: message,
    status: 200,
  },
  previewMessage: {
    method: 'POST',
    path: '/v1/message_previews',
    summary: 'What would become of a text: encoding, segments, parts, price, and whether it may be sent',
    body: () =>
      z.strictObject({
        ...content(),
        send_at: timing().send_at,
        to: z.optional(phone),
        contact_id: z.optional(contactId),
        from: z.optional(text(60)),
      }),
    response: preview,
    status: 200,
  },
} as const satisfies Record<string, Operation>
