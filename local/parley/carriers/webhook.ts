import { setTimeout as wait } from 'node:timers/promises'

/** A request of a carrier to a company. `tries`: how often it is made again when it is not answered well. */
export type Webhook = { url: string; headers: Record<string, string>; body: string; tries: number }

const pause = 250
const patience = 4_000

/** Whether somebody took it. */
export const callWebhook = async ({ url, headers, body, tries }: Webhook): Promise<boolean> => {
  for (let made = 0; made <= tries; made++) {
    if (made > 0) await wait(pause)
    try {
      const signal = AbortSignal.timeout(patience)
      const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })
      if (response.ok) return true
    } catch {
      // Nobody answers there.
    }
  }
  return false
}
