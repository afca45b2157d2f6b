import { json, type Reply, type Request } from '../../runner/core/http.ts'

type Delivered = { at: string; headers: Record<string, unknown>; body: unknown }

/** So many deliveries are kept. */
const most = 100

/** An endpoint for webhooks on this machine: it takes what comes, and shows it. */
export const createWebhookSink = () => {
  const delivered: Delivered[] = []
  return {
    take: ({ headers, body }: Request): Reply => {
      const text = body.toString()
      const signed = Object.entries(headers).filter(([name]) => name.startsWith('webhook-'))
      delivered.unshift({
        at: new Date().toISOString(),
        headers: Object.fromEntries(signed),
        body: text,
      })
      delivered.splice(most)
      return json(200, { taken: true })
    },
    list: (): Reply => json(200, { data: delivered }),
  }
}
