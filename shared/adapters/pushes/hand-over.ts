import { createHash } from 'node:crypto'
import { encryptNotification, vapidHeaders } from '@block65/webcrypto-web-push'
import type { App } from '#domain/app.ts'
import type { Push } from '#domain/pushes/push.ts'
import type { PushSubscription } from '#domain/pushes/push-subscription.ts'
import type { PushOutcome, PushPorts } from '#domain/pushes/send-push.ts'
import { times } from '#wiring/times.ts'
import type { PushKey } from './key.ts'

type Facts = {
  services: App['pushServices']
  key: () => Promise<PushKey>
  /** Whom a push service can turn to: an address of this deployment (RFC 8292, 2.1). */
  subject: string
}

/**
 * Hands pushes to the push services of browsers, encrypted for the browser and signed (RFC 8030, 8291, 8292). The address is
 * checked once more, and nothing that it answers leads elsewhere.
 */
export const createHandOver =
  ({ services, key, subject }: Facts, answerWithin: number = times.pushAnswer): PushPorts['handOver'] =>
  async (push, subscription, seconds) => {
    if (!services.isKnown(subscription.endpoint)) return { outcome: 'gone', code: 'address_not_allowed' }
    const body = await encrypted(push, subscription)
    if (!body) return { outcome: 'gone', code: 'keys_not_usable' }
    const { headers } = await vapidHeaders(signedFor(subscription), { ...(await key()), subject })
    const request = {
      ...({ method: 'POST', redirect: 'manual', body: body as RequestInit['body'] } as const),
      headers: { ...headers, ...headersOf(push, seconds) },
    }
    try {
      const signal = AbortSignal.timeout(answerWithin)
      const answer = await fetch(subscription.endpoint, { ...request, signal })
      await answer.body?.cancel()
      return outcomeOf(answer.status)
    } catch (error) {
      return { outcome: 'later', code: codeOf(error) }
    }
  }

/** What the service worker of the portal shows. Undefined where the browser gave keys that are none. */
const encrypted = async (push: Push, subscription: PushSubscription): Promise<Uint8Array | undefined> => {
  const { title, body, tag, path } = push
  const shown = new TextEncoder().encode(JSON.stringify({ title, body, tag, path }))
  return encryptNotification(withKeys(subscription), shown).catch(() => undefined)
}

const withKeys = ({ endpoint, p256dh, auth }: PushSubscription) => ({
  endpoint,
  expirationTime: null,
  keys: { p256dh, auth },
})

/** What is signed names the host. The package signs for https alone, and the simulator of the local stage has none. */
const signedFor = (subscription: PushSubscription) => ({
  ...withKeys(subscription),
  endpoint: subscription.endpoint.replace(/^http:/, 'https:'),
})

/** Of two pushes with the same topic that wait for a browser the later one stays (RFC 8030, 5.4: 32 characters at most). */
const headersOf = ({ tag }: Push, seconds: number) => ({
  ttl: String(seconds),
  urgency: 'high',
  topic: createHash('sha256').update(tag).digest('base64url').slice(0, 32),
  'content-encoding': 'aes128gcm',
  'content-type': 'application/octet-stream',
})

/** RFC 8030, 7.3: where a subscription has ended, the push service says 404 or 410. */
const outcomeOf = (status: number): PushOutcome => {
  if (status >= 200 && status < 300) return { outcome: 'taken' }
  return { outcome: status === 404 || status === 410 ? 'gone' : 'later', code: `status ${status}` }
}

const codeOf = (error: unknown): string => {
  const { cause, name } = error as { cause?: { code?: string }; name: string }
  return cause?.code ?? name
}
