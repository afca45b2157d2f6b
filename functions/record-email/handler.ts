import { createApp } from '#adapters/app.ts'
import { parseEmailEvent } from '#adapters/aws/email-event.ts'
import { isIgnored } from '#adapters/carriers/fields.ts'
import { recordEmailEvent } from '#domain/emails/record-email-event.ts'
import { queueWorker } from '../edge/queue-worker.ts'

const app = createApp()

/** What the mail service says became of an e-mail. */
export const handler = queueWorker(app.log, {
  parse: (body, { attributes }) => parseEmailEvent(body, Number(attributes.SentTimestamp) || app.clock.now()),
  about: (event) => (isIgnored(event) ? event : { emailId: event.emailId, what: event.what }),
  work: async (event) => {
    if (isIgnored(event)) app.log.info('an event of the mail service was ignored', event)
    else await recordEmailEvent(app, event)
  },
})
