import { createApp } from '#adapters/app.ts'
import { atNeed } from '#adapters/at-need.ts'
import { fittingSecretAtNeed } from '#adapters/aws/secrets-at-need.ts'
import { createAwsCarrier } from '#adapters/carriers/aws/carrier.ts'
import { createCarrier } from '#adapters/carriers/send.ts'
import { variable } from '#adapters/environment.ts'
import { keptFiles } from '#adapters/media/kept-files.ts'
import { queueWorker } from '../edge/queue-worker.ts'
import { partWork } from './part-work.ts'

const base = createApp()
const options = {
  configurationSet: variable('SMS_CONFIGURATION_SET'),
  mediaBucket: variable('MEDIA_BUCKET'),
}
const carrier = createCarrier({
  log: base.log,
  own: { aws: createAwsCarrier(options) },
  fitting: fittingSecretAtNeed(variable('CARRIER_SECRETS_PREFIX')),
})

/** Few parts wait for the pace of their number. */
const defer = atNeed(async () => {
  const { createDefer } = await import('#adapters/aws/queue.ts')
  return createDefer(variable('OUTBOUND_QUEUE_URL'))
})

/** Parts on their way to the carrier, one at a time in each thread. */
export const handler = queueWorker(
  base.log,
  partWork({ ...base, carrier, files: keptFiles() }, async (...part) => (await defer())(...part)),
)
