import { join } from 'node:path'
import { region, type ServiceEndpoints } from '../clients.ts'
import type { Clock } from '../clock.ts'
import type { Ports } from '../ports.ts'
import type { Stops } from '../stops.ts'
import { startDynoxide } from './dynoxide.ts'
import { startFauxqs } from './fauxqs.ts'

const { env } = process

/** Starts the emulators that the environment does not replace by an address of its own. */
export const startEmulators = async (
  ports: Ports,
  dataDir: string,
  { offset }: Clock,
  stops: Stops,
): Promise<ServiceEndpoints> => {
  const queues = `http://127.0.0.1:${ports.queues}`
  const endpoints: ServiceEndpoints = {
    dynamodb: env.PARLEY_DYNAMODB_ENDPOINT ?? `http://127.0.0.1:${ports.dynamodb}`,
    sqs: env.PARLEY_SQS_ENDPOINT ?? queues,
    sns: env.PARLEY_SNS_ENDPOINT ?? queues,
    s3: env.PARLEY_S3_ENDPOINT ?? queues,
    aws: `http://127.0.0.1:${ports.aws}`,
  }
  const run = async (emulator: Promise<{ stop(): Promise<void> }>) => stops.add((await emulator).stop)
  await Promise.all([
    env.PARLEY_DYNAMODB_ENDPOINT === undefined &&
      run(startDynoxide(ports.dynamodb, join(dataDir, 'dynamodb.db'))),
    [endpoints.sqs, endpoints.sns, endpoints.s3].includes(queues) &&
      run(startFauxqs({ port: ports.queues, dataDir, region, offset })),
  ])
  return endpoints
}
