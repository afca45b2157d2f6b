import type { ErrorCode } from '#contract/api/error-codes.ts'

/**
 * Refusals that leave an Idempotency-Key free, so that the same request, or a corrected one, is served under it later.
 * Nothing was written, and what stood in the way may be gone by then. All other refusals are about the request
 * itself: it would be refused at any time, so they are kept and repeated like a success.
 */
const mendable: readonly ErrorCode[] = [
  // An admin can give rights.
  'forbidden',
  // The workspace can buy, register, switch on, enrol, wait, or take away what is in the way.
  'insufficient_credits',
  'credits_not_counted',
  'workspace_too_young',
  'number_not_active',
  'number_cannot_send',
  'carrier_number_not_found',
  'carrier_number_in_pool',
  'carrier_refused',
  'number_not_pending',
  'registration_required',
  'agent_send_only',
  'country_not_enabled',
  'sms_disabled',
  'do_not_contact',
  'contact_not_enrolled',
  'phone_in_use',
  'external_id_in_use',
  'number_in_use',
  'team_in_use',
  'team_empty',
  'carrier_account_in_use',
  'hours_in_use',
  // The customer can opt in again.
  'recipient_opted_out',
  // Agents claim, reopen and close, and a receipt settles what is open.
  'not_claimer',
  'claimed_by_other',
  'not_claimed',
  'conversation_closed',
  'open_conversation_exists',
  'message_not_held',
  'outcome_not_open',
  // Hours pass and are changed.
  'quiet_hours',
  'never_allowed',
  // A phone is corrected, or a country without its code is set.
  'invalid_phone_number',
  'not_mobile',
  // What is not known of a customer is added, and a case gets its page.
  'template_variable_missing',
  // An admin switches it on.
  'workflow_off',
  // The cause is mended.
  'still_unreadable',
]

/** Whether the answer to a refused request is kept under its Idempotency-Key. */
export const bindsKey = (code: ErrorCode): boolean => !mendable.includes(code)
