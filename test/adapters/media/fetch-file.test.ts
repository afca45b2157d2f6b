import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import { RequestFilteringHttpAgent } from 'request-filtering-agent'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fetchFile, fetchLimits, type Network, publicNetwork } from '#adapters/media/fetch-file.ts'

/** Where names lead to: both carriers to the server of this test, the other one to what no fetch may reach. */
const addresses: Record<string, string> = {
  'carrier.test': '127.0.0.1',
  'store.test': '127.0.0.1',
  'inside.test': '127.0.0.9',
}

const lookup: LookupFunction = (name, _, found) => {
  const address = addresses[name] ?? '192.0.2.1'
  found(null, [{ address, family: 4 }])
}

/** The filter as it is deployed, but for the one address of the server of this test. */
const network: Network = {
  protocol: 'http:',
  open: () => new RequestFilteringHttpAgent({ lookup, allowIPAddressList: ['127.0.0.1'] } as object),
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void

let server: Server
let port: number
const answers = new Map<string, Answer>()
const asked: { host?: string; path?: string; authorization?: string }[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    const { host, authorization } = request.headers
    asked.push({ host: host?.split(':')[0], path: request.url, authorization })
    const answer = answers.get(request.url ?? '')
    if (answer) answer(request, response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  answers.clear()
  asked.length = 0
})

const policy = {
  first: ({ hostname, pathname }: URL) => hostname === 'carrier.test' && pathname === '/media/1',
  next: ({ hostname }: URL) => ['store.test', 'inside.test', '169.254.169.254'].includes(hostname),
  authorization: 'Basic c2VjcmV0',
}

const redirectTo =
  (location: string): Answer =>
  (_, response) =>
    response.writeHead(302, { location }).end()
const store = (path: string) => `http://store.test:${port}${path}`
const limits = { ...fetchLimits, bytes: 1000 }
/** For what never ends: what does would sometimes take longer on a busy machine. */
const impatient = { ...limits, idle: 200, total: 1000 }
const fetch = (path = '/media/1', within = limits) =>
  fetchFile(`http://carrier.test:${port}${path}`, policy, within, network)

const notAllowed = { outcome: 'refused', reason: 'host_not_allowed' }
const tooLarge = { outcome: 'refused', reason: 'too_large' }

test('a file is read where the carrier leads, and the credentials go no further than to the carrier', async () => {
  answers.set('/media/1', redirectTo(store('/file')))
  answers.set('/file', (_, response) => response.end('picture'))
  expect(await fetch()).toEqual({ outcome: 'fetched', bytes: Buffer.from('picture') })
  expect(asked).toEqual([
    { host: 'carrier.test', path: '/media/1', authorization: policy.authorization },
    { host: 'store.test', path: '/file', authorization: undefined },
  ])
})

test.each([
  ['the addresses of the machine itself', 'http://169.254.169.254/latest/meta-data'],
  ['a name that leads to a private address', 'http://inside.test/'],
  ['a stranger', 'http://stranger.test/'],
  ['another protocol', 'file:///etc/passwd'],
  ['an address with credentials', 'http://ada:pass@store.test/'],
  ['nowhere', 'http://'],
])('a redirect to %s is refused', async (_, location) => {
  answers.set('/media/1', redirectTo(location))
  expect(await fetch()).toEqual(notAllowed)
  expect(asked).toHaveLength(1)
})

test('another path of the carrier is not asked, and four redirects are one too many', async () => {
  expect(await fetch('/media/2')).toEqual(notAllowed)
  expect(asked).toEqual([])
  answers.set('/media/1', redirectTo(store('/loop')))
  answers.set('/loop', redirectTo(store('/loop')))
  expect(await fetch()).toEqual(notAllowed)
  expect(asked).toHaveLength(4)
})

test('deployed functions reach no private address, whatever name leads there, and nothing without TLS', async () => {
  const anything = { first: () => true, next: () => true, authorization: policy.authorization }
  const hosts = [
    'localhost',
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '10.0.0.1',
    '169.254.169.254',
    '[fd00:ec2::254]',
    '0.0.0.0',
  ]
  for (const host of hosts)
    expect(await fetchFile(`https://${host}:${port}/`, anything, limits, publicNetwork)).toEqual(notAllowed)
  expect(await fetchFile(`http://127.0.0.1:${port}/`, anything, limits)).toEqual(notAllowed)
  expect(asked).toEqual([])
})

test('99 MB are refused by what the header says, and by counting where it says nothing', async () => {
  answers.set('/media/1', (_, response) => {
    response.writeHead(200, { 'content-length': 99_000_000 })
    response.write('x')
  })
  expect(await fetch()).toEqual(tooLarge)
  answers.set('/media/1', (_, response) => {
    response.on('error', () => {})
    for (let i = 0; i < 20; i++) response.write(Buffer.alloc(100))
  })
  expect(await fetch()).toEqual(tooLarge)
})

test('one that falls silent, one that drips and one that is cut are asked again later', async () => {
  answers.set('/media/1', (_, response) => void response.write('x'))
  expect(await fetch('/media/1', impatient)).toMatchObject({ outcome: 'later' })
  answers.set('/media/1', (_, response) => {
    const dripping = setInterval(() => response.write('x'), 50)
    response.on('close', () => clearInterval(dripping))
  })
  expect(await fetch('/media/1', impatient)).toMatchObject({ outcome: 'later' })
  answers.set('/media/1', (_, response) => {
    response.writeHead(200, { 'content-length': 100 })
    response.write('half', () => response.destroy())
  })
  expect(await fetch()).toMatchObject({ outcome: 'later' })
  answers.set('/media/1', (request) => request.socket.destroy())
  expect(await fetch()).toMatchObject({ outcome: 'later' })
})

test.each([404, 408, 429, 500, 503, 401])('%i is asked again later', async (status) => {
  answers.set('/media/1', (_, response) => response.writeHead(status).end())
  expect(await fetch()).toEqual({ outcome: 'later', detail: `status ${status}` })
})

test('a file that the carrier has deleted is not asked for again', async () => {
  answers.set('/media/1', (_, response) => response.writeHead(410).end())
  expect(await fetch()).toEqual({ outcome: 'refused', reason: 'not_available' })
})
