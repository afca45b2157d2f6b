import type { Dialect } from '../dialect.ts'

const stops = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT']
const starts = ['START', 'YES', 'UNSTOP']

/** What Twilio takes a text for by default: docs, "Advanced Opt-Out". */
export const typeOfWord = (body: string): 'STOP' | 'START' | 'HELP' | undefined => {
  const word = body.trim().toUpperCase()
  if (stops.includes(word)) return 'STOP'
  if (starts.includes(word)) return 'START'
  return word === 'HELP' ? 'HELP' : undefined
}

const answers = {
  STOP: 'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
  START:
    'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
  HELP: 'Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
}

/** Who opted out is on a list of Twilio's own, number by number; a YES of somebody who is not is no word. */
export const answerByTwilio: Dialect['answer'] = (_, { from, to, body }, { optOuts }) => {
  const type = typeOfWord(body)
  const pair = `${to} ${from}`
  const wasOut = optOuts.has(pair)
  if (type === undefined || (type === 'START' && !wasOut)) return undefined
  if (type === 'STOP') optOuts.add(pair)
  if (type === 'START') optOuts.remove(pair)
  return type === 'STOP' && wasOut ? undefined : answers[type]
}
