import type { App } from '#domain/app.ts'
import type { CarrierSecret } from '#domain/carriers/carrier.ts'

type Named = { id: string }

/** Secrets of accounts that are plain data, by the account's id. */
export const createFakeSecrets = (secrets: Map<string, CarrierSecret>) => ({
  has: async ({ id }: Named) => secrets.has(id),
  get: async ({ id }: Named) => {
    const found = secrets.get(id)
    if (!found) throw new Error(`No secret of ${id}`)
    return found
  },
  put: async ({ id }: Named, secret: CarrierSecret) => void secrets.set(id, secret),
  remove: async ({ id }: Named) => void secrets.delete(id),
})

export const fakeWebhooks: App['carrierWebhooks'] = {
  base: ({ carrier, id }) => `https://api.example.com/webhooks/${carrier}/${id}`,
  messages: ({ carrier, id }) => `https://api.example.com/webhooks/${carrier}/${id}/messages`,
}
