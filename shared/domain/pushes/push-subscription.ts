import { type AgentId, encodeBytes, type PushSubscriptionId, type WorkspaceId } from '../ids.ts'

/** A browser of an agent that takes pushes: where its push service takes them, and with which keys only it can read them. */
export type PushSubscription = {
  kind: 'push_subscription'
  workspace: WorkspaceId
  agentId: AgentId
  id: PushSubscriptionId
  /** Whoever has it and the key of this deployment can push to the browser. */
  endpoint: string
  /** The browser's public key and its secret, base64url (RFC 8291, 2). */
  p256dh: string
  auth: string
  createdAt: number
  version: number
}

/** More than one person has browsers; one more takes the place of the oldest. */
export const mostSubscriptions = 10

/** The id of a browser's subscription follows from its endpoint, so that it is kept once, however often it is told. */
export const pushSubscriptionId = async (endpoint: string): Promise<PushSubscriptionId> => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint))
  return `psb_${encodeBytes(new Uint8Array(hash).subarray(0, 26))}`
}

/** The hosts of the push services of Chrome and Edge on Android, Firefox, Safari, and Edge on Windows. */
const hosts = ['fcm.googleapis.com', 'push.services.mozilla.com', 'push.apple.com', 'notify.windows.com']

/**
 * Whether an address belongs to a push service that is known: an agent names it, and this deployment posts to it, so
 * nothing else may be named.
 */
export const isPushService = (endpoint: string): boolean => {
  const url = URL.parse(endpoint)
  if (url?.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '')
    return false
  return hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`))
}
