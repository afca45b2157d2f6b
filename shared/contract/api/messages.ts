import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import {
  agentId,
  body,
  caseId,
  content,
  conversationId,
  direction,
  format,
  hasContent,
  hasRecipientOrCase,
  isOfCaseAlone,
  mediaId,
  messageId,
  metadata,
  metadataPatch,
  moment,
  named,
  numberId,
  page,
  pageQuery,
  phone,
  recipient,
  templateId,
  text,
  timestamp,
  timing,
} from './shapes.ts'

/** The reasons for which the send gate refuses what somebody asks it to send, in the order in which it asks. */
export const refusalReasons = [
  'number_not_active',
  'number_cannot_send',
  'agent_send_only',
  'invalid_phone_number',
  'country_not_enabled',
  'not_mobile',
  'sms_disabled',
  'do_not_contact',
  'recipient_opted_out',
  'contact_not_enrolled',
  'not_number_user',
  'not_claimer',
  'conversation_closed',
  'content_not_supported',
  'too_many_segments',
  'insufficient_credits',
  'never_allowed',
  'no_consent',
] as const

/** All its reasons: only Parley's own answers can come too late. */
const blockReasons = [...refusalReasons, 'answer_too_late'] as const

/** Why the send gate holds or blocks a text. */
const gateReason = named('GateReason', () =>
  z.enum([
    ...blockReasons,
    'scheduled',
    'consent_review',
    'frequency_cap',
    'outside_business_hours',
    'quiet_hours',
    'customer_wrote',
  ]),
)

/** Which of the causes of its reason it was that blocked a text, where the reason has several. */
export const blockCause = named('BlockCause', () =>
  z.enum([
    'short_code_or_name',
    'work_phone',
    'home_phone',
    'other_phone',
    'no_mobile_phone',
    'pictures_off',
    'no_pictures_there',
    'picture_expired',
    'picture_not_ready',
    'too_many_pictures',
    'too_long_with_pictures',
  ]),
)

export const gate = named('Gate', () =>
  z.object({
    decision: z.enum(['allow', 'hold', 'block']),
    reason: z.optional(gateReason()),
    cause: z.optional(blockCause()),
    explanation: z.optional(z.string()),
    rule: z.optional(z.object({ id: z.string(), words: z.string() })),
    release_at: z.optional(timestamp),
  }),
)

/** Why a text did not arrive: a reason of the send gate, or what the carrier said. */
export const deliveryErrorCode = named('DeliveryErrorCode', () =>
  z.enum([
    ...gateReason().options,
    'account_disabled',
    'account_in_sandbox',
    'carrier_blocked',
    'carrier_refused',
    'carrier_unreachable',
    'country_blocked',
    'delivery_unknown',
    'expired',
    'file_inaccessible',
    'file_too_large',
    'file_type_unsupported',
    'invalid_message',
    'invalid_request',
    'outcome_unknown',
    'phone_unreachable',
    'protect_blocked',
    'recipient_blocked',
    'rcs_failed',
    'rest_withdrawn',
    'spam',
    'spend_limit_reached',
  ]),
)

export const threadingDecision = named('ThreadingDecision', () =>
  z.enum(['append', 'reopen', 'start', 'start_from_outbound', 'keep_apart', 'continue', 'split', 'merge']),
)

export const threadingReason = named('ThreadingReason', () =>
  z.enum([
    'carrier_names_outbound',
    'closed_and_started_by_choice',
    'closed_recently',
    'closed_too_long_ago',
    'continued_by_choice',
    'continued_by_hand',
    'conversation_open',
    'keyword_alone',
    'merged_by_hand',
    'no_conversation_before',
    'reaction',
    'reaction_alone',
    'reopened_by_hand',
    'reply_to_case_text',
    'reply_to_last_outbound',
    'started_by_us',
    'started_new_by_hand',
  ]),
)

export const messageStatus = named('MessageStatus', () =>
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

/** Who or what wrote a text. */
export const origin = named('MessageOrigin', () =>
  z.enum([
    'customer',
    'agent',
    'api',
    'campaign',
    'case',
    'consent',
    'welcome',
    'after_hours',
    'case_question',
    'notice',
    'workflow',
  ]),
)

const partStatus = named('PartStatus', () =>
  z.enum(['queued', 'sent', 'delivered', 'undelivered', 'failed', 'unknown', 'canceled']),
)

export const encoding = named('Encoding', () => z.enum(['gsm7', 'ucs2']))

const part = named('Part', () =>
  z.object({
    body: z.string(),
    segments: z.int(),
    status: partStatus(),
    carrier_message_id: z.optional(z.string()),
    price: z.optional(z.number()),
    carrier_fee: z.optional(z.number()),
  }),
)

/** What a customer's phone said about a text of ours. */
const reaction = named('Reaction', () => z.object({ emoji: z.string(), by: z.string(), at: timestamp }))

/** The text of ours that an inbound text is a reaction to. */
const reactionTo = named('ReactionTo', () =>
  z.object({ message_id: messageId, emoji: z.string(), removed: z.boolean() }),
)

/** What carriers are known to filter in the words of a text. */
export const contentWarning = named('ContentWarning', () =>
  z.object({ code: z.enum(['link_shortener', 'filtered_words']), detail: z.string(), text: z.string() }),
)

/** Why a file cannot be shown. */
export const mediaReason = named('MediaReason', () =>
  z.enum(['not_available', 'too_large', 'host_not_allowed', 'unreadable', 'carrier_failed', 'expired']),
)

/** A picture or other file of a text. */
const media = named('Media', () =>
  z.object({
    id: mediaId,
    index: z.int(),
    status: z.enum(['fetching', 'ready', 'failed']),
    kind: z.optional(z.enum(['image', 'file'])),
    content_type: z.optional(z.string()),
    name: z.optional(z.string()),
    bytes: z.optional(z.int()),
    width: z.optional(z.int()),
    height: z.optional(z.int()),
    url: z.optional(z.string()),
    thumbnail_url: z.optional(z.string()),
    expires_at: z.optional(timestamp),
    reason: z.optional(mediaReason()),
    notice: z.optional(z.string()),
  }),
)

const rules = [
  'text_of_case',
  'names_case',
  'answers_question',
  'only_open_case',
  'number_of_case',
  'same_burst',
  'last_text',
  'guess',
] as const

/** What a rule said of a text that somebody has filed since. */
const ruled = named('Ruled', () => z.object({ id: caseId, reason: z.enum(rules), sure: z.boolean() }))

/** To which case a text is filed, and why. */
const filing = named('Filing', () =>
  z.object({
    id: z.optional(caseId),
    reason: z.enum(['by_hand', ...rules]),
    sure: z.boolean(),
    by: z.optional(z.string()),
    by_name: z.optional(z.string()),
    at: z.optional(timestamp),
    ruled: z.optional(z.nullable(ruled())),
  }),
)

/** Who has the conversation of a text. Those who had it before stay participants. */
const claim = named('MessageClaim', () =>
  z.object({
    state: z.enum(['open', 'closed']),
    claimed_by: z.optional(agentId),
    claimed_at: z.optional(timestamp),
    participants: z.array(agentId),
  }),
)

export const message = named('Message', () =>
  z.object({
    id: messageId,
    conversation_id: z.optional(conversationId),
    direction: direction(),
    from: z.string(),
    to: z.string(),
    body: z.string(),
    media: z.array(media()),
    status: messageStatus(),
    encoding: encoding(),
    segments: z.int(),
    parts: z.array(part()),
    gate: z.optional(gate()),
    warnings: z.array(contentWarning()),
    error: z.optional(z.object({ code: deliveryErrorCode(), detail: z.string() })),
    decide_from: z.optional(timestamp),
    price: z.optional(z.number()),
    carrier_fee: z.optional(z.number()),
    send_at: z.optional(timestamp),
    sent_by: z.optional(z.string()),
    sent_by_name: z.optional(z.string()),
    origin: origin(),
    metadata: z.record(z.string(), z.string()),
    created_at: timestamp,
    sent_at: z.optional(timestamp),
    delivered_at: z.optional(timestamp),
    continues: z.optional(messageId),
    template_id: z.optional(templateId),
    template_version: z.optional(z.int()),
    resend_of: z.optional(messageId),
    resent_as: z.optional(messageId),
    threading: z.optional(z.object({ decision: threadingDecision(), reason: threadingReason() })),
    reactions: z.optional(z.array(reaction())),
    reaction: z.optional(reactionTo()),
    case: z.optional(filing()),
    version: z.int(),
    /** What `expand` asks for. */
    expanded: z.optional(z.object({ claim: z.optional(claim()) })),
  }),
)

/** A character that GSM-7 does not have. */
export const forcingCharacter = named('ForcingCharacter', () =>
  z.object({
    character: z.string(),
    count: z.int(),
    positions: z.array(z.int()),
    replacement: z.nullable(z.string()),
  }),
)

export const preview = named('MessagePreview', () =>
  z.object({
    encoding: encoding(),
    characters: z.int(),
    units: z.int(),
    segments: z.int(),
    parts: z.array(z.object({ body: z.string(), segments: z.int() })),
    price: z.object({ amount: z.number(), currency: z.literal('USD') }),
    gate: z.optional(gate()),
    warnings: z.array(contentWarning()),
    forcing_ucs2: z.array(forcingCharacter()),
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
    scope: 'read',
    params: inConversation,
    query: () => z.object(pageQuery),
    response: page(message),
    status: 200,
  },
  sendMessage: {
    method: 'POST',
    path: '/v1/conversations/{id}/messages',
    summary: 'Send a text in a conversation',
    scope: 'send',
    params: inConversation,
    body: () =>
      z.strictObject({ ...content(), ...timing(), metadata: z.optional(metadata()) }).check(...hasContent()),
    response: message,
    status: 202,
  },
  sendSingle: {
    method: 'POST',
    path: '/v1/messages',
    summary: 'Send a text that belongs to no conversation; the first reply to it starts one',
    scope: 'send',
    body: () =>
      z
        .strictObject({
          ...recipient(),
          ...content(),
          ...timing(),
          from: z.optional(text(60)),
          origin: z.optional(z.enum(['api', 'campaign', 'case'])),
          case_id: z.optional(caseId),
          metadata: z.optional(metadata()),
        })
        .check(hasRecipientOrCase(), isOfCaseAlone(), ...hasContent()),
    response: message,
    status: 202,
  },
  getMessage: {
    method: 'GET',
    path: '/v1/messages/{id}',
    summary: 'One message',
    scope: ['read', 'send'],
    params: one,
    response: message,
    status: 200,
  },
  findMessages: {
    method: 'GET',
    path: '/v1/messages',
    summary:
      'The messages of the workspace, newest first; with status=held what waits to be sent, soonest first',
    scope: 'read',
    query: () =>
      z.object({
        status: z.optional(messageStatus()),
        direction: z.optional(direction()),
        number_id: z.optional(numberId),
        phone: z.optional(phone),
        created_after: z.optional(moment),
        created_before: z.optional(moment),
        words: z.optional(text(200)),
        expand: z.optional(z.literal('claim')),
        ...pageQuery,
      }),
    response: page(message),
    status: 200,
  },
  editHeld: {
    method: 'PATCH',
    path: '/v1/messages/{id}',
    summary: 'Change a text that is held, or its time; without one it leaves as soon as the hours allow it',
    scope: 'send',
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
    summary: 'Withdraw a text that is held, or that waits in the queue for too long',
    scope: 'send',
    params: one,
    response: message,
    status: 200,
  },
  resendMessage: {
    method: 'POST',
    path: '/v1/messages/{id}/resend',
    summary: 'Send a text again that did not arrive, or whose outcome stayed unknown',
    scope: 'send',
    params: () => z.object({ id: messageId }),
    response: message,
    status: 202,
  },
  sendHeldNow: {
    method: 'POST',
    path: '/v1/messages/{id}/send_now',
    summary: 'Send a text that is held at once, except where a law on its recipient holds it',
    scope: 'send',
    params: one,
    response: message,
    status: 200,
  },
  previewMessage: {
    method: 'POST',
    path: '/v1/message_previews',
    summary: 'What would become of a text: encoding, segments, parts, price, and whether it may be sent',
    scope: ['read', 'send'],
    body: () =>
      z
        .strictObject({
          ...content(),
          send_at: timing().send_at,
          ...recipient(),
          from: z.optional(text(60)),
          origin: z.optional(z.enum(['api', 'campaign', 'case'])),
        })
        .check(...hasContent()),
    response: preview,
    status: 200,
  },
} as const satisfies Record<string, Operation>
