import { once } from 'node:events'
import { WebSocket } from 'ws'

type Heard = { type: string; id?: string; event?: string; errors?: { errorType: string; message: string }[] }

/** A client of AppSync Events that hears everything; what it was told of events stands in `told`. */
export const openEventSocket = async (url: string, token: string) => {
  const authorization = { host: new URL(url).host, Authorization: token }
  const header = Buffer.from(JSON.stringify(authorization)).toString('base64url')
  const socket = new WebSocket(url, ['aws-appsync-event-ws', `header-${header}`])
  const waiting = new Map<string, (heard: Heard) => void>()
  const told: unknown[] = []
  socket.on('message', (data) => {
    const heard: Heard = JSON.parse(String(data))
    if (heard.type === 'data') told.push(JSON.parse(heard.event ?? ''))
    waiting.get(heard.id ?? heard.type)?.(heard)
  })
  await once(socket, 'open')
  let asked = 0
  const ask = (message: object, id = `ask-${++asked}`): Promise<Heard> =>
    new Promise((resolve) => {
      waiting.set(id, resolve)
      socket.send(JSON.stringify({ id, authorization, ...message }))
    })
  return {
    told,
    begin: () =>
      new Promise<Heard>((resolve) => {
        waiting.set('connection_ack', resolve)
        socket.send(JSON.stringify({ type: 'connection_init' }))
      }),
    subscribe: (channel: string) => ask({ type: 'subscribe', channel }),
    publish: (channel: string, ...events: unknown[]) =>
      ask({ type: 'publish', channel, events: events.map((event) => JSON.stringify(event)) }),
    unsubscribe: (id: string) => ask({ type: 'unsubscribe' }, id),
    close: () => socket.close(),
  }
}
