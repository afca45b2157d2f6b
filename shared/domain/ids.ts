/**
 * Ids carry where their record lives, so that no look-up and no index is paid to find it:
 * `msg_` + when (10 characters, ms) + how much later it arrived (6) + random (4) + the thread's reference (14).
 * The first twenty characters order a thread: by the carrier's time, then by arrival. Crockford base 32, as ULIDs.
 */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const orderLength = 20
const longestDelay = 32 ** 6 - 1

export type WorkspaceId = `wks_${string}`

/** Whether a name is that of a workspace, as groups of people and scopes of programs have it. */
export const isWorkspaceId = (name: string | undefined): name is WorkspaceId =>
  /^wks_[a-z0-9]+$/.test(name ?? '')

export type ConversationId = `cnv_${string}`
export type MessageId = `msg_${string}`
export type NoteId = `not_${string}`
export type ContactId = `con_${string}`
export type NumberId = `num_${string}`
export type AgentId = `agt_${string}`
export type TeamId = `tem_${string}`
export type TemplateId = `tpl_${string}`
export type ViewId = `viw_${string}`
export type ReviewId = `crv_${string}`
export type CaseId = `cas_${string}`
export type CaseEntryId = `cen_${string}`
export type HoursId = `hrs_${string}`
export type JobId = `job_${string}`
export type ImportId = `imp_${string}`
/** Of a text's file: the id of the text, and the file's index. */
export type MediaId = `med_${string}`
export type UnreadableId = `unr_${string}`
export type EmailId = `eml_${string}`
export type PushId = `psh_${string}`
/** Of the browser at an endpoint: it follows from that. */
export type PushSubscriptionId = `psb_${string}`
export type WebhookEndpointId = `whk_${string}`
export type WidgetId = `wdg_${string}`
export type WorkflowId = `wfl_${string}`

/** The part of an id that names the thread's partition. */
export type ThreadRef = string
/** Twenty characters that sort the entries of a thread. */
export type EntryOrder = string

/** `length` random characters; given by the adapters. */
export type RandomId = (length: number) => string

export const encodeNumber = (value: number, length: number): string => {
  let rest = value
  let text = ''
  for (let i = 0; i < length; i++) {
    text = alphabet[rest % 32] + text
    rest = Math.floor(rest / 32)
  }
  return text
}

export const encodeBytes = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => alphabet[byte % 32]).join('')

/** `at`, `arrivedAt`: epoch milliseconds. */
export const entryOrder = (at: number, arrivedAt: number, randomId: RandomId): EntryOrder => {
  const delay = Math.min(Math.max(arrivedAt - at, 0), longestDelay)
  return encodeNumber(at, 10) + encodeNumber(delay, 6) + randomId(4)
}

/** The epoch milliseconds in an order. */
export const timeOfOrder = (order: EntryOrder): number =>
  Array.from(order.slice(0, 10)).reduce((time, digit) => time * 32 + alphabet.indexOf(digit), 0)

export const newThreadRef = (randomId: RandomId): ThreadRef => randomId(14)

export const orderOf = (id: ConversationId | MessageId | NoteId | ReviewId): EntryOrder =>
  id.slice(4, 4 + orderLength)

export const threadRefOf = (id: ConversationId | MessageId | NoteId | ReviewId): ThreadRef =>
  id.slice(4 + orderLength)

/** A sortable id for what lives outside threads. */
export const sortableId = <P extends string>(prefix: P, now: number, randomId: RandomId): `${P}_${string}` =>
  `${prefix}_${encodeNumber(now, 10)}${randomId(16)}`
