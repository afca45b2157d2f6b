import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { asciiJson } from '#adapters/ascii-json.ts'
import { accountCarriers } from '#adapters/carriers/carriers.ts'
import type { CarrierDelivery } from '#domain/carriers/carrier.ts'
import { newNumber } from '#domain/numbers/number.ts'
import type { Address } from '#domain/phones/phone.ts'
import { answerWebhook } from '../../functions/carrier-webhook/answer-webhook.ts'
import { agentClaims, createGateway } from '../support/gateway.ts'
import { type Finding, wrongBehindQueue, wrongInLog } from './fuzz.ts'
import { hostileString } from './hostile.ts'
import { accounts, nextSigned, type Queue, secretOf } from './signed-webhooks.ts'
import { idsIn, ourWorkspace, phones, type World } from './world.ts'

/** How many requests were refused, and how many reached each queue. */
export type WebhookReport = { findings: Finding[]; refused: number; taken: Record<Queue, number> }

/** An account and a number at each carrier, and texts that receipts can be about. */
export const addCarriers = async ({ app, ours }: World): Promise<void> => {
  for (const { carrier, id, number, publicUrl } of accounts) {
    const facts = { workspace: ourWorkspace, createdAt: app.clock.now() } as const
    const account = { ...facts, carrier, id, name: carrier, webhookUrl: publicUrl, version: 0 }
    await app.commit({ ...account, kind: 'carrier_account', status: 'ok' })
    const bought = { ...facts, id: `num_${carrier}`, address: number as Address, country: 'US' } as const
    await app.commit(newNumber({ ...bought, carrier, carrierAccountId: id, state: 'active' }))
  }
  const gateway = createGateway(app)
  const claims = agentClaims(ourWorkspace, 'admin')
  for (const to of phones.slice(0, 10)) {
    const body = { to, body: 'Hello' }
    const answer = await gateway({ method: 'POST', path: '/v1/messages', body, claims })
    for (const id of idsIn(answer.body)) ours.ids.add(id)
  }
}

/** So many requests: whatever is not signed is refused and queued nowhere, and whatever is signed comes to an end. */
export const fuzzWebhooks = async (world: World, steps: number): Promise<WebhookReport> => {
  const report: WebhookReport = { findings: [], refused: 0, taken: { inbound: 0, receipts: 0 } }
  const ask = createWebhook(world)
  for (let step = 0; step < steps && report.findings.length < 20; step++) {
    world.advance(world.random.below(20_000))
    const isSigned = world.random.percent(50)
    const event = isSigned ? nextSigned(world) : nextStranger(world)
    const { status, queued } = await ask(event)
    if (status === 403) report.refused++
    const expected = isSigned ? [200, 1] : [403, 0]
    const wrong =
      String([status, queued.length]) === String(expected) ? [] : [`${status}, ${queued.length} queued`]
    for (const [queue, delivery] of queued) {
      report.taken[queue]++
      wrong.push(...(await wrongBehindQueue(world, queue, asciiJson(delivery))))
    }
    wrong.push(...wrongInLog(world.logged.splice(0)))
    report.findings.push(...wrong.map((what) => ({ step, what, at: event })))
  }
  return report
}

/** What a request is answered with, and what it leaves on the queues. */
const createWebhook = ({ app }: World) => {
  const queued: [Queue, CarrierDelivery][] = []
  const answer = answerWebhook({
    adapters: accountCarriers,
    clock: app.clock,
    enqueue: async (queue, delivery) => void queued.push([queue, delivery]),
    fitting: async ({ workspace, id }, use) => {
      const account = accounts.find((one) => workspace === ourWorkspace && one.id === id)
      return account && use(secretOf(account))
    },
  })
  return async (event: APIGatewayProxyEventV2) => {
    try {
      const { statusCode: status } = await answer(event)
      return { status, queued: queued.splice(0) }
    } catch (error) {
      return { status: `failed with ${error}`, queued: queued.splice(0) }
    }
  }
}

/** A request as a carrier makes it with one thing changed that its proof covers, or something that nobody signed. */
const nextStranger = (world: World): APIGatewayProxyEventV2 => {
  const { random } = world
  const event = nextSigned(world)
  const other = hostileString(random).slice(0, 300)
  return random.pick([
    () => ({ ...event, headers: {}, rawPath: `${event.rawPath}x` }),
    () => ({ ...event, rawPath: `/webhooks/${random.pick(['twilio', 'flowroute', 'aws', other])}/${other}` }),
    () => ({
      ...event,
      rawPath: event.rawPath.replace('ours-', random.pick(['theirs-', 'ours_', 'ours-0'])),
    }),
    () => ({ ...event, rawPath: event.rawPath.replace(/(messages|receipts)/, `${other}/`) }),
    () => ({ ...event, rawPath: event.rawPath.slice(0, -1 - random.below(30)) }),
    () => ({ ...event, body: 'a'.repeat(256 * 1024 + 1), isBase64Encoded: false }),
  ])()
}
