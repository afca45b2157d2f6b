/** Why the send gate blocks a text, as people are told. */
const blockSentences = {
  number_not_active: 'This number is not active yet, so nothing can be sent from it.',
  number_cannot_send: 'This number cannot send texts.',
  agent_send_only: 'This number only sends what an agent sends.',
  invalid_phone_number: 'The recipient is not a valid phone number.',
  country_not_enabled: "Texts to the recipient's country are not enabled.",
  not_mobile: 'The recipient is not a mobile phone: it can be texted once it has written to you.',
  sms_disabled: 'Texts are switched off for this contact.',
  do_not_contact: 'This contact is marked as "do not contact".',
  recipient_opted_out: 'The recipient has opted out of texts: they can opt in again by sending START.',
  contact_not_enrolled: 'This number only sends to enrolled contacts.',
  not_number_user: 'This number is not one of yours: only its users can send from it.',
  not_claimer: 'Only the agent who claimed the conversation can reply in it.',
  conversation_closed: 'The conversation is closed: reopen it to reply.',
  content_not_supported:
    'A text can hold words, emoji and links only. To share an image, a video or an app, send a link to it.',
  too_many_segments: 'The text is too long to be sent.',
  insufficient_credits: 'There are not enough credits left for this text.',
  never_allowed:
    'There is no time at which all hours that this text must keep to are open, so it could never leave.',
  no_consent: 'Campaigns need the consent of the recipient, and none is on record.',
  answer_too_late: 'The automatic answer could not leave in time, so it was not sent.',
} as const

/** Why, where a reason has several causes that people should tell apart. */
const causeSentences = {
  short_code_or_name: 'This came from a short code or a name: short codes and names cannot be answered.',
  work_phone:
    'The only phone of this contact is a work phone: it can be texted once it has written to you, or when it is marked as a mobile phone.',
  home_phone:
    'The only phone of this contact is a home phone: it can be texted once it has written to you, or when it is marked as a mobile phone.',
  other_phone:
    'The only phone of this contact is not marked as a mobile phone: it can be texted once it has written to you, or when it is.',
  no_mobile_phone:
    'No phone of this contact is a mobile phone: one can be texted once it has written to you, or when it is marked as a mobile phone.',
  pictures_off: 'Pictures cannot be sent from this number: send a link instead.',
  no_pictures_there: "The carrier brings no pictures to the recipient's country: send a link instead.",
  picture_not_ready: 'A picture is not there, or not ready yet: upload it, and send it once it is ready.',
  picture_expired:
    'The picture was kept for as long as your company keeps files, and is deleted: write the text again, and upload the picture with it.',
  too_many_pictures: 'These are more pictures than the carrier takes with one text: send them one by one.',
  too_long_with_pictures: 'With a picture the text may have at most 1,600 characters.',
} as const

export type BlockCause = keyof typeof causeSentences

export const blockCauses = Object.keys(causeSentences) as BlockCause[]

/** Why it waits. */
const holdSentences = {
  scheduled: 'The text is scheduled for later.',
  consent_review:
    'The customer may have asked not to be texted: the text waits for somebody to decide what they meant.',
  frequency_cap: 'The recipient has had as many campaigns in 24 hours as the law lets them get.',
  outside_business_hours: 'The text waits for business hours.',
  quiet_hours: 'The text waits for the end of the quiet hours where the recipient is.',
  customer_wrote:
    'The customer wrote while the text waited: it waits for somebody to decide whether it still fits.',
} as const

export type BlockReason = keyof typeof blockSentences

export const blockReasons = Object.keys(blockSentences) as BlockReason[]

export type HoldReason = keyof typeof holdSentences

/** A text that waits: until when (epoch milliseconds), or for a person. `rule`: the id of the rule of law that holds it. */
export type Hold =
  | { reason: Exclude<HoldReason, PersonalReason>; releaseAt: number; rule?: string }
  | { reason: PersonalReason }

type PersonalReason = 'consent_review' | 'customer_wrote'

/** The send gate's word on one message, stored with it. */
export type GateDecision = { decision: 'allow' } | ({ decision: 'hold' } & Hold) | BlockDecision

/** `cause`: only where the reason has several. */
export type BlockDecision = { decision: 'block'; reason: BlockReason; cause?: BlockCause }

/** The gate's reason, for a person. */
export const explainBlock = ({ reason, cause }: Pick<BlockDecision, 'reason' | 'cause'>): string =>
  cause ? causeSentences[cause] : blockSentences[reason]

/** The gate's decision, for a person. */
export const explainGate = (gate: GateDecision): string => {
  switch (gate.decision) {
    case 'allow':
      return 'The text may be sent.'
    case 'hold':
      return holdSentences[gate.reason]
    case 'block':
      return explainBlock(gate)
  }
}
