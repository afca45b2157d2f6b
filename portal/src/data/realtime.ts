import type { Pushed } from '#contract/events/pushed.ts'

/** A line by which the page is told of what is new. */
export type Realtime = {
  /** Takes the line, and keeps it. */
  listen(listener: Listener): void
  /** The channels that the page wants to hear from now on. */
  want(channels: string[]): void
  publish(channel: string, event: object): void
  /** Tries again now, if there is no line. */
  hurry(): void
  stop(): void
}

type Listener = {
  onTold(pushed: Pushed, channel: string): void
  /** What is said on the channel is told from now on. What was said before has to be asked for. */
  onListening(channel: string): void
  onCut(): void
}

type Line = { url: string; token(): Promise<string> }

/** What AppSync Events sends. */
type Heard = { type: string; id?: string; event?: string | string[]; connectionTimeoutMs?: number }

/** So long a line may take to begin. */
const patience = 10_000
const longestPause = 30_000
/** All pages of a company lose their lines at once: they do not come back in step. */
const spread = 3_000

/**
 * Keeps a line to AppSync Events, and takes a new one whenever it is lost. Only this file knows the service: its protocol
 * is at https://docs.aws.amazon.com/appsync/latest/eventapi/event-api-websocket-protocol.html
 */
export const createRealtime = ({ url, token }: Line): Realtime => {
  let listener: Listener | undefined
  let socket: WebSocket | undefined
  let wanted: string[] = []
  let tries = 0
  let isOpening = false
  let isReady = false
  let isStopped = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let watch: ReturnType<typeof setTimeout> | undefined
  let silence = patience
  /** Channels by the ids of their subscriptions. */
  const subscribed = new Map<string, string>()
  let asked = 0

  const authorization = async () => ({ host: new URL(url).host, Authorization: await token() })

  const send = async (message: object) => {
    const to = socket
    try {
      const signed = { ...message, authorization: await authorization() }
      if (to?.readyState === WebSocket.OPEN) to.send(JSON.stringify(signed))
    } catch {
      to?.close()
    }
  }

  const open = async () => {
    if (isOpening) return
    isOpening = true
    try {
      const header = `header-${base64url(JSON.stringify(await authorization()))}`
      if (!isStopped) take(new WebSocket(url, ['aws-appsync-event-ws', header]))
    } catch {
      cut()
    } finally {
      isOpening = false
    }
  }

  const take = (opened: WebSocket) => {
    socket = opened
    opened.onopen = () => opened.send(JSON.stringify({ type: 'connection_init' }))
    opened.onmessage = ({ data }) => opened === socket && hear(JSON.parse(data))
    opened.onclose = () => opened === socket && cut()
    expect(patience)
  }

  /** A line on which nothing comes for so long is dead, whatever the browser believes. */
  const expect = (milliseconds: number) => {
    clearTimeout(watch)
    watch = setTimeout(() => {
      socket?.close()
      cut()
    }, milliseconds)
  }

  const cut = () => {
    clearTimeout(watch)
    socket = undefined
    isReady = false
    subscribed.clear()
    listener?.onCut()
    if (isStopped) return
    const pause = tries === 0 ? spread * Math.random() : pauseAfter(tries)
    tries++
    clearTimeout(retry)
    retry = setTimeout(open, pause)
  }

  const hear = ({ type, id = '', event, connectionTimeoutMs }: Heard) => {
    if (connectionTimeoutMs) silence = connectionTimeoutMs
    expect(silence)
    const channel = subscribed.get(id)
    if (type === 'connection_ack') {
      isReady = true
      settle()
    }
    if (type === 'data' && channel)
      for (const text of [event ?? []].flat()) listener?.onTold(JSON.parse(text), channel)
    if (type === 'subscribe_success' && channel) {
      tries = 0
      listener?.onListening(channel)
    }
    // Refused, or too many at once: the page asks meanwhile, and a new line tries again.
    if (type === 'subscribe_error' && channel) socket?.close()
  }

  const settle = () => {
    if (!isReady) return
    for (const [id, channel] of subscribed) {
      if (wanted.includes(channel)) continue
      subscribed.delete(id)
      send({ type: 'unsubscribe', id })
    }
    const known = [...subscribed.values()]
    for (const channel of wanted.filter((one) => !known.includes(one))) {
      const id = String(++asked)
      subscribed.set(id, channel)
      send({ type: 'subscribe', id, channel })
    }
  }

  return {
    listen: (to) => {
      listener = to
      open()
    },
    want: (channels) => {
      wanted = channels
      settle()
    },
    publish: (channel, event) => {
      if (isReady) send({ type: 'publish', id: String(++asked), channel, events: [JSON.stringify(event)] })
    },
    hurry: () => {
      if (socket || isStopped || !listener) return
      clearTimeout(retry)
      open()
    },
    stop: () => {
      isStopped = true
      clearTimeout(retry)
      socket?.close()
    },
  }
}

/** Half of it is left to chance. */
const pauseAfter = (tries: number): number => {
  const pause = Math.min(500 * 2 ** tries, longestPause)
  return pause / 2 + (pause / 2) * Math.random()
}

/** Tokens and hosts are ASCII. */
const base64url = (text: string): string =>
  btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
