import dns, { type LookupAddress } from 'node:dns'
import { createServer as createHttpServer } from 'node:http'
import { Agent } from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { RequestFilteringHttpsAgent } from 'request-filtering-agent'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { localNetwork, publicNetwork, type WebhookNetwork } from '#adapters/webhooks/addresses.ts'
import { createPost } from '#adapters/webhooks/post.ts'

/** Services inside, on both loopback addresses at one port; each connection to them is a leak. */
let traps: Server[]
let port: number
let reached: string[]

const listen = (host: string, at: number) => {
  const server = createServer((socket) => {
    reached.push(host)
    socket.destroy()
  })
  const { promise, resolve, reject } = Promise.withResolvers<Server>()
  server.on('error', reject).listen(at, host, () => resolve(server))
  return promise
}

beforeAll(async () => {
  const first = await listen('127.0.0.1', 0)
  port = (first.address() as AddressInfo).port
  // Not every machine has IPv6.
  const others = await Promise.allSettled([listen('127.0.0.2', port), listen('::1', port)])
  traps = [first, ...others.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))]
})
afterAll(() => {
  for (const trap of traps) trap.close()
})
afterEach(() => {
  vi.restoreAllMocks()
  syncBuiltinESMExports()
})

/** Names lead to these addresses, one list for each time that one is asked for; gives the names that were. */
const resolving = (...answers: string[][]): string[] => {
  const asked: string[] = []
  const lookup = (name: string, { all }: { all?: boolean }, found: (...said: unknown[]) => void) => {
    const list = answers[Math.min(asked.length, answers.length - 1)] ?? []
    const addresses: LookupAddress[] = list.map((address) => ({
      ...{ address, family: address.includes(':') ? 6 : 4 },
    }))
    asked.push(name)
    if (all) found(null, addresses)
    else found(null, addresses[0]?.address, addresses[0]?.family)
  }
  vi.spyOn(dns, 'lookup').mockImplementation(lookup as never)
  syncBuiltinESMExports()
  return asked
}

/** What is deployed, had whatever is checked before the connection let everything through: ports, names, literals. */
const careless: WebhookNetwork = { ...publicNetwork, isAllowed: () => true }

const postTo = async (url: string, network = careless) => {
  reached = []
  const event = { url, id: 'evt', at: Date.now(), body: '{}', secrets: ['whsec_aaaa'] }
  return createPost(network)(event)
}

const addresses = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.7',
  '100.64.0.1',
  '127.0.0.1',
  '127.0.0.2',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:169.254.169.254',
  '::ffff:0:127.0.0.1',
  '64:ff9b::127.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::a00:7',
  '100::1',
  '2001::7f00:1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2002:a9fe:a9fe::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fec0::1',
  'ff02::1',
]

test.each(addresses)(
  'a name that leads to %s is not reached, alone or among public addresses',
  async (address) => {
    for (const answer of [
      [address],
      ['8.8.8.8', address],
      [address, '8.8.8.8'],
      ['2606:4700::1111', address],
    ]) {
      const asked = resolving(answer)
      expect(await postTo(`https://hooks.example.com:${port}/`)).toMatchObject({
        problem: 'address_not_allowed',
      })
      expect(asked).toEqual(['hooks.example.com'])
      expect(reached).toEqual([])
    }
  },
)

/** One address in the ways that URLs write it: decimal, hexadecimal, octal, short, mapped, translated. */
const written = [
  ...[
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0x7f.0x0.0x0.0x1',
    '017700000001',
  ],
  ...[
    '0177.0.0.1',
    '0177.1',
    '0x7F.0.0.01',
    '127.0.0.1.',
    '%31%32%37.0.0.1',
    '１２７.０.０.１',
    '127。0。0。1',
  ],
  ...['0', '0.0.0.0', '[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]'],
  ...['[64:ff9b::127.0.0.1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[2001::7f00:1]', '[::ffff:0:7f00:1]'],
  ...['2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '[::ffff:a9fe:a9fe]', '[fd00:ec2::254]'],
]

test.each(written)('the address %s in a URL is not reached, nor allowed in the first place', async (host) => {
  resolving(['127.0.0.1'])
  expect(publicNetwork.isAllowed(`https://${host}/`)).toBe(false)
  expect(await postTo(`https://${host}:${port}/`)).toMatchObject({ problem: 'address_not_allowed' })
  expect(reached).toEqual([])
})

test('without the check each of these would be reached', async () => {
  const open = { isAllowed: () => true, open: () => new Agent({ keepAlive: false }) }
  resolving(['127.0.0.1'])
  for (const host of [
    'hooks.example.com',
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '0177.1',
    '[::ffff:127.0.0.1]',
    '0',
  ]) {
    expect(await postTo(`https://${host}:${port}/`, open)).toMatchObject({ problem: 'no_connection' })
    expect(reached).toEqual(['127.0.0.1'])
  }
})

test('a name that leads inside from some moment on is not reached from then on, however often it is tried', async () => {
  const asked = resolving(['127.0.0.1'])
  for (let i = 1; i <= 3; i++) {
    expect(await postTo(`https://hooks.example.com:${port}/`)).toMatchObject({
      problem: 'address_not_allowed',
    })
    expect(asked).toHaveLength(i)
  }
  expect(reached).toEqual([])
})

test('the address that was checked is the one that is connected to, whatever the name says a moment later', async () => {
  const asked = resolving(['127.0.0.1'], ['127.0.0.2'], ['::1'])
  const allowIPAddressList = ['127.0.0.1']
  const open = () => new RequestFilteringHttpsAgent({ keepAlive: false, allowIPAddressList })
  await postTo(`https://hooks.example.com:${port}/`, { ...careless, open })
  expect(asked).toEqual(['hooks.example.com'])
  expect(reached).toEqual(['127.0.0.1'])
})

test.each([300, 301, 302, 303, 305, 307, 308])(
  'a redirect with %d to an address inside is not followed',
  async (status) => {
    const server = createHttpServer((_, response) =>
      response
        .writeHead(status, {
          location: `http://127.0.0.1:${port}/`,
          refresh: `0; url=http://127.0.0.1:${port}/`,
        })
        .end(),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    expect(await postTo(url, localNetwork)).toMatchObject({ status })
    expect(reached).toEqual([])
    server.close()
  },
)
