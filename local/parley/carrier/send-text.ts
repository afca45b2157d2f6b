import { randomUUID } from 'node:crypto'
import { ServiceError } from '../../runner/core/aws-endpoint.ts'
import type { Clock } from '../../runner/core/clock.ts'
import { type FaultName, type Faults, sendFaults } from './faults.ts'
import type { HandsetMessage } from './handset.ts'
import type { Network } from './network.ts'
import type { Numbers } from './numbers.ts'
import type { OptOuts } from './opt-outs.ts'
import type { Rate } from './rate.ts'
import type { Accepted, EventDestination, Receipts } from './receipts.ts'
import type { RuleBook } from './rules.ts'
import { type Segments, segmentText } from './segments.ts'

export type SendTextInput = {
  DestinationPhoneNumber?: string
  OriginationIdentity?: string
  MessageBody?: string
  MessageType?: string
  ConfigurationSetName?: string
  Context?: Record<string, string>
  TimeToLive?: number
  DryRun?: boolean
}

export type Carrier = {
  clock: Clock
  network: Network
  receipts: Receipts
  faults: Faults
  rate: Rate
  rules: RuleBook
  numbers: Numbers
  /** By name. */
  configurationSets: Map<string, EventDestination[]>
  optOuts: OptOuts
}

/**
 * `SendTextMessage` of AWS End User Messaging: checks a request as AWS does, delivers it to the phone and publishes what
 * became of it. https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html
 */
export const sendText = async (
  input: SendTextInput,
  carrier: Carrier,
  media?: HandsetMessage['media'],
): Promise<object | undefined> => {
  const fault = carrier.faults.next('aws', sendFaults)
  if (fault === 'timeout_before_accept') return undefined
  if (fault) applyFault(fault)
  const checked = check(input, carrier, media !== undefined)
  if (!carrier.rate.take(checked.from, checked.text.segments.length, carrier.rules.get().partsPerSecond))
    throw new ServiceError('ThrottlingException', 'Rate exceeded')
  const MessageId = randomUUID()
  if (input.DryRun) return { MessageId }
  accept(MessageId, { ...input, media }, checked, carrier, fault)
  return fault === 'timeout_after_accept' ? undefined : { MessageId }
}

type Checked = { from: string; to: string; text: Segments; destinations: EventDestination[] }

const accept = (
  id: string,
  input: SendTextInput & { media?: HandsetMessage['media'] },
  { from, to, text, destinations }: Checked,
  { clock, network, receipts, numbers }: Carrier,
  fault?: FaultName,
) => {
  const accepted: Accepted = {
    id,
    from,
    to,
    destinations,
    parts: text.segments.length,
    encoding: text.encoding,
    messageType: input.MessageType ?? 'TRANSACTIONAL',
    context: input.Context ?? {},
    requestedAt: clock.now(),
  }
  numbers.see(from)
  const silent = fault === 'no_receipt'
  const alongside = () => !silent && receipts.plan(accepted)
  const { MessageBody: body = '', media } = input
  network.carry({ id, direction: 'outbound', from, to, body, ...(media && { media }), alongside })
  if (!silent) receipts.publish(accepted)
}

const applyFault = (fault: FaultName) => {
  if (fault === 'throttle') throw new ServiceError('ThrottlingException', 'Rate exceeded')
  if (fault === 'opted_out') throw optedOut()
  if (fault === 'invalid_number') throw invalid('DestinationPhoneNumber', 'The phone number is not valid.')
  if (fault === 'carrier_down')
    throw new ServiceError(
      'InternalServerException',
      'The carrier is down.',
      { RequestId: randomUUID() },
      500,
    )
}

const optedOut = () =>
  new ServiceError('ConflictException', 'The destination phone number has opted out.', {
    Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT',
    ResourceType: 'opt-out-list',
    ResourceId: 'Default',
  })

const invalid = (Name: string, Message: string, Reason = 'INVALID_PARAMETER') =>
  new ServiceError('ValidationException', Message, { Reason, Fields: [{ Name, Message }] })

const check = (input: SendTextInput, carrier: Carrier, hasMedia: boolean): Checked => {
  const { DestinationPhoneNumber: to = '', OriginationIdentity: origin = '', MessageBody: body = '' } = input
  if (!/^\+[1-9]\d{7,14}$/.test(to))
    throw invalid('DestinationPhoneNumber', `"${to}" is not an E.164 phone number.`)
  if (!carrier.numbers.canSend(origin))
    throw new ServiceError(
      'ResourceNotFoundException',
      `The origination identity "${origin}" was not found.`,
      {
        ResourceType: 'phone-number',
        ResourceId: origin,
      },
    )
  if (carrier.optOuts.has(to)) throw optedOut()
  checkContext(input.Context ?? {})
  return {
    from: origin,
    to,
    text: checkBody(body, hasMedia),
    destinations: findDestinations(input.ConfigurationSetName, carrier),
  }
}

const checkBody = (body: string, hasMedia: boolean) => {
  if (body === '' && !hasMedia)
    throw invalid('MessageBody', 'The message body is missing.', 'MISSING_PARAMETER')
  const text = segmentText(body)
  const limit = hasMedia ? 1600 : text.encoding === 'GSM' ? 1530 : 630
  if (body.length > limit)
    throw invalid(
      'MessageBody',
      `The message body is longer than ${limit} characters.`,
      'MAXIMUM_SIZE_EXCEEDED',
    )
  return text
}

/** Five entries, keys of up to 100 and values of up to 800 characters. */
const checkContext = (context: Record<string, string>) => {
  const entries = Object.entries(context)
  if (entries.length > 5) throw invalid('Context', 'The context has more than 5 entries.')
  for (const [key, value] of entries)
    if (!/^\S{1,100}$/.test(key) || !/^[^\r\n]{1,800}$/.test(value))
      throw invalid(
        'Context',
        `The context entry "${key}" is too long or has characters that are not allowed.`,
      )
}

const findDestinations = (name: string | undefined, { configurationSets }: Carrier) => {
  if (name === undefined) return []
  const found = configurationSets.get(name.split('/').at(-1) ?? name)
  if (found) return found
  throw new ServiceError('ResourceNotFoundException', `The configuration set "${name}" was not found.`, {
    ResourceType: 'configuration-set',
    ResourceId: name,
  })
}
