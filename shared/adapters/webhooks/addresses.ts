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
  if (ipaddr.isValid(host)) return ipaddr.parse(host).range() === 'unicast'
  return host.includes('.') && !insideNames.some((name) => host === name || host.endsWith(`.${name}`))
}

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
