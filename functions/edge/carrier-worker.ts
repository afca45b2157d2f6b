import type { SQSRecord } from 'aws-lambda'
import type { BaseApp } from '#adapters/app.ts'
import { carrierOf, namedIn } from '#adapters/carriers/deliveries.ts'
import { isIgnored } from '#adapters/carriers/fields.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { keepUnreadable } from '#domain/unreadable/keep-unreadable.ts'
import type { Unreadable } from '#domain/unreadable/unreadable.ts'
import { type CarrierWork, workOn } from './carrier-work.ts'
import { explainFailure, nobodyHasNumber } from './lasting.ts'
import { queueWorker } from './queue-worker.ts'

/**
 * The worker of a carrier's queue. What cannot be read, is for nobody here or always fails is kept as unreadable, so that it
 * neither blocks other records nor is tried without end. `operator`: whose it is where it names no workspace.
 */
export const carrierWorker = <T extends object>(
  app: BaseApp,
  work: CarrierWork<T>,
  operator: WorkspaceId,
) => {
  const { source, parse, about } = work
  const keep = (record: SQSRecord, facts: Pick<Unreadable, 'reason' | 'detail'>) =>
    keepUnreadable(
      app,
      { queueId: record.messageId, raw: record.body, receivedAt: queuedAt(app, record) },
      { source, ...facts, carrier: carrierOf(record.body), named: namedIn(record.body), operator },
    )
  return queueWorker(app.log, {
    parse: (body, record) => parse(body, queuedAt(app, record)),
    about: (parsed) => (isIgnored(parsed) ? {} : about(parsed)),
    work: async (parsed, record) => {
      if ((await workOn(app, work, parsed, record.body)) === 'unrouted')
        await keep(record, { reason: 'unrouted', detail: nobodyHasNumber })
    },
    setAside: (record, { reason, error }) => keep(record, { reason, detail: explainFailure(error) }),
  })
}

/** Epoch milliseconds. */
const queuedAt = ({ clock }: BaseApp, { attributes }: SQSRecord): number =>
  Number(attributes.SentTimestamp) || clock.now()
