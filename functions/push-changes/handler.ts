import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { createApp } from '#adapters/app.ts'
import { createPush } from '#adapters/aws/push.ts'
import { variable } from '#adapters/environment.ts'
import { errorFacts } from '#adapters/log.ts'
import type { ParleyEvent } from '#contract/events/events.ts'
import { busEvent } from '../edge/bus-event.ts'
import { queueWorker } from '../edge/queue-worker.ts'
import { pushedChanges } from './pushed-changes.ts'

const app = createApp()
const push = createPush(variable('REALTIME_HOST'))

const tell = async (events: ParleyEvent[]) => {
  for (const [channel, changes] of await pushedChanges(app, events)) await push(channel, changes)
}

const oneByOne = queueWorker(app.log, {
  parse: busEvent<ParleyEvent>,
  about: ({ id, type }) => ({ event: id, type }),
  work: (event) => tell([event]),
})

/** Events of the bus, together, so that what they have in common is read and told once. Where that fails, one by one. */
export const handler = middy<SQSEvent, SQSBatchResponse>().handler(async (event, context) => {
  try {
    await tell(event.Records.map(({ body }) => busEvent(body)))
    return { batchItemFailures: [] }
  } catch (error) {
    app.log.warn('events are told one by one', errorFacts(error))
    return oneByOne(event, context)
  }
})
