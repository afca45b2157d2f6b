import type { SQSRecord } from 'aws-lambda'
import type { BaseApp } from '#adapters/app.ts'
import type { Ignored } from '#adapters/carriers/aws/envelope.ts'
import { parseAwsInbound } from '#adapters/carriers/aws/inbound.ts'
import { namedIn } from '#adapters/carriers/aws/named-in.ts'
import { parseAwsReceipt } from '#adapters/carriers/aws/receipt.ts'
import { DomainError } from '#domain/error.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'
import { recordReceipt } from '#domain/outbound/deliver-text.ts'
import type { Receipt } from '#domain/outbound/record-outcome.ts'
import { keepUnreadable } from '#domain/unreadable/keep-unreadable.ts'
import type { Unreadable, UnreadableSource } from '#domain/unreadable/unreadable.ts'
import { explainFailure, isLasting } from './lasting.ts'
import { queueWorker } from './queue-worker.ts'

/** What is done with what a carrier hands over: by the worker of its queue, and when an admin has it taken up again. */
type CarrierWork<T> = {
  way: 'in' | 'out'
  parse(body: string, queuedAt: number): T | Ignored
  about(parsed: T): Record<string, unknown>
  work(app: BaseApp, parsed: T): Promise<void>
}

/** Customers' texts from AWS End User Messaging. */
const inbound: CarrierWork<CarrierInbound> = {
  way: 'in',
  parse: parseAwsInbound,
  about: ({ carrier, carrierMessageId }) => ({ carrier, carrierMessageId }),
  work: receiveMessage,
}

/** What AWS End User Messaging says became of a part. */
const receipts: CarrierWork<Receipt> = {
  way: 'out',
  parse: parseAwsReceipt,
  about: ({ messageId, index, carrierMessageId }) => ({ messageId, part: index, carrierMessageId }),
  work: recordReceipt,
}

const works = { inbound, receipts } as { [S in UnreadableSource]: CarrierWork<unknown> }

/**
 * The worker of a carrier's queue. What cannot be read, or always fails, is kept as unreadable, so that it neither
 * blocks other records nor is tried without end. `operator`: whose it is where it names no workspace.
 */
export const carrierWorker = (app: BaseApp, source: UnreadableSource, operator: WorkspaceId) => {
  const { parse, about } = works[source]
  return queueWorker(app.log, {
    parse: (body, record) => parse(body, queuedAt(app, record)),
    about: (parsed) => (isIgnored(parsed) ? {} : about(parsed)),
    work: (parsed) => workOn(app, source, parsed),
    setAside: (record, { reason, error }) =>
      keepUnreadable(
        app,
        { queueId: record.messageId, raw: record.body, receivedAt: queuedAt(app, record) },
        { source, reason, detail: explainFailure(error), named: namedIn(record.body), operator },
      ),
  })
}

/** Works on what was kept as if the carrier delivered it now. Throws `still_unreadable` where it fails as before. */
export const takeUp = async (app: BaseApp, { source, raw, receivedAt }: Unreadable): Promise<void> => {
  let isRead = false
  try {
    const parsed = works[source].parse(raw, receivedAt)
    isRead = true
    await workOn(app, source, parsed)
  } catch (error) {
    if (isRead && !isLasting(error)) throw error
    throw new DomainError('still_unreadable', `It fails as before: ${explainFailure(error)}.`)
  }
}

const workOn = async (app: BaseApp, source: UnreadableSource, parsed: unknown): Promise<void> => {
  const { way, work } = works[source]
  if (!isIgnored(parsed)) return work(app, parsed)
  app.report({ way, outcome: 'ignored', carrier: 'aws', reason: parsed.ignored })
}

const isIgnored = (parsed: unknown): parsed is Ignored =>
  typeof parsed === 'object' && parsed !== null && 'ignored' in parsed

/** Epoch milliseconds. */
const queuedAt = ({ clock }: BaseApp, { attributes }: SQSRecord): number =>
  Number(attributes.SentTimestamp) || clock.now()
