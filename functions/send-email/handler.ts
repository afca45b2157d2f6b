import { createApp } from '#adapters/app.ts'
import { createMail } from '#adapters/aws/mail.ts'
import { ownRegion, variable } from '#adapters/environment.ts'
import { queueWorker } from '../edge/queue-worker.ts'
import { emailWork } from './email-work.ts'

const app = {
  ...createApp(),
  mail: createMail({ region: ownRegion(), configurationSet: variable('EMAIL_CONFIGURATION_SET') }),
}

/** E-mails that wait, one at a time. */
export const handler = queueWorker(app.log, emailWork(app))
