import type { CappedCarrier } from '../recipient-carrier.ts'
import type { RuleSource } from '../rule-source.ts'

/** What a carrier takes of a sender; `words` as people are told, `settledBy` the setting that keeps to it. */
type CarrierCap = { words: string; settledBy: string } & RuleSource

const awsTable =
  'AWS Messaging Blog, 10DLC campaign types and quotas: https://aws.amazon.com/blogs/messaging-and-targeting/amazon-pinpoint-10dlc-campaign-types-and-quotas-for-sms'

/** Caps of carriers in the United States on 10DLC numbers, by a name of their own. */
export const carrierCaps = {
  t_mobile: {
    words:
      'T-Mobile takes 2,000 to 200,000 segments a day from all numbers and campaigns of a brand together, by its vetting score. The day begins at midnight in Los Angeles.',
    settledBy: 'Setting `daily_caps`, for each brand.',
    citation: `${awsTable}; the day: https://docs.bird.com/applications/channels/channels/supported-channels/sms/concepts/sms-10dlc/troughput-and-daily-caps`,
    readOn: '2026-11-28',
    appliesTo: 'Texts of 10DLC numbers to customers of T-Mobile, Sprint and Metro.',
    certainty: 'reported',
  },
  att: {
    words: 'AT&T takes 0.2 to 75 segments a second of a campaign, by its use case and vetting score.',
    settledBy: '`rate.segments_per_second` of each number: the numbers of a campaign share it.',
    citation: awsTable,
    readOn: '2026-11-28',
    appliesTo: 'Texts of 10DLC numbers to customers of AT&T.',
    certainty: 'reported',
  },
  aws: {
    words: 'AWS takes one segment a second of a 10DLC number until more is asked for.',
    settledBy: '`rate.segments_per_second` of the number.',
    citation: awsTable,
    readOn: '2026-11-28',
    appliesTo: 'Texts of 10DLC numbers.',
    certainty: 'reported',
  },
} as const satisfies Record<string, CarrierCap>

/** Midnight of the carrier's day is that of this IANA zone. */
export const capZones: Record<CappedCarrier, string> = { t_mobile: 'America/Los_Angeles' }
