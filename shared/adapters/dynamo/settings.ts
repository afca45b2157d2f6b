import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { caseTextEvents, defaultSettings, languages, type Settings } from '#domain/settings/settings.ts'
import { declareRecord, getRecord } from './record.ts'
import { ids, recordOf, stored } from './schema.ts'
import type { Item, Keys, Table } from './table.ts'

const settingsKeys = ({ workspace }: Pick<Settings, 'workspace'>): Keys => ({
  pk: `${workspace}#settings`,
  sk: 'settings',
})

/** Whatever was not decided yet when they were written. */
const withDefaults = (item: Item): Item => ({ ...defaultSettings(item.workspace as WorkspaceId), ...item })

export const settingsRecord = declareRecord({
  kind: 'settings',
  place: { pk: '<workspace>#settings', sk: 'settings' },
  keys: settingsKeys,
  personal: [],
  older: [withDefaults],
  schema: () =>
    recordOf('settings', {
      companyName: z.string(),
      country: z.string(),
      threadScope: z.enum(['customer', 'customer_and_number']),
      reopenWithinSeconds: z.number(),
      enabledCountries: z.array(z.string()),
      optOutScope: z.enum(['workspace', 'number']),
      languages: z.array(z.enum(languages)),
      optOutCovers: z.enum(['contact', 'phone']),
      optOutUnreviewed: z.boolean(),
      campaignConsent: z.enum(['required', 'off']),
      supportContact: z.optional(z.string()),
      email: z.optional(
        stored({
          fromAddress: z.string(),
          fromName: z.optional(z.string()),
          replyTo: z.optional(z.string()),
        }),
      ),
      crmLink: z.optional(z.string()),
      doubleOptIn: z.boolean(),
      quietHours: z.enum(['campaigns', 'automated', 'off']),
      frequencyCaps: z.enum(['campaigns', 'off']),
      dailyCaps: z.array(brandCap()),
      reviewAfterReply: z.boolean(),
      searchableAttributes: z.array(z.string()),
      textSearch: z.enum(['on', 'off']),
      credits: creditPlan(),
      mmsCredits: z.number(),
      systems: z.array(outsideSystem()),
      caseReplies: z.enum(['join_open', 'start_new']),
      caseNumbers: z.array(ids.number()),
      caseQuestion: z.enum(['on', 'off']),
      caseTexts: z.array(caseText()),
      casePageAsksDigits: z.enum(['on', 'off']),
      caseMargin: z.number(),
      notifyAfterClaim: z.enum(['nobody', 'claimer', 'everyone']),
      noticesFrom: z.optional(ids.number()),
      eventFeed: z.enum(['on', 'off']),
      casePop: z.enum(['always', 'with_cases', 'off']),
      pricePerSegment: z.number(),
      reportZone: z.string(),
      firstAnswerWithinSeconds: z.number(),
      nextAnswerWithinSeconds: z.number(),
      leavers: z.optional(z.array(ids.agent())),
      workflows: z.optional(z.literal('on')),
    }),
})

const brandCap = () =>
  stored({ brandId: z.string(), carrier: z.literal('t_mobile'), segmentsPerDay: z.number() })

const outsideSystem = () =>
  stored({
    key: z.string(),
    name: z.string(),
    caseUrl: z.optional(z.string()),
    contactUrl: z.optional(z.string()),
  })

const caseText = () =>
  stored({
    type: z.enum(['ticket', 'opportunity', 'task']),
    event: z.enum(caseTextEvents),
    smsTemplateId: z.optional(ids.template()),
    emailTemplateId: z.optional(ids.template()),
    on: z.boolean(),
  })

const creditPlan = () =>
  stored({
    enabled: z.boolean(),
    includedPerMonth: z.number(),
    packSize: z.number(),
    packsAfterDays: z.number(),
    warnAt: z.number(),
  })

export const settingsStore = (table: Table): App['settings'] => ({
  get: async (workspace, reading) =>
    (await getRecord(table, [settingsRecord], settingsKeys({ workspace }), reading)) ??
    defaultSettings(workspace),
})
