import type { App } from '#domain/app.ts'
import type { WebhookEndpoint } from '#domain/webhooks/webhook-endpoint.ts'

type Secret = Awaited<ReturnType<App['webhookSecrets']['get']>>
type Known = { secret: Promise<Secret>; until: number }

const keptFor = 5 * 60_000

/** The secrets of an endpoint, asked for once in five minutes; a rotation is seen at once. */
export const createKnownSecrets = (
  secrets: Pick<App['webhookSecrets'], 'get'>,
  now: () => number = Date.now,
) => {
  const known = new Map<string, Known>()
  return async ({ workspace, id, secretAt }: WebhookEndpoint): Promise<Secret> => {
    const name = `${id} ${secretAt}`
    const found = known.get(name)
    if (found && now() < found.until) return found.secret
    const secret = secrets.get({ workspace, id })
    known.set(name, { secret, until: now() + keptFor })
    // What was not answered is asked for again.
    secret.catch(() => known.delete(name))
    return secret
  }
}
