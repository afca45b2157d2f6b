import { z } from 'zod'
import { type PlatformType, resourceType } from './platform.ts'

/** AWS::SES::ConfigurationSet */
const configurationSet = resourceType({
  uses: { Name: z.string().optional() },
  ignores: [
    'ArchivingOptions',
    'DeliveryOptions',
    'ReputationOptions',
    'SendingOptions',
    'SuppressionOptions',
    'Tags',
    'TrackingOptions',
    'VdmOptions',
  ],
  create: ({ Name }, resource) => ({ ref: Name ?? resource.name }),
})

const destination = z.strictObject({
  Name: z.string().optional(),
  Enabled: z.boolean(),
  MatchingEventTypes: z.array(z.string()),
  SnsDestination: z.strictObject({ TopicARN: z.string() }),
})

/** AWS::SES::ConfigurationSetEventDestination: topics. */
const eventDestination = resourceType({
  uses: { ConfigurationSetName: z.string(), EventDestination: destination },
  create: ({ ConfigurationSetName, EventDestination }, resource, { mailDestinations }) => {
    const { Enabled, MatchingEventTypes, SnsDestination } = EventDestination
    const others = mailDestinations.get(ConfigurationSetName) ?? []
    const added = { topicArn: SnsDestination.TopicARN, eventTypes: MatchingEventTypes }
    if (Enabled) mailDestinations.set(ConfigurationSetName, [...others, added])
    return { ref: resource.name }
  },
})

export const mailTypes: Record<string, PlatformType> = {
  'AWS::SES::ConfigurationSet': configurationSet,
  'AWS::SES::ConfigurationSetEventDestination': eventDestination,
}
