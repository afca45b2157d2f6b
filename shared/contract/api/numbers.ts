import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import {
  agentId,
  carrierAccountId,
  country,
  hoursId,
  later,
  named,
  numberId,
  page,
  pageQuery,
  phone,
  teamId,
  text,
  timestamp,
  words,
} from './shapes.ts'

const type = later(() => z.enum(['long_code', 'toll_free', 'short_code', 'rcs']))
const capabilities = later(() => z.array(z.enum(['sms', 'mms', 'rcs', 'voice'])).check(z.maxLength(4)))
const carrier = later(() => z.enum(['aws', 'twilio', 'flowroute']))
const longMessages = later(() => z.enum(['concatenated', 'separate']))
const hoursPolicy = later(() => z.enum(['hold_all', 'hold_automated', 'off']))
const rate = () =>
  z.strictObject({
    segments_per_second: z.number().check(z.gt(0), z.lte(1000)),
    segments_per_day: z.optional(z.int().check(z.gt(0))),
  })

/** What is used today of the cap of the number's brand, or of its own. */
const dailyUse = () =>
  z.object({
    brand_id: z.optional(z.string()),
    day: z.string(),
    segments_used: z.int(),
    segments_per_day: z.int(),
    ends_at: timestamp,
  })

/** The brand and campaign behind the number (10DLC), or the toll-free verification. */
const registration = () =>
  z.strictObject({
    status: z.enum(['none', 'submitted', 'approved', 'rejected']),
    brand_id: z.optional(text(100)),
    campaign_id: z.optional(text(100)),
  })

const notificationUser = () =>
  z.strictObject({
    first_name: words(100),
    last_name: words(100),
    email: z.optional(z.email().check(z.maxLength(254))),
    phone: z.optional(phone),
    notify_by_email: z.boolean(),
    notify_by_sms: z.boolean(),
    /** The agent whose e-mail address it is. An edit may send it back; it changes nothing. */
    agent_id: z.optional(agentId),
  })

const textOf = words(1600)
const texts = () =>
  z.object({
    welcome: z.optional(textOf),
    opt_out: z.optional(textOf),
    opt_in: z.optional(textOf),
    help: z.optional(textOf),
    opt_in_question: z.optional(textOf),
    after_hours: z.optional(textOf),
    case_question: z.optional(textOf),
  })
const textOrDefault = later(() => z.optional(z.nullable(textOf)))
/** A question without its choices could not be answered. */
const caseQuestion = later(() =>
  z.optional(
    z.nullable(
      textOf.check(
        z.refine((question) => question.includes('(Choices)'), {
          error: 'The question needs (Choices) in it.',
        }),
      ),
    ),
  ),
)

export const number = named('Number', () =>
  z.object({
    id: numberId,
    address: z.string(),
    name: z.optional(z.string()),
    type,
    capabilities,
    country,
    carrier,
    carrier_account_id: z.optional(carrierAccountId),
    mms_out: z.boolean(),
    state: z.enum(['off', 'pending', 'active']),
    switching_to: z.optional(z.enum(['active', 'off'])),
    registration: registration(),
    users: z.array(agentId),
    team_id: z.optional(teamId),
    notification_users: z.array(notificationUser()),
    notices_show_text: z.boolean(),
    texts: texts(),
    default_texts: z.optional(texts()),
    agent_send_only: z.boolean(),
    carrier_handles_opt_out: z.boolean(),
    enrolled_only: z.boolean(),
    hours_id: z.optional(hoursId),
    hours_policy: hoursPolicy,
    agents_send_now: z.boolean(),
    long_messages: longMessages,
    counters: z.boolean(),
    rate: rate(),
    daily_use: z.optional(dailyUse()),
    created_at: timestamp,
    version: z.int(),
  }),
)

const newNumber = () =>
  z.strictObject({
    address: text(100),
    name: z.optional(words(100)),
    type: z.optional(type),
    capabilities: z.optional(capabilities),
    country: z.optional(country),
    carrier: z.optional(carrier),
    carrier_account_id: z.optional(carrierAccountId),
    mms_out: z.optional(z.boolean()),
  })

const numberPatch = () =>
  z.strictObject({
    name: z.optional(z.nullable(words(100))),
    capabilities: z.optional(capabilities),
    carrier: z.optional(carrier),
    carrier_account_id: z.optional(z.nullable(carrierAccountId)),
    mms_out: z.optional(z.boolean()),
    registration: z.optional(registration()),
    users: z.optional(z.array(agentId).check(z.maxLength(100))),
    team_id: z.optional(z.nullable(teamId)),
    notification_users: z.optional(z.array(notificationUser())),
    notices_show_text: z.optional(z.boolean()),
    texts: z.optional(
      z.strictObject({
        welcome: textOrDefault,
        opt_out: textOrDefault,
        opt_in: textOrDefault,
        help: textOrDefault,
        opt_in_question: textOrDefault,
        after_hours: textOrDefault,
        case_question: caseQuestion,
      }),
    ),
    agent_send_only: z.optional(z.boolean()),
    carrier_handles_opt_out: z.optional(z.boolean()),
    enrolled_only: z.optional(z.boolean()),
    hours_id: z.optional(z.nullable(hoursId)),
    hours_policy: z.optional(hoursPolicy),
    agents_send_now: z.optional(z.boolean()),
    long_messages: z.optional(longMessages),
    counters: z.optional(z.boolean()),
    rate: z.optional(rate()),
  })

/** The word on one channel of a notification user. */
const reach = named('NotificationReach', () =>
  z.object({
    first_name: z.string(),
    last_name: z.string(),
    channel: z.enum(['email', 'sms']),
    reachable: z.boolean(),
    /** Why not: the word of the gate, as for e-mails and texts to customers. */
    reason: z.optional(z.string()),
  }),
)

const one = () => z.object({ id: numberId })

export const numberOperations = {
  createNumber: {
    method: 'POST',
    path: '/v1/numbers',
    summary: 'Add a number, switched off as yet',
    scope: 'manage',
    role: 'admin',
    body: newNumber,
    response: number,
    status: 201,
  },
  listNumbers: {
    method: 'GET',
    path: '/v1/numbers',
    summary: 'The numbers of the workspace, oldest first',
    scope: ['read', 'send'],
    query: () => z.object(pageQuery),
    response: page(number),
    status: 200,
  },
  getNumber: {
    method: 'GET',
    path: '/v1/numbers/{id}',
    summary: 'One number',
    scope: ['read', 'send'],
    params: one,
    response: number,
    status: 200,
  },
  listNotificationUsers: {
    method: 'GET',
    path: '/v1/numbers/{id}/notification_users',
    summary: 'Whether its notification users can be reached, by each channel',
    scope: 'manage',
    role: 'admin',
    params: one,
    response: page(reach),
    status: 200,
  },
  testNotificationUsers: {
    method: 'POST',
    path: '/v1/numbers/{id}/notification_users/test',
    summary: 'Send its notification users a notice, to see that it arrives',
    scope: 'manage',
    role: 'admin',
    params: one,
    response: page(reach),
    status: 202,
  },
  deactivateNumber: {
    method: 'POST',
    path: '/v1/numbers/{id}/deactivate',
    summary: 'Switch SMS off: pending until the carrier has done so, but nothing is sent from now on',
    scope: 'manage',
    role: 'admin',
    params: one,
    response: number,
    status: 200,
  },
  confirmNumber: {
    method: 'POST',
    path: '/v1/numbers/{id}/confirm',
    summary: 'The carrier has done what was pending',
    scope: 'manage',
    role: 'admin',
    params: one,
    response: number,
    status: 200,
  },
} as const satisfies Record<string, Operation>

/** What the function `activate-number` answers, which alone may change numbers at a carrier. */
export const activationOperations = {
  activateNumber: {
    method: 'POST',
    path: '/v1/numbers/{id}/activate',
    summary: 'Switch SMS on: the carrier is told, and it is pending until the carrier has done so',
    scope: 'manage',
    role: 'admin',
    params: one,
    response: number,
    status: 200,
  },
} as const satisfies Record<string, Operation>

/** What the function `people-api` answers: whoever is told of a number's texts can sign in from then on. */
export const numberEditOperations = {
  editNumber: {
    method: 'PATCH',
    path: '/v1/numbers/{id}',
    summary: 'Edit a number; of its texts null goes back to the default',
    scope: 'manage',
    role: 'admin',
    params: one,
    body: numberPatch,
    ifMatch: 'required',
    response: number,
    status: 200,
  },
} as const satisfies Record<string, Operation>
