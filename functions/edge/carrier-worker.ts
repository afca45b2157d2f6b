import type { SQSRecord } from 'aws-lambda'
import type { BaseApp } from '#adapters/app.ts'
import { namedIn } from '#adapters/carriers/aws/named-in.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { keepUnreadable } from '#domain/unreadable/keep-unreadable.ts'
import { type CarrierWork, isIgnored, workOn } from './carrier-work.ts'
import { explainFailure } from './lasting.ts'
import { queueWorker } from './queue-worker.ts'

/**
 * The worker of a carrier's queue. What cannot be read, or always fails, is kept as unreadable, so that it neither
 * blocks other records nor is tried without end. `operator`: whose it is where it names no workspace.
 */
export const carrierWorker = <T extends object>(
  app: BaseApp,
  work: CarrierWork<T>,
  operator: WorkspaceId,
) => {
  const { source, parse, about } = work
  return queueWorker(app.log, {
    parse: (body, record) => parse(body, queuedAt(app, record)),
    about: (parsed) => (isIgnored(parsed) ? {} : about(parsed)),
    work: (parsed) => workOn(app, work, parsed),
    setAside: (record, { reason, error }) =>
      keepUnreadable(
        app,
        { queueId: record.messageId, raw: record.body, receivedAt: queuedAt(app, record) },
        { source, reason, detail: explainFailure(error), named: namedIn(record.body), operator },
      ),
  })
}

/** Epoch milliseconds. */
const queuedAt = ({ clock }: BaseApp, { attributes }: SQSRecord): number =>
  Number(attributes.SentTimestamp) || clock.now()
