import type { SQSRecord } from 'aws-lambda'
import type { BaseApp } from '#adapters/app.ts'
import type { App, OutboundPart } from '#domain/app.ts'
import { type KeptFiles, sendPart } from '#domain/outbound/deliver-text.ts'
import type { QueueWork } from '../edge/queue-worker.ts'

/** Hides a record of the queue for that long, seconds. */
type Defer = (receiptHandle: string, seconds: number) => Promise<void>

/**
 * The work on one part. One that always fails is taken out of the queue, so that later texts to the phone can leave: it is
 * still `queued` in the table, and the sweep puts it out again.
 */
export const partWork = (
  app: BaseApp & Pick<App, 'carrier'> & KeptFiles,
  defer: Defer,
): QueueWork<OutboundPart> => ({
  // Only publish-changes writes to this queue.
  parse: (body): OutboundPart => JSON.parse(body),
  about: ({ workspace, messageId, index }) => ({ workspace, messageId, part: index }),
  work: (part, record) => send(app, defer, part, record),
  setAside: async (_, { reason, error }) => {
    if (reason === 'unreadable') throw error
  },
})

const send = async (
  app: BaseApp & Pick<App, 'carrier'> & KeptFiles,
  defer: Defer,
  part: OutboundPart,
  { receiptHandle, attributes }: SQSRecord,
) => {
  const { ApproximateReceiveCount, SentTimestamp } = attributes
  const { again } = await sendPart(app, part, Number(ApproximateReceiveCount), Number(SentTimestamp))
  if (again === undefined) return undefined
  await defer(receiptHandle, (again - app.clock.now()) / 1000)
  return 'again'
}
