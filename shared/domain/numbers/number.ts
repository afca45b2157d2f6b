import type { CarrierAccountId, CarrierName } from '../carriers/carrier.ts'
import type { AgentId, HoursId, NumberId, TeamId, WorkspaceId } from '../ids.ts'
import type { Address } from '../phones/phone.ts'

/** A business number, or RCS agent, that customers write to and that the workspace sends from. */
export type BusinessNumber = {
  kind: 'number'
  workspace: WorkspaceId
  id: NumberId
  address: Address
  name?: string
  type: NumberType
  capabilities: Capability[]
  /** ISO 3166 alpha-2. */
  country: string
  carrier: CarrierName
  /** The account that it belongs to, where its carrier has accounts. */
  carrierAccountId?: CarrierAccountId
  /** Whether pictures may be sent from it. */
  mmsOut: boolean
  state: NumberState
  /** What `pending` is to become. */
  switchingTo?: 'active' | 'off'
  registration: Registration
  users: AgentId[]
  teamId?: TeamId
  notificationUsers: NotificationUser[]
  /** Whether what a customer wrote stands in the notices to its users. */
  noticesShowText?: boolean
  texts: NumberTexts
  /** Nothing leaves but what an agent sends [S1], and the answers to STOP, START and HELP. */
  agentSendOnly: boolean
  /** AWS answers STOP and HELP itself unless the number has self-managed opt-outs there; toll-free networks always do. */
  carrierHandlesOptOut: boolean
  enrolledOnly: boolean
  /** Its business hours; without them those of its team. */
  hoursId?: HoursId
  hoursPolicy: HoursPolicy
  /** Whether agents may send at once what would wait for business hours; admins always may. */
  agentsSendNow: boolean
  longMessages: 'concatenated' | 'separate'
  counters: boolean
  rate: { segmentsPerSecond: number; segmentsPerDay?: number }
  createdAt: number
  version: number
}

export type NumberType = 'long_code' | 'toll_free' | 'short_code' | 'rcs'
type Capability = 'sms' | 'mms' | 'rcs' | 'voice'

/** What waits for business hours: every text, all that no agent wrote, or none. */
type HoursPolicy = 'hold_all' | 'hold_automated' | 'off'

/** off -> pending -> active -> pending -> off: carriers take their time both ways (Convirza). */
type NumberState = 'off' | 'pending' | 'active'

/** The brand and campaign registration behind the number (10DLC, toll-free verification). */
type Registration = {
  status: 'none' | 'submitted' | 'approved' | 'rejected'
  brandId?: string
  campaignId?: string
}

/** Somebody who is told of new texts. With an e-mail address they are an agent: they sign in, claim and reply. */
export type NotificationUser = {
  firstName: string
  lastName: string
  email?: string
  phone?: string
  notifyByEmail: boolean
  notifyBySms: boolean
  /** Whose e-mail address it is. */
  agentId?: AgentId
}

export type NumberTexts = {
  welcome?: string
  optOut?: string
  optIn?: string
  help?: string
  /** Asks for the YES of a double opt-in. */
  optInQuestion?: string
  afterHours?: string
  /** Asks which case a text is about, with (Choices) and (Replies) in it. */
  caseQuestion?: string
}

/** By SMS, or by RCS from an agent. */
export const carriesTexts = ({ capabilities }: Pick<BusinessNumber, 'capabilities'>): boolean =>
  capabilities.includes('sms') || capabilities.includes('rcs')

/** Whether a link may open a text to it: one that reaches us now. An RCS agent is no number that a phone can be given. */
export const isTextable = (number: BusinessNumber): boolean =>
  number.state === 'active' && carriesTexts(number) && number.type !== 'rcs'

export const newNumber = (
  facts: Pick<BusinessNumber, 'workspace' | 'id' | 'address' | 'country' | 'createdAt'> &
    Partial<BusinessNumber>,
): BusinessNumber => ({
  kind: 'number',
  type: 'long_code',
  capabilities: ['sms'],
  carrier: 'aws',
  mmsOut: false,
  state: 'off',
  registration: { status: 'none' },
  users: [],
  notificationUsers: [],
  texts: {},
  agentSendOnly: false,
  carrierHandlesOptOut: false,
  enrolledOnly: false,
  hoursPolicy: 'hold_automated',
  agentsSendNow: true,
  longMessages: 'concatenated',
  counters: false,
  rate: { segmentsPerSecond: 1 },
  version: 0,
  ...facts,
})
