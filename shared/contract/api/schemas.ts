import * as z from 'zod/mini'

/** The shapes of the HTTP API: the handlers parse with them, and the OpenAPI document is made from them. */
const named = <S extends z.ZodMiniType>(id: string, schema: S): S => {
  z.globalRegistry.add(schema, { id })
  return schema
}

const entryId = z.string().check(z.regex(/^[0-9a-hjkmnp-tv-z]{34}$/))
const plainId = z.string().check(z.regex(/^[0-9a-z]{8,40}$/))
export const conversationId = z.templateLiteral(['cnv_', entryId])
export const messageId = z.templateLiteral(['msg_', entryId])
export const contactId = z.templateLiteral(['con_', plainId])
export const numberId = z.templateLiteral(['num_', plainId])
export const agentId = z.templateLiteral(['agt_', plainId])
export const teamId = z.templateLiteral(['tem_', plainId])

const timestamp = z.iso.datetime()
const text = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest))
/** White space alone is no text either. */
export const body = z.string().check(
  z.maxLength(20_000),
  z.refine((value) => value.trim() !== '', { error: 'A text must not be empty.' }),
)

export const page = <S extends z.ZodMiniType>(item: S) =>
  z.object({ data: z.array(item), has_more: z.boolean(), next_cursor: z.optional(z.string()) })

export const pageQuery = {
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), 25),
  cursor: z.optional(text(500)),
}

export const problem = named(
  'Problem',
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.optional(z.array(z.object({ path: z.string(), detail: z.string() }))),
    request_id: z.string(),
    retryable: z.boolean(),
  }),
)

export const gate = named(
  'Gate',
  z.object({
    decision: z.enum(['allow', 'hold', 'block']),
    reason: z.optional(z.string()),
    explanation: z.optional(z.string()),
    release_at: z.optional(timestamp),
  }),
)

export const part = named(
  'Part',
  z.object({
    body: z.string(),
    segments: z.int(),
    status: z.string(),
    carrier_message_id: z.optional(z.string()),
    price: z.optional(z.number()),
    carrier_fee: z.optional(z.number()),
  }),
)

export const message = named(
  'Message',
  z.object({
    id: messageId,
    conversation_id: z.optional(conversationId),
    direction: z.enum(['inbound', 'outbound']),
    from: z.string(),
    to: z.string(),
    body: z.string(),
    media: z.array(z.object({ content_type: z.string(), url: z.string() })),
    status: z.enum([
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
    encoding: z.enum(['gsm7', 'ucs2']),
    segments: z.int(),
    parts: z.array(part),
    gate: z.optional(gate),
    error: z.optional(z.object({ code: z.string(), detail: z.string() })),
    sent_by: z.optional(z.string()),
    origin: z.string(),
    created_at: timestamp,
    sent_at: z.optional(timestamp),
    delivered_at: z.optional(timestamp),
  }),
)

export const conversation = named(
  'Conversation',
  z.object({
    id: conversationId,
    state: z.enum(['open', 'closed']),
    phone: z.string(),
    number: z.object({ id: numberId, address: z.optional(z.string()), name: z.optional(z.string()) }),
    contact_id: contactId,
    subject: z.optional(z.string()),
    claimed_by: z.optional(agentId),
    participants: z.array(agentId),
    tags: z.array(z.string()),
    team_id: z.optional(teamId),
    unread: z.boolean(),
    new: z.boolean(),
    last_message: z.optional(
      z.object({
        id: messageId,
        direction: z.enum(['inbound', 'outbound']),
        preview: z.string(),
        at: timestamp,
      }),
    ),
    last_activity_at: timestamp,
    opened_at: timestamp,
    closed_at: z.optional(timestamp),
    threading: z.object({ decision: z.string(), reason: z.string(), at: timestamp }),
  }),
)
