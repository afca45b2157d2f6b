import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CarrierAccess, CarrierAdapter, WebhookRequest } from '#adapters/carriers/adapter.ts'
import { accountCarriers } from '#adapters/carriers/carriers.ts'
import type { CarrierDelivery, CarrierOutcome, CarrierPart, CarrierTraits } from '#domain/carriers/carrier.ts'
import type { CarrierInbound } from '#domain/inbound/received-text.ts'
import type { Receipt } from '#domain/outbound/record-outcome.ts'

export const businessNumber = '+12065550102'
export const customer = '+12065550143'

type Trouble = 'throttle' | 'carrier_down' | 'timeout_after_accept' | 'opted_out' | 'unauthorized'

/** A carrier as a test plays it. */
export type PlayedCarrier = {
  send(part: CarrierPart): Promise<CarrierOutcome>
  /** What the company was told, as its adapter reads it, oldest first. */
  told(): Promise<{ texts: CarrierInbound[]; receipts: Receipt[] }>
  /** Settles when the company was told so many things. */
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

/** The same for one that is reached with an account. */
export type PlayedAccount = Omit<PlayedCarrier, 'send' | 'told'> & {
  access: CarrierAccess
  /** What the company heard, oldest first. */
  heard: WebhookRequest[]
}

type Facts = {
  traits: Pick<CarrierTraits, 'account' | 'pictures'>
  /** What the carrier answers where the customer has opted out, if it says so. */
  optedOut?: string
}

export type Contracted = Facts & {
  /** What is known of a text where the carrier says that it is down. */
  whenDown: 'unknown' | 'not_now'
  start(): Promise<PlayedCarrier>
  /** What the adapter makes of a receipt whose status nobody knows, of the part that was sent last. */
  strangeReceipt(): unknown
}

export type ContractedAccount = Facts & {
  adapter: CarrierAdapter
  start(): Promise<PlayedAccount>
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
  ...{ workspace: 'wks_acme', contentType: headers['content-type'] ?? '' },
  receivedAt: Date.parse('2100-01-01T00:00:00Z'),
})

const toldBy = (adapter: CarrierAdapter, heard: WebhookRequest[]) => {
  const isText = ({ path }: WebhookRequest) => path.startsWith('messages')
  const texts = heard.filter(isText).map((one) => adapter.inbound(deliveryOf(adapter, one)))
  const receipts = heard.filter((one) => !isText(one)).map((one) => adapter.receipt(deliveryOf(adapter, one)))
  return { texts: texts as CarrierInbound[], receipts: receipts as Receipt[] }
}

/** What every carrier has to do, whoever plays it. What does not apply to one is said by its traits. */
export const describeCarrier = (name: string, contracted: Contracted) =>
  describe(`the contract of carriers: ${name}`, () => {
    const { traits, optedOut, start, whenDown, strangeReceipt } = contracted
    let carrier: PlayedCarrier
    beforeEach(async () => {
      carrier = await start()
    })
    afterEach(() => carrier.stop())

    const send = (body = 'Hi') => carrier.send(partOf(body))

    test.each([
      ['a plain text', 'Your order is ready.'],
      ['emoji and signs of forms', '😀 a&b+c%20=d ? #'],
      ['several lines', 'one\r\ntwo\n\nthree'],
      ['the longest part', 'abcdefgh'.repeat(traits.account ? 200 : 191)],
    ])('%s reaches the phone as it is', async (_, body) => {
      expect(await send(body)).toEqual({ outcome: 'accepted', carrierMessageId: expect.stringMatching(/./) })
      expect(carrier.shown()).toEqual([body])
    })

    test.each<[Trouble, CarrierOutcome['outcome'], number]>([
      ['throttle', 'not_now', 0],
      ['carrier_down', whenDown, 0],
      ['timeout_after_accept', 'unknown', 1],
      ['opted_out', 'refused', 0],
    ])('after %s the outcome is %s', async (trouble, outcome, shown) => {
      carrier.fails(trouble)
      expect(await send()).toMatchObject({
        outcome,
        ...(trouble === 'opted_out' && optedOut && { code: optedOut }),
      })
      expect(carrier.shown()).toHaveLength(shown)
    })

    test('a carrier that cannot be reached has certainly not taken the text', async () => {
      await carrier.away()
      expect(await send()).toMatchObject({ outcome: 'not_now' })
    })

    test('receipts name the part, in whatever order they come, and a lost answer is settled by them', async () => {
      carrier.fails('timeout_after_accept')
      await send()
      await carrier.until(2)
      const { receipts } = await carrier.told()
      const part = { workspace: 'wks_acme', messageId: 'msg_01m83xj8800', index: 2 }
      expect(receipts).toMatchObject([part, { ...part, status: 'delivered', final: true }])
      expect(receipts[0]?.final).not.toBe(true)
    })

    test('a receipt that nobody knows is left out', async () => {
      await send()
      await carrier.until(1)
      expect(strangeReceipt()).toEqual({ ignored: expect.stringMatching(/teleported/i) })
    })

    test.each([0, 1, 3, 10])(
      'a text with %i files comes whole, without them where pictures do not come',
      async (files) => {
        const body = files === 1 && traits.pictures.in ? '' : '😀 a&b+c%20=d'
        await carrier.receive({ body, files })
        const { texts } = await carrier.told()
        expect(texts).toMatchObject([{ from: customer, to: businessNumber, body }])
        const indexes = Array.from({ length: traits.pictures.in ? files : 0 }, (_, index) => index)
        expect((texts[0]?.media ?? []).map(({ index }) => index)).toEqual(indexes)
      },
    )

    test('a text that is delivered twice has one id', async () => {
      await carrier.receive({ body: 'Once', id: 'given' })
      await carrier.receive({ body: 'Once', id: 'given' })
      const { texts } = await carrier.told()
      const ids = texts.map(({ carrierMessageId }) => carrierMessageId)
      expect(ids).toEqual([ids[0], ids[0]])
    })
  })

/** A carrier that is reached without an account has neither webhooks nor secrets: nobody may take it for one that has. */
export const describeWithoutAccount = (name: CarrierAdapter['name'], { traits }: Facts) =>
  test(`${name} is reached without an account`, () => {
    expect(traits.account).toBeUndefined()
    expect(accountCarriers[name]).toBeUndefined()
  })

/** The same contract, and what else a carrier with accounts has to do. */
export const describeAccountCarrier = (name: string, contracted: ContractedAccount) => {
  const { adapter, start, strangeReceipt } = contracted
  let carrier: PlayedAccount
  const begin = async (): Promise<PlayedCarrier> => {
    carrier = await start()
    return {
      ...carrier,
      send: (part) => adapter.send(carrier.access)(part),
      told: async () => toldBy(adapter, carrier.heard),
    }
  }
  const readStrange = () => {
    const path = carrier.heard[0]?.path ?? ''
    const request = { path, query: '', headers: {}, body: '' }
    return adapter.receipt({ ...deliveryOf(adapter, request), ...strangeReceipt(path) })
  }
  describeCarrier(name, { ...contracted, whenDown: 'unknown', start: begin, strangeReceipt: readStrange })

  describe(`the contract of carriers with accounts: ${name}`, () => {
    beforeEach(async () => {
      await begin()
    })
    afterEach(() => carrier.stop())

    const send = (body = 'Hi', access = carrier.access) => adapter.send(access)(partOf(body))
    const texts = () => toldBy(adapter, carrier.heard).texts
    const refused = { outcome: 'not_now', unauthorized: true }

    test('wrong secrets are told apart from a refusal', async () => {
      carrier.fails('unauthorized')
      expect(await send()).toMatchObject(refused)
      const secret = Object.fromEntries(
        Object.entries(carrier.access.secret).map(([secretName, value]) => [secretName, `${value}x`]),
      )
      expect(await send('Hi', { ...carrier.access, secret })).toMatchObject(refused)
      expect(carrier.shown()).toEqual([])
    })

    test('receipts prove to be the carrier’s', async () => {
      await send()
      await carrier.until(2)
      for (const heard of carrier.heard) expect(adapter.verifies(heard, carrier.access)).toBe(true)
    })

    test.each([1, 3, 10])(
      'a text with %i files proves to be the carrier’s, and says where they are',
      async (files) => {
        await carrier.receive({ files })
        const [heard] = carrier.heard
        expect(heard && adapter.verifies(heard, carrier.access)).toBe(true)
        const [text] = texts()
        for (const media of text?.media ?? []) {
          const policy = adapter.mediaPolicy(carrier.access, {
            carrierMessageId: text?.carrierMessageId ?? '',
            media,
          })
          expect('url' in media && policy.first(new URL(media.url))).toBe(true)
          expect(policy.first(new URL('https://stranger.example/1'))).toBe(false)
          expect(policy.next(new URL('http://169.254.169.254/'))).toBe(false)
        }
      },
    )

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
      for await (const found of adapter.listInbound(carrier.access, Date.now() - 3_600_000)) {
        const account = 'cac_01m83xj8800a1b2c3d4e5f6g7h'
        const delivery = { ...found, account, workspace: 'wks_acme', receivedAt: Date.now() } as const
        listed.push(adapter.inbound(delivery) as CarrierInbound)
      }
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
}
