import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CarrierAdapter } from '#adapters/carriers/adapter.ts'
import { createCarrierFiles } from '#adapters/media/carrier-files.ts'
import { networkOf } from '#adapters/media/fetch-file.ts'
import type { CarrierSecret } from '#domain/carriers/carrier.ts'
import type { MediaSource } from '#domain/media/fetch-media.ts'

let server: Server
let address: string
const asked: (string | undefined)[] = []
const deleted: unknown[] = []
const removed: unknown[] = []

beforeAll(async () => {
  server = createServer(({ headers: { authorization } }, response) => {
    asked.push(authorization)
    if (authorization === 'Basic new') response.end('picture')
    else response.writeHead(401).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/MM1/0`
})
afterAll(() => server.close())
beforeEach(() => {
  for (const list of [asked, deleted, removed]) list.length = 0
})

const adapter = {
  mediaPolicy: ({ secret }, { carrierMessageId }) => ({
    first: ({ pathname }) => pathname === `/${carrierMessageId}/0`,
    next: () => false,
    authorization: `Basic ${secret.auth_token}`,
  }),
  deleteMedia: async (_, url) => void deleted.push(url),
} satisfies Pick<CarrierAdapter, 'mediaPolicy' | 'deleteMedia'>

const secrets: CarrierSecret[] = [{ auth_token: 'old' }, { auth_token: 'new' }]

const files = (deleteAtCarrier = false) =>
  createCarrierFiles({
    bucket: {
      read: async (place, prefix) =>
        place.key.startsWith(prefix)
          ? { outcome: 'fetched', bytes: Buffer.from(place.key) }
          : { outcome: 'refused', reason: 'host_not_allowed' },
      remove: async (place) => void removed.push(place),
    },
    fitting: async (account, use, fits) => {
      for (const secret of account.id === 'cac_known' ? secrets : []) {
        const outcome = await use(secret)
        if (fits(outcome)) return outcome
      }
      return undefined
    },
    network: networkOf({ TWILIO_API_URL: 'http://127.0.0.1' }),
    deleteAtCarrier,
    adapters: { twilio: adapter as never },
  })

const source = (media: MediaSource['media'], facts: Partial<MediaSource> = {}): MediaSource => ({
  ...{ workspace: 'wks_acme', carrier: 'twilio', account: 'cac_known', carrierMessageId: 'MM1', media },
  ...facts,
})
const linked = () => ({ index: 0, url: address })
const arrived = (key: string) => ({ index: 0, object: { bucket: 'media', key } })

test('a file is read with the account of its text, and with other secrets of it where these are refused', async () => {
  expect(await files().fetch(source(linked()))).toEqual({ outcome: 'fetched', bytes: Buffer.from('picture') })
  expect(asked).toEqual(['Basic old', 'Basic new'])
})

test('nothing is asked for another text, for no account, or for a carrier without an adapter', async () => {
  const refused = { outcome: 'refused', reason: 'not_available' }
  expect(await files().fetch(source(linked(), { carrierMessageId: 'MM2' }))).toEqual({
    outcome: 'refused',
    reason: 'host_not_allowed',
  })
  expect(await files().fetch(source(linked(), { account: undefined }))).toEqual(refused)
  expect(await files().fetch(source(linked(), { carrier: 'flowroute' }))).toEqual(refused)
  expect(asked).toEqual([])
})

test('an account whose secrets cannot be found is asked again later', async () => {
  const lost = source(linked(), { account: 'cac_lost' })
  expect(await files().fetch(lost)).toEqual({ outcome: 'later', detail: 'no_secret' })
})

test('what AWS left in the bucket is read below the prefix of the workspace only', async () => {
  const own = await files().fetch(source(arrived('rcs/wks_acme/rcs/1#a.jpg')))
  expect(own).toMatchObject({ outcome: 'fetched' })
  for (const key of ['rcs/wks_other/rcs/1#a.jpg', 'media/wks_acme/x/0/view', 'rcs/wks_acme'])
    expect(await files().fetch(source(arrived(key)))).toMatchObject({ reason: 'host_not_allowed' })
})

test('what arrived in the bucket is taken away, and a file at the carrier where the stage says so', async () => {
  await files().forget(source(arrived('rcs/wks_acme/1')))
  await files().forget(source(linked()))
  expect(removed).toEqual([{ bucket: 'media', key: 'rcs/wks_acme/1' }])
  expect(deleted).toEqual([])
  await files(true).forget(source(linked()))
  expect(deleted).toEqual([address])
})
