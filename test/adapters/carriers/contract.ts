import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CarrierAccess, CarrierAdapter, WebhookRequest } from '#adapters/carriers/adapter.ts'
import type { CarrierDelivery, CarrierOutcome, CarrierPart } from '#domain/carriers/carrier.ts'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'
import type { Receipt } from '#domain/outbound/record-outcome.ts'

export const businessNumber = '+12065550102'
export const customer = '+12065550143'

type Trouble = 'throttle' | 'carrier_down' | 'timeout_after_accept' | 'opted_out' | 'unauthorized'

/** A carrier as a test plays it, with one account. */
export type PlayedCarrier = {
  access: CarrierAccess
  /** What the company heard, oldest first. */
  heard: WebhookRequest[]
  /** Settles when the company heard so many requests. */
  until(count: number): Promise<unknown>
  /** The next request to send meets this. */
  fails(trouble: Trouble): void
  /** Nobody listens there any more. */
  away(): Promise<void>
  /** Words of the texts that reached the customer's phone. */
  shown(): string[]
  /** The customer sends a text; the same one again for the same `id`. Settles when the company was told. */
  receive(text: { body?: string; files?: number; id?: string; from?: string }): Promise<unknown>
  stop(): Promise<void>
}

export type Contracted = {
  adapter: CarrierAdapter
  start(): Promise<PlayedCarrier>
  /** What the carrier answers where the customer has opted out, if it says so. */
  optedOut?: string
  /** A receipt whose status nobody knows, for that path. */
  strangeReceipt(path: string): { contentType: string; body: string }
}

export const partOf = (body: string): CarrierPart => ({
  ...{ workspace: 'wks_acme', carrier: 'twilio', account: 'cac_01m83xj8800a1b2c3d4e5f6g7h' },
  ...{ from: businessNumber, to: customer, body, media: [] },
  ...{ messageId: 'msg_01m83xj8800', partId: 'msg_01m83xj8800.2' },
})

const deliveryOf = ({ name }: CarrierAdapter, { path, headers, body }: WebhookRequest): CarrierDelivery => ({
  ...{ carrier: name, account: 'cac_01m83xj8800a1b2c3d4e5f6g7h', path, body },
  ...{
    workspace: 'wks_acme',
    contentType: headers['content-type'] ?? '',
    receivedAt: Date.parse('2100-01-01T00:00:00Z'),
  },
})

/** What every carrier with accounts has to do, whoever plays it. */
export const describeCarrier = (name: string, { adapter, start, optedOut, strangeReceipt }: Contracted) =>
  describe(`the contract of carriers: ${name}`, () => {
    let carrier: PlayedCarrier
    beforeEach(async () => {
      carrier = await start()
    })
    afterEach(() => carrier.stop())

    const send = (body = 'Hi', access = carrier.access) => adapter.send(access)(partOf(body))
    const texts = () =>
      carrier.heard
        .filter(({ path }) => path.startsWith('messages'))
        .map((heard) => adapter.inbound(deliveryOf(adapter, heard)) as CarrierInbound)
    const receipts = () =>
      carrier.heard.map((heard) => adapter.receipt(deliveryOf(adapter, heard)) as Receipt)

    test.each([
      ['a plain text', 'Your order is ready.'],
      ['emoji and signs of forms', '😀 a&b+c%20=d ? #'],
      ['several lines', 'one\r\ntwo\n\nthree'],
      ['1,600 characters', 'abcdefgh'.repeat(200)],
    ])('%s reaches the phone as it is', async (_, body) => {
      expect(await send(body)).toEqual({ outcome: 'accepted', carrierMessageId: expect.stringMatching(/./) })
      expect(carrier.shown()).toEqual([body])
    })

    test.each<[Trouble, CarrierOutcome['outcome'], number]>([
      ['throttle', 'not_now', 0],
      ['carrier_down', 'unknown', 0],
      ['timeout_after_accept', 'unknown', 1],
      ['unauthorized', 'not_now', 0],
      ['opted_out', 'refused', 0],
    ])('after %s the outcome is %s', async (trouble, outcome, shown) => {
      carrier.fails(trouble)
      expect(await send()).toMatchObject({
        outcome,
        ...(trouble === 'unauthorized' && { unauthorized: true }),
        ...(trouble === 'opted_out' && optedOut && { code: optedOut }),
      })
      expect(carrier.shown()).toHaveLength(shown)
    })

    test('a carrier that cannot be reached has certainly not taken the text', async () => {
      await carrier.away()
      expect(await send()).toMatchObject({ outcome: 'not_now' })
    })

    test('wrong secrets are told apart from a refusal', async () => {
      const secret = Object.fromEntries(
        Object.entries(carrier.access.secret).map(([secretName, value]) => [secretName, `${value}x`]),
      )
      expect(await send('Hi', { ...carrier.access, secret })).toMatchObject({
        outcome: 'not_now',
        unauthorized: true,
      })
    })

    test('receipts name the part, in whatever order they come, and a lost answer is settled by them', async () => {
      carrier.fails('timeout_after_accept')
      await send()
      await carrier.until(2)
      const part = { workspace: 'wks_acme', messageId: 'msg_01m83xj8800', index: 2 }
      expect(receipts().toReversed()).toMatchObject([
        { ...part, status: 'delivered', final: true },
        { ...part, status: 'sent' },
      ])
      for (const heard of carrier.heard) expect(adapter.verifies(heard, carrier.access)).toBe(true)
    })

    test('a receipt that nobody knows is left out', async () => {
      await send()
      await carrier.until(1)
      const path = carrier.heard[0]?.path ?? ''
      expect(
        adapter.receipt({
          ...deliveryOf(adapter, { path, query: '', headers: {}, body: '' }),
          ...strangeReceipt(path),
        }),
      ).toEqual({
        ignored: 'teleported',
      })
    })

    test.each([0, 1, 3, 10])('a text with %i files comes whole, and from the carrier', async (files) => {
      const body = files === 1 ? '' : '😀 a&b+c%20=d'
      await carrier.receive({ body, files })
      const [heard] = carrier.heard
      expect(heard && adapter.verifies(heard, carrier.access)).toBe(true)
      const [text] = texts()
      expect(text).toMatchObject({ from: customer, to: businessNumber, body })
      expect((text?.media ?? []).map(({ index }) => index)).toEqual(
        Array.from({ length: files }, (_, i) => i),
      )
      for (const media of text?.media ?? []) {
        const policy = adapter.mediaPolicy(carrier.access, {
          carrierMessageId: text?.carrierMessageId ?? '',
          media,
        })
        expect('url' in media && policy.first(new URL(media.url))).toBe(true)
        expect(policy.first(new URL('https://stranger.example/1'))).toBe(false)
        expect(policy.next(new URL('http://169.254.169.254/'))).toBe(false)
      }
    })

    test('a text that is delivered twice has one id', async () => {
      await carrier.receive({ body: 'Once', id: 'given' })
      await carrier.receive({ body: 'Once', id: 'given' })
      const ids = texts().map(({ carrierMessageId }) => carrierMessageId)
      expect(ids).toEqual([ids[0], ids[0]])
    })

    test('a request for another account, with another path or another host is not the carrier’s', async () => {
      await carrier.receive({ body: 'Hi' })
      const heard = carrier.heard[0] as WebhookRequest
      const { access } = carrier
      const others = Object.fromEntries(
        Object.keys(access.secret).map((secretName) => [secretName, 'of others']),
      )
      expect(adapter.verifies(heard, { ...access, secret: others })).toBe(false)
      expect(adapter.verifies(heard, { ...access, secret: {} })).toBe(false)
      expect(adapter.verifies(heard, { ...access, publicUrl: 'https://other.example/x' })).toBe(false)
      expect(adapter.verifies({ ...heard, path: `receipts/${heard.path}` }, access)).toBe(false)
      expect(adapter.verifies({ ...heard, path: '' }, access)).toBe(false)
    })

    test('the list of an account gives each text as its webhook did', async () => {
      await carrier.receive({ body: 'first' })
      await carrier.receive({ body: '', files: 2 })
      await send('No text of a customer')
      const listed: CarrierInbound[] = []
      for await (const found of adapter.listInbound(carrier.access, Date.now() - 3_600_000))
        listed.push(
          adapter.inbound({
            ...found,
            account: 'cac_01m83xj8800a1b2c3d4e5f6g7h',
            workspace: 'wks_acme',
            receivedAt: Date.now(),
          }) as CarrierInbound,
        )
      const facts = ({ carrierMessageId, from, to, body, media }: CarrierInbound) => ({
        carrierMessageId,
        from,
        to,
        body,
        media,
      })
      expect(listed.map(facts)).toEqual(texts().map(facts))
    })
  })
