import type { Language } from '../settings/settings.ts'

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

/** The same in the languages of a workspace, as they are written without accents. */
const wordsOf: Record<Language, Partial<Record<Keyword, readonly string[]>>> = {
  en: {},
  es: {
    stop: ['alto', 'baja', 'parar', 'pare', 'cancelar', 'no mas mensajes'],
    help: ['ayuda'],
    yes: ['si'],
  },
  fr: { stop: ['arretez', 'arreter', 'desabonner', 'desabonnez'], help: ['aide'], yes: ['oui'] },
}

const keywords = new Map<string, Keyword>(
  (Object.keys(words) as Keyword[]).flatMap((keyword) => words[keyword].map((word) => [word, keyword])),
)

/**
 * The keyword that a customer's text is, if it is nothing else: "stop!" is one, "Stop by at 5?" is not. `yes` means
 * something only to who has been asked.
 */
export const readKeyword = (body: string, languages: readonly Language[]): Keyword | undefined => {
  const bare = bareWord(body)
  const plain = bare.normalize('NFD').replace(/\p{M}/gu, '')
  return keywords.get(bare) ?? languages.map((language) => keywordOf(language, plain)).find(Boolean)
}

const keywordOf = (language: Language, word: string): Keyword | undefined => {
  const own = wordsOf[language]
  return (Object.keys(own) as Keyword[]).find((keyword) => own[keyword]?.includes(word))
}

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
