import * as z from 'zod/mini'
import { type ErrorCode, errorStatus } from './error-codes.ts'
import { blockCause, refusalReasons } from './messages.ts'
import type { OperationName } from './operations.ts'
import {
  agentId,
  contactId,
  conversationId,
  messageId,
  named,
  numberId,
  teamId,
  templateId,
  timestamp,
} from './shapes.ts'

/**
 * What every refusal is answered with (RFC 9457), and which operation refuses for what. The document and the types of
 * the client are made from it; no function carries it.
 */
export const problem = named('Problem', () =>
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: named('ProblemCode', () => z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]))(),
    detail: z.string(),
    request_id: z.string(),
    retryable: z.boolean(),
  }),
)

/** One field, or parameter, that does not fit. */
const mistake = named('FieldError', () => z.object({ path: z.string(), detail: z.string() }))

const causeOfBlock = () => z.object({ cause: z.optional(blockCause()) })

/** What the problem of a code says beyond what all of them say. */
export const problemMembers = {
  validation_failed: () =>
    z.object({ errors: z.optional(z.array(mistake())), error_count: z.optional(z.int()) }),
  method_not_allowed: () => z.object({ allow: z.array(z.string()) }),
  not_found: () => z.object({ contact_id: z.optional(contactId) }),
  invalid_phone_number: causeOfBlock,
  not_mobile: causeOfBlock,
  content_not_supported: causeOfBlock,
  open_conversation_exists: () => z.object({ conversation_id: conversationId }),
  not_claimer: () =>
    z.object({ claimed_by: z.optional(agentId), conversation_id: z.optional(conversationId) }),
  scheduled_messages: () => z.object({ conversation_id: conversationId, message_ids: z.array(messageId) }),
  claimed_by_other: () => z.object({ claimed_by: agentId }),
  phone_in_use: () => z.object({ contact_id: contactId }),
  external_id_in_use: () => z.object({ contact_id: contactId, errors: z.optional(z.array(mistake())) }),
  carrier_account_in_use: () => z.object({ number_ids: z.array(numberId) }),
  team_in_use: () => z.object({ number_ids: z.array(numberId) }),
  hours_in_use: () => z.object({ number_ids: z.array(numberId), team_ids: z.array(teamId) }),
  already_resent: () => z.object({ resent_as: messageId }),
  message_not_held: () => z.object({ message_status: z.string() }),
  quiet_hours: () => z.object({ release_at: z.optional(timestamp) }),
  frequency_cap: () => z.object({ release_at: z.optional(timestamp) }),
  email_taken: () => z.object({ agent_id: z.optional(agentId) }),
  template_invalid: () =>
    z.object({
      errors: z.array(
        named('TemplateMistake', () =>
          z.object({
            path: z.string(),
            detail: z.string(),
            line: z.optional(z.int()),
            column: z.optional(z.int()),
          }),
        )(),
      ),
    }),
  template_variable_missing: () => z.object({ variables: z.array(z.string()), errors: z.array(mistake()) }),
  shortcut_in_use: () => z.object({ template_id: templateId, errors: z.array(mistake()) }),
  workspace_too_young: () => z.object({ available_from: timestamp }),
} satisfies Partial<Record<ErrorCode, () => z.ZodMiniObject>>

/** The reasons for which the send gate refuses a text that was only now written. */
const gate = refusalReasons satisfies readonly ErrorCode[]

/** Why no text can be made of a template. */
const template = ['template_invalid', 'template_variable_missing'] as const

/** Each operation's own refusals; what its parameters, body and headers bring about comes on top. */
export const operationProblems = {
  getMe: [],
  getPreferences: [],
  editPreferences: [],
  listAgents: [],
  getAgent: [],
  editAgent: ['last_admin', 'no_account'],
  inviteAgent: ['email_taken'],
  resendInvite: ['already_joined', 'agent_deactivated', 'no_account'],
  createBusinessHours: [],
  listBusinessHours: [],
  getBusinessHours: [],
  editBusinessHours: [],
  deleteBusinessHours: ['hours_in_use'],
  listConsents: ['invalid_phone_number'],
  recordConsent: ['invalid_phone_number', 'not_found'],
  dismissConsentReview: [],
  listConsentReviews: [],
  getConsentReview: [],
  decideConsentReview: ['review_decided'],
  createContact: ['invalid_phone_number', 'phone_in_use', 'external_id_in_use'],
  listContacts: ['invalid_phone_number'],
  getContact: [],
  editContact: ['invalid_phone_number', 'phone_in_use', 'external_id_in_use'],
  mergeContacts: [],
  startConversation: ['open_conversation_exists', 'scheduled_messages', 'not_found', ...template, ...gate],
  listConversations: ['invalid_phone_number', 'not_found'],
  countConversations: [],
  getConversation: [],
  editConversation: [],
  claimConversation: ['claimed_by_other', 'conversation_closed', 'not_number_user'],
  releaseConversation: ['not_claimed', 'conversation_closed'],
  transferConversation: ['not_claimed', 'conversation_closed'],
  addParticipant: ['not_claimed', 'conversation_closed'],
  removeParticipant: ['not_claimed', 'conversation_closed'],
  closeConversation: ['scheduled_messages', 'too_many_messages'],
  reopenConversation: ['open_conversation_exists', 'conversation_closed'],
  continueConversation: [],
  splitConversation: ['open_conversation_exists', 'conversation_closed', 'too_many_messages'],
  mergeConversation: ['open_conversation_exists', 'too_many_messages'],
  unmergeConversation: ['open_conversation_exists', 'too_many_messages'],
  markRead: [],
  markUnread: [],
  snoozeConversation: ['conversation_closed'],
  unsnoozeConversation: [],
  getDraft: [],
  saveDraft: [],
  addTag: [],
  removeTag: [],
  addNote: [],
  readTimeline: [],
  getCredits: [],
  listCreditEntries: [],
  addCreditPack: ['credits_not_counted', 'workspace_too_young'],
  listMessages: [],
  sendMessage: [...template, ...gate],
  sendSingle: ['not_found', ...template, ...gate],
  getMessage: [],
  findMessages: ['invalid_phone_number', 'text_search_off'],
  editHeld: ['message_not_held', ...gate],
  cancelHeld: ['message_not_held'],
  resendMessage: ['outcome_not_open', 'already_resent', ...gate],
  sendHeldNow: ['message_not_held', 'quiet_hours', 'frequency_cap', 'consent_review', ...gate],
  createMedia: ['media_too_large', 'content_not_supported'],
  getMedia: [],
  completeMedia: [],
  previewMessage: ['invalid_phone_number', 'not_found', 'not_number_user', ...template],
  createNumber: ['invalid_phone_number', 'number_in_use'],
  listNumbers: [],
  getNumber: [],
  listPrograms: [],
  getProgram: [],
  editProgram: [],
  editNumber: [],
  activateNumber: [
    'number_cannot_send',
    'carrier_number_not_found',
    'carrier_number_in_pool',
    'carrier_refused',
    'carrier_unavailable',
  ],
  deactivateNumber: [],
  confirmNumber: ['number_not_pending', 'number_cannot_send', 'registration_required'],
  createView: [],
  listViews: [],
  getView: [],
  editView: [],
  deleteView: [],
  listRules: [],
  getSettings: [],
  editSettings: [],
  createTeam: [],
  listTeams: [],
  getTeam: [],
  editTeam: [],
  deleteTeam: ['team_in_use'],
  createTemplate: ['template_invalid', 'shortcut_in_use'],
  listTemplates: [],
  getTemplate: [],
  editTemplate: ['template_invalid', 'shortcut_in_use'],
  deleteTemplate: [],
  previewTemplate: ['template_invalid', 'not_found', 'not_number_user'],
  previewTemplateContent: ['template_invalid', 'not_found', 'not_number_user'],
  createCarrierAccount: [],
  listCarrierAccounts: [],
  getCarrierAccount: [],
  editCarrierAccount: [],
  deleteCarrierAccount: ['carrier_account_in_use'],
  createEmail: ['email_off', 'no_email_address', 'do_not_contact', 'address_bounced', 'address_complained'],
  getEmail: [],
  listEmailSuppressions: [],
  deleteEmailSuppression: [],
  listUnreadable: [],
  retryUnreadable: ['still_unreadable'],
} as const satisfies Record<OperationName, readonly ErrorCode[]>
