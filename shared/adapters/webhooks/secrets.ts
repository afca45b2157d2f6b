import type { App } from '#domain/app.ts'
import { minute } from '#domain/time.ts'
import type { WebhookEndpoint } from '#domain/webhooks/webhook-endpoint.ts'
import { createKnown } from '../known.ts'

type Secret = Awaited<ReturnType<App['webhookSecrets']['get']>>

/** More endpoints than one function serves at a time; a secret that was forgotten is read again. */
const bounds = { keptFor: 5 * minute, most: 1_000 }

/** The secrets of an endpoint, asked for once in five minutes; a rotation is seen at once. */
export const createKnownSecrets = (secrets: Pick<App['webhookSecrets'], 'get'>, now?: () => number) => {
  const known = createKnown<Secret>(bounds, now)
  return ({ workspace, id, secretAt }: WebhookEndpoint): Promise<Secret> =>
    known(`${workspace} ${id} ${secretAt}`, () => secrets.get({ workspace, id }))
}
