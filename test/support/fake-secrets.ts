import type { App, Secrets } from '#domain/app.ts'
import type { CarrierSecret } from '#domain/carriers/carrier.ts'

/** Secrets of accounts that are plain data, by the account's id. */
export const createFakeSecrets = (secrets: Map<string, CarrierSecret>): Secrets<{ id: string }> => ({
  get: async ({ id }) => {
    const found = secrets.get(id)
    if (!found) throw new Error(`No secret of ${id}`)
    return found
  },
  put: async ({ id }, secret) => void secrets.set(id, secret),
  remove: async ({ id }) => void secrets.delete(id),
})

export const fakeWebhooks: App['carrierWebhooks'] = {
  base: ({ carrier, id }) => `https://api.example.com/webhooks/${carrier}/${id}`,
  messages: ({ carrier, id }) => `https://api.example.com/webhooks/${carrier}/${id}/messages`,
}
