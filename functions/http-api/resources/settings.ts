import type { Shape } from '#contract/api/operation.ts'
import type * as contract from '#contract/api/settings.ts'
import { editSettings } from '#domain/settings/edit-settings.ts'
import { readSettings } from '#domain/settings/read-settings.ts'
import type { Settings } from '#domain/settings/settings.ts'
import { camelCased } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'

type Operations = typeof contract.settingsOperations

export const settingsRoutes: Routes<Operations> = {
  getSettings: async ({ app, principal }) => presentSettings(await readSettings(app, principal)),
  editSettings: async ({
    app,
    principal,
    body: { case_texts, credits, daily_caps, email, systems, ...body },
    seen,
  }) => {
    const nested = {
      caseTexts: case_texts?.map(camelCased),
      credits: credits && camelCased(credits),
      dailyCaps: daily_caps?.map(camelCased),
      email: email && camelCased(email),
      systems: systems?.map(camelCased),
    }
    const patch = { ...camelCased(body), ...nested }
    return presentSettings(await editSettings(app, principal, patch, seen))
  },
}

const presentSettings = (settings: Settings): Shape<Operations['getSettings']['response']> => ({
  company_name: settings.companyName,
  country: settings.country,
  thread_scope: settings.threadScope,
  reopen_within_seconds: settings.reopenWithinSeconds,
  enabled_countries: settings.enabledCountries,
  opt_out_scope: settings.optOutScope,
  languages: settings.languages,
  opt_out_covers: settings.optOutCovers,
  opt_out_unreviewed: settings.optOutUnreviewed,
  campaign_consent: settings.campaignConsent,
  support_contact: settings.supportContact,
  crm_link: settings.crmLink,
  email: settings.email && {
    from_address: settings.email.fromAddress,
    from_name: settings.email.fromName,
    reply_to: settings.email.replyTo,
  },
  double_opt_in: settings.doubleOptIn,
  quiet_hours: settings.quietHours,
  frequency_caps: settings.frequencyCaps,
  daily_caps: settings.dailyCaps.map(({ brandId, carrier, segmentsPerDay }) => ({
    brand_id: brandId,
    carrier,
    segments_per_day: segmentsPerDay,
  })),
  review_after_reply: settings.reviewAfterReply,
  searchable_attributes: settings.searchableAttributes,
  text_search: settings.textSearch,
  systems: settings.systems.map(({ key, name, caseUrl, contactUrl }) => ({
    key,
    name,
    case_url: caseUrl,
    contact_url: contactUrl,
  })),
  case_replies: settings.caseReplies,
  case_numbers: settings.caseNumbers,
  case_question: settings.caseQuestion,
  case_texts: settings.caseTexts.map(({ type, event, smsTemplateId, emailTemplateId, on }) => ({
    type,
    event,
    sms_template_id: smsTemplateId,
    email_template_id: emailTemplateId,
    on,
  })),
  case_page_asks_digits: settings.casePageAsksDigits,
  case_margin: settings.caseMargin,
  notify_after_claim: settings.notifyAfterClaim,
  notices_from: settings.noticesFrom,
  event_feed: settings.eventFeed,
  case_pop: settings.casePop,
  report_zone: settings.reportZone,
  first_answer_within_seconds: settings.firstAnswerWithinSeconds,
  next_answer_within_seconds: settings.nextAnswerWithinSeconds,
  mms_credits: settings.mmsCredits,
  credits: {
    enabled: settings.credits.enabled,
    included_per_month: settings.credits.includedPerMonth,
    pack_size: settings.credits.packSize,
    packs_after_days: settings.credits.packsAfterDays,
    warn_at: settings.credits.warnAt,
  },
  version: settings.version,
})
