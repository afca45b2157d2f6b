import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CarrierAccess, CarrierAdapter, WebhookRequest } from '#adapters/carriers/adapter.ts'
import type { Account, AccountCarrier } from '../../../local/parley/carriers/accounts.ts'
import { createAccounts } from '../../../local/parley/carriers/accounts.ts'
import { createCarriersAnswer } from '../../../local/parley/carriers/answer.ts'
import { dialects } from '../../../local/parley/carriers/dialects.ts'
import { receiveAtCarrier } from '../../../local/parley/carriers/receive.ts'
import { createTexts } from '../../../local/parley/carriers/texts.ts'
import type { World } from '../../../local/parley/carriers/world.ts'
import { createMedia } from '../../../local/parley/sim/media.ts'
import { type Answer, serve } from '../../../local/runner/core/http.ts'
import { openState } from '../../../local/runner/core/state.ts'
import { createCarrier, createTopic } from '../../local/parley/carrier/create-carrier.ts'

export const businessNumber = '+12065550102'
export const customer = '+12065550143'

const variables = { twilio: 'TWILIO_API_URL', flowroute: 'FLOWROUTE_API_URL' } as const

/** An answer that never comes is a connection that ends: nobody waits for it. */
export const cutting =
  (answer: Answer): Answer =>
  async (request, response) => {
    const reply = await answer(request, response)
    if (!reply && !response.headersSent) request.raw.socket.destroy()
    return reply
  }

/** The simulated carriers with one account at one of them, whose webhooks end here. */
export const startCarriers = async (adapter: CarrierAdapter, change: Partial<Account> = {}) => {
  const carrier = adapter.name as AccountCarrier
  const directory = mkdtempSync(join(tmpdir(), 'parley-carriers-'))
  const state = openState(':memory:')
  const base = createCarrier(createTopic().sns, state)
  const heard: WebhookRequest[] = []
  const waiting: (() => void)[] = []
  const prefix = `/webhooks/${carrier}/acme-01m83xj8800a1b2c3d4e5f6g7h`
  const company = await serve(0, async ({ url, headers, body }) => {
    heard.push({
      path: url.pathname.slice(prefix.length + 1),
      query: url.search.slice(1),
      headers: headers as WebhookRequest['headers'],
      body: body.toString(),
    })
    for (const wake of waiting.splice(0)) wake()
    return { status: 200 }
  })
  let answer: Answer = async () => ({ status: 503 })
  const server = await serve(0, (...asked) => answer(...asked))
  const accounts = createAccounts(state)
  const world: World = {
    ...{ state, clock: base.clock, log: () => {}, network: base.network, numbers: base.numbers },
    ...{ faults: base.faults, optOuts: base.optOuts, accounts, texts: createTexts(state) },
    ...{ media: createMedia(directory, `${server.url}/elsewhere`), address: server.url },
  }
  answer = cutting(createCarriersAnswer(world))
  process.env[variables[carrier]] = `${server.url}/${carrier}`
  const id = `AC${'1'.repeat(32)}`
  const access: CarrierAccess = {
    ...(carrier === 'twilio' && { accountSid: id }),
    publicUrl: company.url + prefix,
    secret:
      carrier === 'twilio'
        ? { auth_token: 'token', ...(change.sharedKey && { shared_key: change.sharedKey }) }
        : { access_key: id, secret_key: 'token', path_key: 'path key' },
  }
  const webhookUrl = adapter.webhookUrls(access).messages
  const account: Account = { carrier, id, secret: 'token', webhookUrl, ...change }
  accounts.save(account)
  accounts.assign(businessNumber, account)
  const picture = () => ({
    content_type: 'image/png',
    url: world.media.put(crypto.randomUUID(), 'image/png', Buffer.from('png')),
  })
  return {
    ...{ access, account, heard, world, url: server.url },
    /** Settles when the company heard so many requests. */
    until: async (count: number) => {
      // Receipts of a text whose answer was lost come a minute later.
      await base.clock.travel(base.clock.now() + 60_000)
      while (heard.length < count) await new Promise<void>((resolve) => waiting.push(resolve))
      return heard
    },
    receive: (text: { body?: string; files?: number; id?: string; from?: string }) => {
      const { body = '', files = 0, id, from = customer } = text
      const media = Array.from({ length: files }, picture)
      const sent = { from, to: businessNumber, body, id, ...(files > 0 && { media }) }
      return receiveAtCarrier(sent, account, dialects[carrier], world)
    },
    away: () => server.stop(),
    stop: async () => {
      delete process.env[variables[carrier]]
      await Promise.all([company.stop(), server.stop().catch(() => undefined)])
      state.close()
      rmSync(directory, { recursive: true })
    },
  }
}
