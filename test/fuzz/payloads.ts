import { inEnvelope } from '../examples/examples.ts'
import { bottomless, hostileString, hostileValue } from './hostile.ts'
import { idOf, madeOf } from './values.ts'
import { ourNumbers, ourWorkspace, phones, theirNumber, type World } from './world.ts'

/** What SNS puts on the queue of a carrier's topic; one of three is not as the carrier documents it. */
export const nextPayload = (world: World, source: 'inbound' | 'receipts'): string => {
  const { random } = world
  const isOdd = random.percent(35)
  const message = source === 'inbound' ? textPayload(world) : receiptPayload(world)
  if (!isOdd) return inEnvelope(message)
  const odd = random.percent(80) ? spoiled(world, message) : hostileValue(random)
  const body = inEnvelope(random.percent(5) ? bottomless : JSON.stringify(odd))
  return random.percent(70) ? body : spoiledEnvelope(world, body)
}

const textPayload = (world: World): Record<string, unknown> => {
  const { random } = world
  return {
    originationNumber: random.pick(phones),
    destinationNumber: random.pick([...ourNumbers, ...ourNumbers, theirNumber, '+12065550111']),
    messageKeyword: 'keyword-default',
    messageBody: madeOf(world, { type: 'string', maxLength: 2_000 }, 'text', 0),
    inboundMessageId: `in ${random.below(100_000)}`,
    previousPublishedMessageId: random.percent(20) ? `carrier-${random.below(50)}` : undefined,
  }
}

const kinds = ['DELIVERED', 'SUCCESSFUL', 'UNREACHABLE', 'SPAM', 'UNKNOWN', 'READ', 'SINGING']

const receiptPayload = (world: World): Record<string, unknown> => {
  const { random, app } = world
  return {
    eventType: `${random.pick(['TEXT', 'TEXT', 'MEDIA', 'RCS', 'VOICE'])}_${random.pick(kinds)}`,
    eventTimestamp: app.clock.now() - random.below(60_000),
    isFinal: random.percent(70),
    messageId: `carrier-${random.below(50)}`,
    messageStatusDescription: 'Said by the carrier',
    context: { workspace: ourWorkspace, part_id: `${idOf(world, 'msg')}.${random.below(3)}` },
    totalMessagePrice: 0.00883,
    totalCarrierFee: 0.003,
  }
}

/** With something else in some of its fields, or without them. */
const spoiled = ({ random }: World, message: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(message).map(([name, value]) => [name, random.percent(30) ? hostileValue(random) : value]),
  )

const spoiledEnvelope = ({ random }: World, body: string): string => {
  if (random.percent(30)) return body.slice(0, random.below(body.length))
  if (random.percent(20)) return hostileString(random)
  const name = random.pick(['Type', 'Message', 'MessageId', 'Timestamp'])
  return JSON.stringify({ ...JSON.parse(body), [name]: hostileValue(random) })
}
