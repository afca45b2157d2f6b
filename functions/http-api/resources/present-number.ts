import type { number as shape } from '#contract/api/numbers.ts'
import type { Shape } from '#contract/api/operation.ts'
import type { BusinessNumber, NotificationUser, NumberTexts } from '#domain/numbers/number.ts'
import { time } from './present.ts'

export const presentNumber = (number: BusinessNumber): Shape<typeof shape> => ({
  id: number.id,
  address: number.address,
  name: number.name,
  type: number.type,
  capabilities: number.capabilities,
  country: number.country,
  carrier: number.carrier,
  carrier_account_id: number.carrierAccountId,
  mms_out: number.mmsOut,
  state: number.state,
  switching_to: number.switchingTo,
  registration: presentRegistration(number),
  users: number.users,
  team_id: number.teamId,
  notification_users: number.notificationUsers.map(presentNotificationUser),
  notices_show_text: number.noticesShowText ?? false,
  texts: presentTexts(number.texts),
  agent_send_only: number.agentSendOnly,
  carrier_handles_opt_out: number.carrierHandlesOptOut,
  enrolled_only: number.enrolledOnly,
  hours_id: number.hoursId,
  hours_policy: number.hoursPolicy,
  agents_send_now: number.agentsSendNow,
  long_messages: number.longMessages,
  counters: number.counters,
  rate: presentRate(number),
  created_at: time(number.createdAt),
  version: number.version,
})

const presentRegistration = ({ registration }: BusinessNumber) => ({
  status: registration.status,
  brand_id: registration.brandId,
  campaign_id: registration.campaignId,
})

const presentNotificationUser = (user: NotificationUser) => ({
  first_name: user.firstName,
  last_name: user.lastName,
  email: user.email,
  phone: user.phone,
  notify_by_email: user.notifyByEmail,
  notify_by_sms: user.notifyBySms,
  agent_id: user.agentId,
})

export const presentTexts = (texts: NumberTexts) => ({
  welcome: texts.welcome,
  opt_out: texts.optOut,
  opt_in: texts.optIn,
  help: texts.help,
  opt_in_question: texts.optInQuestion,
  after_hours: texts.afterHours,
  case_question: texts.caseQuestion,
})

const presentRate = ({ rate }: BusinessNumber) => ({
  segments_per_second: rate.segmentsPerSecond,
  segments_per_day: rate.segmentsPerDay,
})
