import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { createFittingSecret } from '#adapters/aws/secret-store.ts'
import { variable } from '#adapters/environment.ts'
import { log } from '#adapters/log.ts'
import { readPicture } from '#adapters/media/read-picture.ts'
import { failures } from '../edge/failures.ts'
import { servePicture } from './serve-picture.ts'

/** Pictures for carriers that fetch them. It has no right to the table. */
export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
  .use(failures(log, () => ({})))
  .handler(
    servePicture({
      fitting: createFittingSecret(variable('CARRIER_SECRETS_PREFIX')),
      clock: { now: () => Date.now() },
      read: readPicture,
    }),
  )
