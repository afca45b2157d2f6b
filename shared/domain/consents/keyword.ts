export type Keyword = 'stop' | 'start' | 'help' | 'yes'

/** CTIA Messaging Principles and the words that AWS requires; `arret` and `td` are those of French Canada. */
const words: Record<Keyword, readonly string[]> = {
  stop: [
    'stop',
    'stopall',
    'unsubscribe',
    'end',
    'quit',
    'cancel',
    'revoke',
    'opt out',
    'optout',
    'opt-out',
    'remove',
    'arret',
    'arrêt',
    'td',
  ],
  start: ['start', 'unstop'],
  help: ['help', 'info'],
  yes: ['yes'],
}

const keywords = new Map<string, Keyword>(
  (Object.keys(words) as Keyword[]).flatMap((keyword) => words[keyword].map((word) => [word, keyword])),
)

/**
 * The keyword that a customer's text is, if it is nothing else: "stop!" is one, "Stop by at 5?" is not. `yes` means
 * something only to who has been asked.
 */
export const readKeyword = (body: string): Keyword | undefined => keywords.get(bareWord(body))

const around = '[\\p{P}\\p{Z}\\p{C}`~^+=<>|$]'
const surroundings = new RegExp(`^${around}+|${around}+$`, 'gu')

/** The text in lower case, without white space, punctuation and invisible characters around it. */
export const bareWord = (body: string): string =>
  body
    .normalize('NFKC')
    .toLowerCase()
    .replace(surroundings, '')
    .replace(/\p{Pd}/gu, '-')
    .replace(/[\p{Z}\s]+/gu, ' ')
