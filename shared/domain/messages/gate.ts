/** Why the send gate blocks a text, as people are told. */
const blockSentences = {
  number_not_active: 'This number is not active yet, so nothing can be sent from it.',
  number_cannot_send: 'This number cannot send texts.',
  invalid_phone_number: 'The recipient is not a valid phone number.',
  country_not_enabled: "Texts to the recipient's country are not enabled.",
  not_mobile: 'The recipient is a landline, which cannot receive texts.',
  sms_disabled: 'Texts are switched off for this contact.',
  do_not_contact: 'This contact is marked as "do not contact".',
  contact_not_enrolled: 'This number only sends to enrolled contacts.',
  not_claimer: 'Only the agent who claimed the conversation can reply in it.',
  conversation_closed: 'The conversation is closed: reopen it to reply.',
  too_many_segments: 'The text is too long to be sent.',
} as const

export type BlockReason = keyof typeof blockSentences
export type HoldReason = 'scheduled' | 'outside_business_hours' | 'quiet_hours'

/** The send gate's word on one message, stored with it. `releaseAt`: epoch milliseconds. */
export type GateDecision =
  | { decision: 'allow' }
  | { decision: 'hold'; reason: HoldReason; releaseAt: number }
  | { decision: 'block'; reason: BlockReason }

/** The gate's reason, for a person. */
export const explainBlock = (reason: BlockReason): string => blockSentences[reason]

/** The gate's decision, for a person. */
export const explainGate = (gate: GateDecision): string => {
  if (gate.decision === 'allow') return 'The text may be sent.'
  return gate.decision === 'block' ? blockSentences[gate.reason] : gate.reason
}
