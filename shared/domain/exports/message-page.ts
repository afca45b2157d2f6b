import type { App } from '../app.ts'
import type { WorkspaceId } from '../ids.ts'
import { inParallel } from '../in-parallel.ts'
import type { Taken } from '../jobs/job.ts'
import { storedAt } from '../messages/listed-message.ts'
import type { Message } from '../messages/message.ts'
import { wastedSegments } from '../messages/wasted-segments.ts'
import { startOf } from '../reports/report-day.ts'
import { toMicros } from '../reports/roll-up.ts'
import { nextDay } from './next-day.ts'
import { timeCell } from './time-cell.ts'

type Page = { rows: string[][]; next?: string }

const messagesOfPage = 500
const atOnce = 25

export const messageColumns = [
  ...[
    'id',
    'conversation_id',
    'direction',
    'from',
    'to',
    'status',
    'error',
    'origin',
    'sent_by',
    'sent_by_name',
  ],
  ...['template_id', 'case_id', 'segments', 'encoding', 'wasted_segments', 'price', 'carrier_fee'],
  ...['created_at', 'sent_at', 'delivered_at', 'files', 'body'],
]

/**
 * Texts in the order in which they were stored, number by number. `from`: the number, a space, and the position in its list. Texts
 * keep their place, so that a page that is read again is the same.
 */
export const messagePage = async (
  app: Pick<App, 'messages' | 'numbers'>,
  workspace: WorkspaceId,
  { from: first, to: last, zone }: NonNullable<Taken['days']>,
  from: string | undefined,
): Promise<Page> => {
  const numbers = (await app.numbers.list(workspace)).map(({ id }) => id).toSorted()
  const [current = numbers[0], order] = from?.split(' ') ?? []
  const number = numbers.find((id) => id >= (current ?? ''))
  if (!number) return { rows: [] }
  const found = await app.messages.oldest(workspace, number, {
    from: number === current && order ? order : storedAt(startOf(first, zone)),
    to: storedAt(startOf(nextDay(last), zone)),
    limit: messagesOfPage + 1,
  })
  const messages = await inParallel(found.slice(0, messagesOfPage), atOnce, ({ record }) =>
    app.messages.get(workspace, record.id),
  )
  const after = found[messagesOfPage]
  const nextNumber = numbers[numbers.indexOf(number) + 1]
  const next = after ? `${number} ${after.order}` : nextNumber
  return { rows: messages.filter((one) => one !== undefined).map(rowOf), ...(next && { next }) }
}

const rowOf = (message: Message): string[] => {
  const { id, conversationId, direction, from, to, status, origin, segments, encoding, createdAt } = message
  const sent = message.direction === 'outbound' ? message : undefined
  const price = sum(sent?.parts.map((part) => part.price))
  const fee = sum(sent?.parts.map((part) => part.carrierFee))
  return [
    ...[id, conversationId ?? '', direction, from, to, status, sent?.error?.code ?? '', origin],
    ...[sent?.sentBy ?? '', sent?.sentByName ?? '', sent?.template?.id ?? '', message.case?.id ?? ''],
    ...[segments, encoding, wastedSegments(message), price, fee].map(String),
    ...[createdAt, sent?.sentAt, sent?.deliveredAt].map(timeCell),
    ...[String(message.media?.length ?? 0), message.body],
  ]
}

/** Empty where the carrier said nothing. */
const sum = (prices: (number | undefined)[] = []): string => {
  const known = prices.filter((price) => price !== undefined)
  return known.length === 0 ? '' : String(toMicros(known.reduce((all, price) => all + price, 0)))
}
