import { randomUUID } from 'node:crypto'
import type { Carrier } from './send-text.ts'

const stops = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT']
const starts = ['START', 'UNSTOP']

/** Answers a keyword and updates the opt-out list, as AWS does when it manages opt-outs. Ignores other texts. */
export const answerKeyword = (text: { from: string; to: string; body: string }, carrier: Carrier) => {
  const word = text.body.trim().toUpperCase()
  if (stops.includes(word)) carrier.optOuts.add(text.from)
  if (starts.includes(word)) carrier.optOuts.remove(text.from)
  const body = stops.includes(word)
    ? stopped
    : starts.includes(word)
      ? started
      : word === 'HELP'
        ? help
        : undefined
  if (body)
    carrier.network.carry({ id: randomUUID(), direction: 'outbound', from: text.to, to: text.from, body })
}

const stopped = 'You are opted out and will receive no further messages. Reply START to opt in again.'
const started = 'You are opted in again. Reply STOP to opt out.'
const help = 'Reply STOP to opt out. Msg and data rates may apply.'
