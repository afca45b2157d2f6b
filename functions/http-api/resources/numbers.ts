import type * as contract from '#contract/api/numbers.ts'
import type { Shape } from '#contract/api/operation.ts'
import { createNumber } from '#domain/numbers/create-number.ts'
import { editNumber, type NumberPatch } from '#domain/numbers/edit-number.ts'
import { listNumbers } from '#domain/numbers/list-numbers.ts'
import type { BusinessNumber, NotificationUser, NumberTexts } from '#domain/numbers/number.ts'
import { type NumberToday, readNumber } from '#domain/numbers/read-number.ts'
import { switchNumber } from '#domain/numbers/switch-number.ts'
import { camelCased } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import { presentPage, time } from './present.ts'

type Operations = typeof contract.numberOperations
type View = Shape<Operations['getNumber']['response']>

export const numberRoutes: Routes<Operations> = {
  createNumber: async ({ app, principal, body }) => presentNumber(await createNumber(app, principal, body)),
  listNumbers: async ({ app, principal, query }) =>
    presentPage(await listNumbers(app, principal, query), presentNumber),
  getNumber: async ({ app, principal, params }) => presentToday(await readNumber(app, principal, params.id)),
  editNumber: async ({ app, principal, params, body, seen }) =>
    presentNumber(await editNumber(app, principal, params.id, patchOf(body), seen)),
  activateNumber: async ({ app, principal, params }) =>
    presentNumber(await switchNumber(app, principal, params.id, 'activate')),
  deactivateNumber: async ({ app, principal, params }) =>
    presentNumber(await switchNumber(app, principal, params.id, 'deactivate')),
  confirmNumber: async ({ app, principal, params }) =>
    presentNumber(await switchNumber(app, principal, params.id, 'confirm')),
}

const patchOf = (body: Shape<Operations['editNumber']['body']>): NumberPatch => ({
  ...camelCased(body),
  registration: body.registration && camelCased(body.registration),
  notificationUsers: body.notification_users?.map(camelCased),
  texts: body.texts && camelCased(body.texts),
  rate: body.rate && camelCased(body.rate),
})

const presentToday = ({ number, cap, used = 0 }: NumberToday): View => ({
  ...presentNumber(number),
  ...(cap && {
    daily_use: {
      ...('brandId' in cap.of && { brand_id: cap.of.brandId }),
      day: cap.day,
      segments_used: used,
      segments_per_day: cap.segments,
      ends_at: time(cap.endsAt),
    },
  }),
})

export const presentNumber = (number: BusinessNumber): View => ({
  id: number.id,
  address: number.address,
  name: number.name,
  type: number.type,
  capabilities: number.capabilities,
  country: number.country,
  carrier: number.carrier,
  state: number.state,
  switching_to: number.switchingTo,
  registration: presentRegistration(number),
  users: number.users,
  team_id: number.teamId,
  notification_users: number.notificationUsers.map(presentNotificationUser),
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
})

const presentTexts = (texts: NumberTexts) => ({
  welcome: texts.welcome,
  opt_out: texts.optOut,
  opt_in: texts.optIn,
  help: texts.help,
  opt_in_question: texts.optInQuestion,
  after_hours: texts.afterHours,
})

const presentRate = ({ rate }: BusinessNumber) => ({
  segments_per_second: rate.segmentsPerSecond,
  segments_per_day: rate.segmentsPerDay,
})
