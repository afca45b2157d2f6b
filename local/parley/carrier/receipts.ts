import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns'
import type { Clock } from '../../runner/core/clock.ts'
import type { Log } from '../../runner/core/log.ts'
import type { State } from '../../runner/core/state.ts'
import { isRcsAgent } from './aws-numbers.ts'

/** Where a configuration set sends the events of its texts. */
export type EventDestination = { topicArn: string; eventTypes: string[]; enabled: boolean }

/** What is known of an accepted text. */
export type Accepted = {
  id: string
  from: string
  to: string
  parts: number
  encoding: string
  messageType: string
  context: Record<string, string>
  requestedAt: number
  destinations: EventDestination[]
}

export type Receipts = {
  /** Notes down that the text's events are due. */
  plan(text: Accepted): void
  /** Publishes the events of a text that were planned. */
  publish(text: Accepted): void
  /** Publishes what an earlier run planned and did not finish. */
  resume(): void
}

const kind = 'receipt due'

type Step = { eventType: string; messageStatus: string; messageStatusDescription: string; isFinal: boolean }

/** What becomes of a text whose phone is switched on. */
const way: Step[] = [
  {
    eventType: 'TEXT_PENDING',
    messageStatus: 'PENDING',
    messageStatusDescription: 'Message is in process',
    isFinal: false,
  },
  {
    eventType: 'TEXT_DELIVERED',
    messageStatus: 'DELIVERED',
    messageStatusDescription: 'Message has been accepted by phone',
    isFinal: true,
  },
]

/** Of what an RCS agent sent AWS tells by other names. */
const byRcs: Record<string, string> = { TEXT_PENDING: 'RCS_SENT', TEXT_DELIVERED: 'RCS_DELIVERED' }

/** What AWS End User Messaging tells of texts that it took. */
export const createReceipts = (state: State, sns: SNSClient, clock: Clock, log: Log): Receipts => {
  const publish = async (text: Accepted) => {
    for (const step of way) await publishStep(toEvent(text, step, clock), text, sns)
    state.remove(kind, text.id)
  }
  const start = (text: Accepted) =>
    void publish(text).catch((error) => log('carrier', `A receipt was not published: ${error}`, 'error'))
  return {
    plan: (text) => state.put(kind, text.id, text),
    publish: start,
    resume: () => state.list<Accepted>(kind).forEach(start),
  }
}

const publishStep = async (event: ReturnType<typeof toEvent>, { destinations }: Accepted, sns: SNSClient) => {
  for (const { topicArn, eventTypes, enabled } of destinations)
    if (
      enabled &&
      ['ALL', `${event.eventType.split('_')[0]}_ALL`, event.eventType].some((type) =>
        eventTypes.includes(type),
      )
    )
      await sns.send(new PublishCommand({ TopicArn: topicArn, Message: JSON.stringify(event) }))
}

const pricePerPart = 0.00581
const feePerPart = 0.003

/** https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-format.html */
const toEvent = (text: Accepted, step: Step, clock: Clock) => ({
  eventType: (isRcsAgent(text.from) && byRcs[step.eventType]) || step.eventType,
  eventVersion: '1.0',
  eventTimestamp: clock.now(),
  isFinal: step.isFinal,
  originationPhoneNumber: text.from,
  destinationPhoneNumber: text.to,
  isInternationalSend: false,
  isoCountryCode: text.to.startsWith('+1') ? 'US' : undefined,
  messageId: text.id,
  messageRequestTimestamp: text.requestedAt,
  messageEncoding: text.encoding,
  messageType: text.messageType,
  messageStatus: step.messageStatus,
  messageStatusDescription: step.messageStatusDescription,
  context: text.context,
  totalMessageParts: text.parts,
  totalMessagePrice: round(pricePerPart * text.parts),
  totalCarrierFee: round(feePerPart * text.parts),
})

const round = (dollars: number) => Number(dollars.toFixed(5))
