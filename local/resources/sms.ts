import { z } from 'zod'
import { account, region } from '../clients.ts'
import { resourceType } from './local.ts'

const destination = z.strictObject({
  EventDestinationName: z.string(),
  Enabled: z.boolean(),
  MatchingEventTypes: z.array(z.string()),
  SnsDestination: z.strictObject({ TopicArn: z.string() }),
})

/** AWS::SMSVOICE::ConfigurationSet */
export const configurationSet = resourceType({
  uses: { ConfigurationSetName: z.string().optional(), EventDestinations: z.array(destination).optional() },
  ignores: ['DefaultSenderId', 'MessageFeedbackEnabled', 'ProtectConfigurationId', 'Tags'],
  create: ({ ConfigurationSetName, EventDestinations = [] }, resource, { configurationSets }) => {
    const name = ConfigurationSetName ?? resource.name
    configurationSets.set(
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
