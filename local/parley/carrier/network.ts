import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import type { Clock } from '../../runner/core/clock.ts'
import type { Log } from '../../runner/core/log.ts'
import type { State } from '../../runner/core/state.ts'
import { type HandsetMessage, type Segment, stitch } from './handset.ts'
import { segmentText } from './segments.ts'

type Text = Pick<HandsetMessage, 'direction' | 'from' | 'to' | 'body' | 'media' | 'notice'> & {
  /** The carrier's message id. */
  id: string
  /** Written together with the text, or not at all. */
  alongside?: () => void
}

/** The phones of customers, and the texts on them. */
export type Network = {
  /** Puts a text on the customer's phone; durable when it returns. Once per id. */
  carry(text: Text): void
  messages(phone: string): HandsetMessage[]
  /** The carrier's id of the last text that a number sent to a phone. */
  lastOutbound(phone: string, number: string): string | undefined
  /** Calls with a phone whenever a text reaches or leaves it. Gives a way to stop. */
  watch(heard: (phone: string) => void): () => void
}

const kind = (phone: string) => `handset ${phone}`

export const createNetwork = (state: State, clock: Clock, log: Log): Network => {
  const news = new EventEmitter().setMaxListeners(0)
  return {
    carry: (text) => {
      const phone = text.direction === 'outbound' ? text.to : text.from
      if (state.get(kind(phone), `${text.id}/0`)) return
      const segments = toSegments(text, clock)
      state.together(() => {
        for (const segment of segments) state.put(kind(phone), `${text.id}/${segment.index}`, segment)
        if (text.direction === 'outbound') state.put('last outbound', `${text.to} ${text.from}`, text.id)
        text.alongside?.()
      })
      log('phone', describe(text, segments.length))
      news.emit('text', phone)
    },
    messages: (phone) => stitch(state.list<Segment>(kind(phone))),
    lastOutbound: (phone, number) => state.get<string>('last outbound', `${phone} ${number}`),
    watch: (heard) => {
      news.on('text', heard)
      return () => news.off('text', heard)
    },
  }
}

/** For the log: never the words of the text. */
const describe = ({ direction, from, to, media }: Text, segments: number) =>
  [
    `text ${direction === 'inbound' ? 'in' : 'out'} ${from} -> ${to}:`,
    segments === 1 ? '1 segment' : `${segments} segments`,
    ...(media ? [`with ${media.length} media`] : []),
  ].join(' ')

const toSegments = ({ direction, from, to, body, media, notice }: Text, clock: Clock): Segment[] => {
  const { segments } = segmentText(body)
  const reference = randomUUID()
  const at = new Date(clock.now()).toISOString()
  return segments.map((text, index) => ({
    direction,
    from,
    to,
    at,
    reference,
    index,
    total: segments.length,
    text,
    ...(index === 0 && { ...(media && { media }), ...(notice && { notice }) }),
  }))
}
