import type { WebhookEndpoint } from './webhook-endpoint.ts'

/** What admins read of an endpoint that was disabled by itself. Its query may hold a password, and is left out. */
export const disabledWords = ({ url, description, disabledReason }: WebhookEndpoint) => {
  const { host, origin, pathname } = new URL(url)
  const named = `${origin}${pathname}${description ? ` (${description})` : ''}`
  return {
    subject: `Events are no longer sent to ${host}`,
    body: [
      disabledReason === 'gone'
        ? `${named} answered that it is gone (410).`
        : `${named} has taken no event for 72 hours.`,
      'Nothing is sent there until an admin enables the endpoint again: Settings > Webhooks. What it missed can be replayed for 30 days.',
    ].join('\n\n'),
  }
}
