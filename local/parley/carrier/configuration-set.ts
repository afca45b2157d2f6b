import { z } from 'zod'
import { account, region } from '../../runner/core/clients.ts'
import { type PlatformType, resourceType } from '../../runner/resources/platform.ts'
import type { EventDestination } from './receipts.ts'

/** Where the texts of each configuration set send their events, by its name. */
export type ConfigurationSets = Map<string, EventDestination[]>

const destination = z.strictObject({
  EventDestinationName: z.string(),
  Enabled: z.boolean(),
  MatchingEventTypes: z.array(z.string()),
  SnsDestination: z.strictObject({ TopicArn: z.string() }),
})

/** AWS::SMSVOICE::ConfigurationSet; those of the template are put into `sets`. */
export const configurationSetType = (sets: ConfigurationSets): PlatformType =>
  resourceType({
    uses: { ConfigurationSetName: z.string().optional(), EventDestinations: z.array(destination).optional() },
    ignores: ['DefaultSenderId', 'MessageFeedbackEnabled', 'ProtectConfigurationId', 'Tags'],
    create: ({ ConfigurationSetName, EventDestinations = [] }, resource) => {
      const name = ConfigurationSetName ?? resource.name
      sets.set(
        name,
        EventDestinations.map(({ Enabled, MatchingEventTypes, SnsDestination }) => ({
          enabled: Enabled,
          eventTypes: MatchingEventTypes,
          topicArn: SnsDestination.TopicArn,
        })),
      )
      return {
        ref: name,
        attributes: { Arn: `arn:aws:sms-voice:${region}:${account}:configuration-set/${name}` },
      }
    },
  })
