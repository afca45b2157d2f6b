import { json, problem, type Reply, type Request } from '../../runner/core/http.ts'

type Pushed = { device: string; at: string; headers: Request['headers']; body: string }

/** So many pushes are kept. */
const most = 100

/**
 * A push service on this machine: a browser that subscribed to `/pushes/<any name>` is pushed to. It takes what comes, and shows
 * it as it came, the body base64. After a DELETE nobody is at the address any more, as when a browser unsubscribes.
 */
export const createPushSink = () => {
  const pushed: Pushed[] = []
  const ended = new Set<string>()
  return {
    take: ({ headers, body }: Request, device: string): Reply => {
      if (ended.has(device)) return problem(410, 'The subscription has ended.')
      pushed.unshift({ device, at: new Date().toISOString(), headers, body: body.toString('base64') })
      pushed.splice(most)
      return { status: 201 }
    },
    end: (device: string): Reply => {
      ended.add(device)
      return { status: 204 }
    },
    list: (): Reply => json(200, { data: pushed }),
  }
}
