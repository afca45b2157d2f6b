import { createApp } from '#adapters/app.ts'
import { connectAwsNumber } from '#adapters/carriers/aws/numbers.ts'
import { createCarrierNumbers } from '#adapters/carriers/numbers.ts'
import { variable } from '#adapters/environment.ts'
import { activationOperations } from '#contract/api/numbers.ts'
import { createHandler } from '../http-api/edge/router.ts'
import { activationRoutes } from '../http-api/resources/activation.ts'

const carrierNumbers = createCarrierNumbers({
  aws: connectAwsNumber({
    inboundTopic: variable('INBOUND_TOPIC_ARN'),
    mediaBucket: variable('MEDIA_BUCKET'),
    mediaRole: variable('MEDIA_ROLE_ARN'),
  }),
})

/** The one call of the API that changes something at a carrier. */
export const handler = createHandler(
  { ...createApp(), carrierNumbers },
  activationOperations,
  activationRoutes,
)
