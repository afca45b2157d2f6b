import { Agent } from 'node:http'
import ipaddr from 'ipaddr.js'
import { RequestFilteringHttpsAgent } from 'request-filtering-agent'
import type { App } from '#domain/app.ts'

/** What of the network events may be posted to. */
export type WebhookNetwork = App['webhookAddresses'] & {
  /** The connections of one request. */
  open(): Agent
}

/**
 * Public addresses by https, at port 443. What an admin writes is checked here, and each address that a name leads to when
 * the connection is made: a name can lead to one place and then to another.
 */
export const publicNetwork: WebhookNetwork = {
  isAllowed: (text) => {
    const url = URL.parse(text)
    return url?.protocol === 'https:' && url.port === '' && isPlain(url) && isPublicHost(url.hostname)
  },
  open: () => new RequestFilteringHttpsAgent({ keepAlive: false }),
}

/** This machine as well, for the stage that runs on it. */
export const localNetwork: WebhookNetwork = {
  isAllowed: (text) => publicNetwork.isAllowed(text) || isThisMachine(text),
  open: () => new Agent({ keepAlive: false }),
}

const isThisMachine = (text: string): boolean => {
  const url = URL.parse(text)
  return url?.protocol === 'http:' && url.hostname === '127.0.0.1' && isPlain(url)
}

const isPlain = ({ username, password }: URL): boolean => username === '' && password === ''

/** The URL has written numbers of every kind as an address. A name is no address yet, but one for machines inside is none. */
const isPublicHost = (hostname: string): boolean => {
  const host = hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
  if (ipaddr.isValid(host)) return isPublic(ipaddr.parse(host))
  return host.includes('.') && !insideNames.some((name) => host === name || host.endsWith(`.${name}`))
}

/** An IPv6 address that begins with zeros holds one of IPv4, as nobody routes them any more (RFC 4291, 2.5.5.1). */
const isPublic = (address: ReturnType<typeof ipaddr.parse>): boolean =>
  address.range() === 'unicast' && !(address.kind() === 'ipv6' && address.match(ipaddr.parse('::'), 96))

const insideNames = [
  'localhost',
  'local',
  'internal',
  'intranet',
  'lan',
  'home',
  'corp',
  'test',
  'invalid',
  'arpa',
]

/** The runner says that this is its stage; nothing that is deployed has this name. */
export const networkOf = ({ LOCAL_WEBHOOKS }: NodeJS.ProcessEnv): WebhookNetwork =>
  LOCAL_WEBHOOKS === 'allowed' ? localNetwork : publicNetwork
