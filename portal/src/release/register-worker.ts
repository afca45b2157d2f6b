/** What this page asks of Trusted Types, which TypeScript does not know yet. */
type TrustedTypes = {
  createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(input: string): string }
}

const path = '/service-worker.js'

/**
 * Lets the service worker keep the page for times without a connection. The policy of the page allows one way to name a
 * script, once, and this is it: always the same.
 */
export const registerWorker = async (build: string): Promise<void> => {
  if (build === 'development' || !('serviceWorker' in navigator)) return
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes }
  const policy = trustedTypes?.createPolicy('service-worker', { createScriptURL: () => path })
  // Without it the page only needs its connection: private windows of some browsers refuse.
  await navigator.serviceWorker
    .register(policy?.createScriptURL(path) ?? path, { updateViaCache: 'none' })
    .catch(() => {})
}
