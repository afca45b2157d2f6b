import { join } from 'node:path'
import { region, type ServiceEndpoints } from '../core/clients.ts'
import type { Clock } from '../core/clock.ts'
import type { Ports } from '../core/ports.ts'
import type { Stops } from '../core/stops.ts'
import { startDynoxide } from './dynoxide.ts'
import { startFauxqs } from './fauxqs.ts'

/** Starts the emulators, but not those in whose place an endpoint is given. */
export const startEmulators = async (
  ports: Ports,
  dataDir: string,
  { offset }: Clock,
  stops: Stops,
  given: Partial<ServiceEndpoints> = {},
): Promise<ServiceEndpoints> => {
  const queues = `http://127.0.0.1:${ports.queues}`
  const endpoints: ServiceEndpoints = {
    dynamodb: `http://127.0.0.1:${ports.dynamodb}`,
    ...{ sqs: queues, sns: queues, s3: queues },
    aws: `http://127.0.0.1:${ports.aws}`,
    ...given,
  }
  const run = async (emulator: Promise<{ stop(): Promise<void> }>) => stops.add((await emulator).stop)
  await Promise.all([
    given.dynamodb === undefined && run(startDynoxide(Number(ports.dynamodb), join(dataDir, 'dynamodb.db'))),
    [endpoints.sqs, endpoints.sns, endpoints.s3].includes(queues) &&
      run(startFauxqs({ port: Number(ports.queues), dataDir, region, offset })),
  ])
  return endpoints
}
