import { createHmac } from 'node:crypto'
import type { WebhookRequest } from '#domain/webhooks/webhook-delivery.ts'

/**
 * The headers of Standard Webhooks: what the endpoint checks a delivery by, signed with each secret. `at`: epoch milliseconds.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const signedHeaders = ({ id, at, body, secrets }: Omit<WebhookRequest, 'url'>) => {
  const timestamp = String(Math.floor(at / 1000))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => sign(secret, `${id}.${timestamp}.${body}`)).join(' '),
  }
}

const sign = (secret: string, signed: string): string => {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
}
