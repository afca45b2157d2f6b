import { atNeed } from '../at-need.ts'
import type { FittingSecret, SecretStore } from './secret-store.ts'

// Secrets for functions that seldom ask for one: the client of Secrets Manager is loaded when they do.

const secrets = () => import('./secret-store.ts')

export const fittingSecretAtNeed = (prefix: string): FittingSecret => {
  const fitting = atNeed(async () => (await secrets()).createFittingSecret(prefix))
  return async (account, use, fits) => (await fitting())(account, use, fits)
}

export const secretStoreAtNeed = (prefix: string): SecretStore => {
  const kept = atNeed(async () => (await secrets()).createSecretStore(prefix))
  return {
    has: async (owner) => (await kept()).has(owner),
    get: async (account) => (await kept()).get(account),
    put: async (account, secret) => (await kept()).put(account, secret),
    remove: async (account) => (await kept()).remove(account),
  }
}
