import type { IncomingMessage } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Answer, type HttpServer, json, requestLog, serve, type Upgrade } from '../core/http.ts'
import type { Platform } from '../resources/platform.ts'
import { hears } from './event-api.ts'
import { type Authorization, handle, identify } from './handle.ts'

type Needs = Pick<Platform, 'eventApi' | 'functions' | 'log'>

/** What clients send. */
type Sent = {
  type?: string
  id?: string
  channel?: string
  events?: string[]
  authorization?: Authorization
}

type Subscriptions = Map<WebSocket, Map<string, string[]>>

const protocol = 'aws-appsync-event-ws'
const connectionTimeoutMs = 300_000
const keepAliveMilliseconds = 60_000

/** AppSync Events on this machine: its sockets, and where functions publish. */
export const serveEventApi = async (port: number, needs: Needs): Promise<Pick<HttpServer, 'stop'>> => {
  const subscriptions: Subscriptions = new Map()
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => protocol })
  sockets.on('connection', (socket) => open(socket, subscriptions, needs))
  const answer = answerPublish(subscriptions, needs)
  const server = await serve(port, answer, requestLog(needs.log, 'realtime'), connectTo(sockets, needs))
  return {
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate()
      await server.stop()
    },
  }
}

/** Who connects shows the token in a subprotocol: browsers send no headers with a WebSocket. */
const connectTo =
  (sockets: WebSocketServer, { eventApi }: Needs): Upgrade =>
  (request, socket, head) => {
    identify(eventApi, authorizationIn(request)).then(
      (identity) => {
        const mayConnect = identity && eventApi.connectModes.includes(identity.mode)
        if (mayConnect && request.url === '/event/realtime')
          return sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened))
        socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n')
      },
      () => socket.destroy(),
    )
  }

const authorizationIn = ({ headers }: IncomingMessage): Authorization => {
  const protocols = String(headers['sec-websocket-protocol'] ?? '').split(/,\s*/)
  const header = protocols.find((one) => one.startsWith('header-'))?.slice('header-'.length)
  try {
    return JSON.parse(Buffer.from(header ?? '', 'base64url').toString()) ?? {}
  } catch {
    return {}
  }
}

const open = (socket: WebSocket, subscriptions: Subscriptions, needs: Needs) => {
  subscriptions.set(socket, new Map())
  const alive = setInterval(() => send(socket, { type: 'ka' }), keepAliveMilliseconds).unref()
  socket.on('message', async (data) => {
    const sent: Sent = JSON.parse(String(data))
    send(socket, await answerTo(sent, socket, subscriptions, needs))
  })
  socket.on('close', () => {
    clearInterval(alive)
    subscriptions.delete(socket)
  })
}

const send = (socket: WebSocket, message: object) => socket.send(JSON.stringify(message))

/** https://docs.aws.amazon.com/appsync/latest/eventapi/event-api-websocket-protocol.html */
const answerTo = async (
  { type, id = '', channel: path = '', events = [], authorization = {} }: Sent,
  socket: WebSocket,
  subscriptions: Subscriptions,
  needs: Needs,
): Promise<object> => {
  if (type === 'connection_init') return { type: 'connection_ack', connectionTimeoutMs }
  if (type === 'unsubscribe') {
    subscriptions.get(socket)?.delete(id)
    return { type: 'unsubscribe_success', id }
  }
  if (type === 'subscribe') {
    const handled = await handle(needs, { path, authorization, operation: 'SUBSCRIBE' })
    if ('message' in handled) return { type: 'subscribe_error', id, errors: [handled] }
    subscriptions.get(socket)?.set(id, handled.segments)
    return { type: 'subscribe_success', id }
  }
  if (type === 'publish') {
    const published = await publish(subscriptions, needs, { path, events, authorization })
    return 'message' in published
      ? { type: 'publish_error', id, errors: [published] }
      : { type: 'publish_success', id, ...published }
  }
  return { type: 'error', id, errors: [{ errorType: 'UnsupportedOperation', message: `No "${type}".` }] }
}

type Publishing = { path: string; events: string[]; authorization: Authorization }

const mostEvents = 5
const mostBytes = 240 * 1024

const publish = async (
  subscriptions: Subscriptions,
  needs: Needs,
  { path, events, authorization }: Publishing,
) => {
  if (events.length > mostEvents || events.some((event) => Buffer.byteLength(event) > mostBytes))
    return { errorType: 'BadRequestException', message: 'There are too many events, or one is too large.' }
  const payloads = events.map((event) => JSON.parse(event))
  const handled = await handle(needs, { path, authorization, operation: 'PUBLISH' }, payloads)
  if ('message' in handled) return handled
  const good = handled.events.filter(({ error }) => error === undefined)
  for (const { payload } of good) tell(subscriptions, handled.segments, JSON.stringify(payload))
  const told = (of: typeof handled.events) => of.map(({ id: identifier, error }) => ({ identifier, error }))
  return { successful: told(good), failed: told(handled.events.filter(({ error }) => error !== undefined)) }
}

const tell = (subscriptions: Subscriptions, channel: string[], event: string) => {
  for (const [socket, wanted] of subscriptions)
    for (const [id, segments] of wanted)
      if (hears(segments, channel)) send(socket, { type: 'data', id, event })
}

const answerPublish =
  (subscriptions: Subscriptions, needs: Needs): Answer =>
  async ({ method, url, headers, body }) => {
    if (method !== 'POST' || url.pathname !== '/event') return json(404, { message: 'Not Found' })
    const { channel: path, events } = JSON.parse(body.toString()) as { channel: string; events: string[] }
    const { authorization } = headers
    const published = await publish(subscriptions, needs, { path, events, authorization: { authorization } })
    if (!('message' in published)) return json(200, published)
    return json(published.errorType === 'UnauthorizedException' ? 401 : 400, { errors: [published] })
  }
