import * as z from 'zod/mini'
import { isCrmLink } from '../crm-link.ts'
import type { Operation } from './operation.ts'
import {
  country,
  emailAddress,
  later,
  named,
  numberId,
  system,
  templateId,
  text,
  words,
  zone,
} from './shapes.ts'

const brandCap = () =>
  z.strictObject({
    brand_id: text(100),
    carrier: z.enum(['t_mobile']),
    segments_per_day: z.int().check(z.gt(0), z.lte(1_000_000_000)),
  })

/** An https address in which `{id}` stands for an id, behind its host. */
const idLink = later(() =>
  text(500).check(
    z.refine((link) => isIdLink(link), { error: 'This must be an https address with {id} after its host.' }),
  ),
)

const isIdLink = (link: string): boolean =>
  /^https:\/\/[^/{}@\\\s]+\/[^\s\\]*\{id\}[^\s\\]*$/.test(link) && URL.canParse(link.replaceAll('{id}', '1'))

const outsideSystem = () =>
  z.strictObject({
    key: system,
    name: words(100),
    case_url: z.optional(idLink),
    contact_url: z.optional(idLink),
  })

const caseText = () =>
  z.strictObject({
    type: z.enum(['ticket', 'opportunity', 'task']),
    event: z.enum(['created', 'updated', 'status', 'done']),
    sms_template_id: z.optional(templateId),
    email_template_id: z.optional(templateId),
    on: z.boolean(),
  })

/** From a minute to thirty days. */
const answerTime = () => z.int().check(z.gte(60), z.lte(2_592_000))

/** What an admin may change; all of it is answered too. */
const editable = () => ({
  company_name: words(100),
  country,
  thread_scope: z.enum(['customer', 'customer_and_number']),
  reopen_within_seconds: z.int().check(z.gte(0), z.lte(31_536_000)),
  enabled_countries: z.array(country).check(z.maxLength(250)),
  opt_out_scope: z.enum(['workspace', 'number']),
  languages: z.array(z.enum(['en', 'es', 'fr'])).check(z.minLength(1), z.maxLength(3)),
  opt_out_covers: z.enum(['contact', 'phone']),
  opt_out_unreviewed: z.boolean(),
  campaign_consent: z.enum(['required', 'off']),
  double_opt_in: z.boolean(),
  quiet_hours: z.enum(['campaigns', 'automated', 'off']),
  frequency_caps: z.enum(['campaigns', 'off']),
  daily_caps: z.array(brandCap()).check(z.maxLength(50)),
  review_after_reply: z.boolean(),
  searchable_attributes: z.array(words(60)).check(z.maxLength(5)),
  text_search: z.enum(['on', 'off']),
  systems: z.array(outsideSystem()).check(z.maxLength(20)),
  case_replies: z.enum(['join_open', 'start_new']),
  case_numbers: z.array(numberId).check(z.maxLength(10)),
  case_question: z.enum(['on', 'off']),
  case_texts: z.array(caseText()).check(z.maxLength(12)),
  case_page_asks_digits: z.enum(['on', 'off']),
  case_margin: z.number().check(z.gte(1), z.lte(100)),
  notify_after_claim: z.enum(['nobody', 'claimer', 'everyone']),
  event_feed: z.enum(['on', 'off']),
  case_pop: z.enum(['always', 'with_cases', 'off']),
  report_zone: zone,
  first_answer_within_seconds: answerTime(),
  next_answer_within_seconds: answerTime(),
  mms_credits: z.int().check(z.gte(1), z.lte(100)),
})

const crmLink = later(() =>
  text(500).check(
    z.refine(isCrmLink, {
      error:
        'This must be an https address with {phone}, {external_id} or {external_id.<system>} after its host.',
    }),
  ),
)

const sender = () => ({
  from_address: emailAddress,
  from_name: z.optional(senderName),
  reply_to: z.optional(emailAddress),
})

/** It stands in a header, which no line end may leave. */
const senderName = later(() =>
  words(100).check(z.regex(/^[^\r\n"<>]*$/, { error: 'A name without <, > and quotation marks.' })),
)

const count = () => z.int().check(z.gte(0), z.lte(1_000_000_000))

const creditPlan = () => ({
  enabled: z.boolean(),
  included_per_month: count(),
  pack_size: count(),
  packs_after_days: count(),
  warn_at: count(),
})

const settings = named('Settings', () =>
  z.object({
    ...editable(),
    support_contact: z.optional(words(200)),
    crm_link: z.optional(z.string()),
    notices_from: z.optional(numberId),
    email: z.optional(z.object(sender())),
    credits: z.object(creditPlan()),
    version: z.int(),
  }),
)

export const settingsOperations = {
  getSettings: {
    method: 'GET',
    path: '/v1/settings',
    summary: 'What the workspace decided for all its numbers',
    scope: 'read',
    response: settings,
    status: 200,
  },
  editSettings: {
    method: 'PATCH',
    path: '/v1/settings',
    summary: 'Edit the settings',
    scope: 'manage',
    role: 'admin',
    body: () =>
      z.partial(
        z.strictObject({
          ...editable(),
          support_contact: z.nullable(words(200)),
          crm_link: z.nullable(crmLink),
          notices_from: z.nullable(numberId),
          email: z.nullable(z.strictObject(sender())),
          credits: z.partial(z.strictObject(creditPlan())),
        }),
      ),
    ifMatch: 'required',
    response: settings,
    status: 200,
  },
} as const satisfies Record<string, Operation>
