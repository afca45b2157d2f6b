import type { LookupFunction } from 'node:net'
import { RequestFilteringHttpsAgent } from 'request-filtering-agent'
import { expect, test } from 'vitest'
import { localNetwork, networkOf, publicNetwork } from '#adapters/webhooks/addresses.ts'
import { createPost } from '#adapters/webhooks/post.ts'

const event = { id: 'evt', at: 0, body: '{}', secrets: ['whsec_aaaa'] }

/** Addresses that no endpoint may have, in every way to write them. */
const inside = [
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://0.0.0.0/',
  'https://10.0.0.1/',
  'https://172.16.0.1/',
  'https://192.168.1.1/',
  'https://100.64.0.1/',
  'https://169.254.169.254/latest/meta-data',
  'https://192.0.2.1/',
  'https://198.18.0.1/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:a9fe:a9fe]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[64:ff9b:1::a00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[fd00:ec2::254]/',
  'https://[fe80::1]/',
  'https://[ff02::1]/',
  'https://localhost/',
  'https://db.localhost/',
  'https://metadata.google.internal/',
  'https://printer/',
]

const malformed = [
  'https://[::127.0.0.1]/',
  'https://[::a00:7]/',
  'http://hooks.example.com/',
  'https://hooks.example.com:8443/',
  'https://ada:pass@hooks.example.com/',
  'ftp://hooks.example.com/',
  'hooks.example.com',
  '',
]

test.each([...inside, ...malformed])(
  'an endpoint cannot be at "%s", and nothing is posted there',
  async (url) => {
    expect(publicNetwork.isAllowed(url)).toBe(false)
    expect(await createPost(publicNetwork)({ ...event, url })).toMatchObject({
      problem: 'address_not_allowed',
    })
  },
)

test.each(inside.slice(0, -4))(
  'a connection to %s is refused by itself, whatever was checked before',
  async (url) => {
    const careless = { ...publicNetwork, isAllowed: () => true }
    expect(await createPost(careless)({ ...event, url })).toMatchObject({ problem: 'address_not_allowed' })
  },
)

test('public addresses and names are allowed', () => {
  for (const url of [
    'https://hooks.example.com/parley?a=1',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
  ])
    expect(publicNetwork.isAllowed(url)).toBe(true)
})

/** The network as it is deployed, where a name leads to these addresses, one list for each time that it is asked. */
const leadingTo = (...answers: string[][]) => {
  const asked: string[] = []
  const lookup: LookupFunction = (name, _, found) => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)] ?? []
    asked.push(name)
    found(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
  const open = () => new RequestFilteringHttpsAgent({ keepAlive: false, lookup } as object)
  return { asked, network: { ...publicNetwork, open } }
}

test.each([
  ['to an address inside', [['10.0.0.7']]],
  ['to one public and one private address', [['192.0.2.1', '10.0.0.7']]],
  ['inside by IPv6', [['::ffff:169.254.169.254']]],
  ['through the translation of addresses', [['64:ff9b::a00:7']]],
])('a name that leads %s is not reached', async (_, answers) => {
  const { network } = leadingTo(...answers)
  const url = 'https://hooks.example.com/'
  expect(await createPost(network)({ ...event, url })).toMatchObject({ problem: 'address_not_allowed' })
})

test('a name is asked for once for a connection: what was checked is what is connected to', async () => {
  const { network, asked } = leadingTo(['127.0.0.1'], ['8.8.8.8'])
  await createPost(network)({ ...event, url: 'https://hooks.example.com/' })
  expect(asked).toEqual(['hooks.example.com'])
})

test('only the runner lets events go to this machine, and to no other', () => {
  expect(networkOf({})).toBe(publicNetwork)
  expect(networkOf({ LOCAL_WEBHOOKS: 'allowed' })).toBe(localNetwork)
  expect(localNetwork.isAllowed('http://127.0.0.1:5500/webhooks')).toBe(true)
  expect(localNetwork.isAllowed('http://10.0.0.1/webhooks')).toBe(false)
  expect(localNetwork.isAllowed('http://localhost:5500/webhooks')).toBe(false)
})
