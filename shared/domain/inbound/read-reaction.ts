import {
  addedWords,
  articles,
  behind,
  from,
  indefinite,
  ownWords,
  reactedWords,
  removedThings,
  removedWords,
  to,
  unquoted,
} from './reaction-forms.ts'

/** What a text says where a phone made it of a reaction. */
export type ReadReaction = {
  emoji: string
  removed?: true
  /** The words of ours that it is about, as far as the phone quotes them; none where it names a picture. */
  quotation?: string
  /** People hardly write so: it is a reaction even where no text of ours has these words. */
  certain: boolean
}

/** Reads a text in the form in which phones without a common messenger send a reaction; undefined: it has none. */
export const readReaction = (body: string): ReadReaction | undefined => {
  const text = tidied(body)
  const [, added, own, thing, removedEmoji, reactedEmoji, emoji, goneEmoji, what = '', image] =
    form.exec(text) ?? []
  const shown = wordIn(addedWords, added) ?? wordIn(ownWords, own) ?? reactedEmoji ?? emoji
  const gone = wordIn(removedThings, thing) ?? removedEmoji ?? goneEmoji
  const about = image === undefined ? { quotation: what.trim() } : {}
  const certain = own === undefined && !what.includes('“')
  if (gone) return { emoji: gone, removed: true, certain, ...about }
  return shown ? { emoji: shown, certain, ...about } : undefined
}

/** The words of ours, as they are compared with what a phone quotes: marks and blanks differ between phones. */
export const tidied = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u200b\u200c\u200e\u200f\u2060-\u2064\u202a-\u202e\ufeff]/g, '')
    .replace(/[’‘‛`´]/g, "'")
    .replace(/[”„‟«»]/g, '“')
    .replace(/"/g, '“')
    .replace(/\s+/g, ' ')
    .trim()

const anyOf = (phrases: readonly string[]): string =>
  phrases
    .toSorted((a, b) => b.length - a.length)
    .map(plain)
    .join('|')

const plain = (phrase: string): string => tidied(phrase)

const wordsIn = (table: Partial<Record<string, readonly string[]>>): string =>
  anyOf(Object.values(table).flatMap((words) => words ?? []))

const wordIn = (table: Partial<Record<string, readonly string[]>>, word: string | undefined) =>
  word &&
  Object.keys(table).find((emoji) => table[emoji]?.some((known) => plain(known) === word.toLowerCase()))

const picture = '\\p{Extended_Pictographic}\\p{Regional_Indicator}'
const emoji = `[${picture}][${picture}\\p{Emoji_Modifier}\\u200d\\ufe0f\\u20e3\\u{e0020}-\\u{e007f}]{0,20}`
const thing = `(?:(?:${anyOf(articles)}) ?)?“? ?(${wordsIn(removedThings)}) ?“?`

/** The words of the phone, then the quotation up to its last mark; linear, for it is tried at the beginning only. */
const form = new RegExp(
  '^(?:' +
    [
      `(${wordsIn(addedWords)})`,
      `(${wordsIn(ownWords)})`,
      `(?:${anyOf(removedWords)}) ${thing} (?:${anyOf(from)})`,
      `(?:${anyOf(removedWords)}) (?:${anyOf(articles)} )?(${emoji}) (?:${anyOf(from)})`,
      `(?:${anyOf(reactedWords)}) (${emoji}) (?:${anyOf(to)})`,
      `(${emoji}) ?(?:${anyOf(to)})`,
      `(${emoji}) (?:removed|eliminado|quitado|supprimé|retiré|entfernt|removido|rimosso) (?:${anyOf(from)})`,
    ].join('|') +
    `) ?(?:“(.+)“(?: (?:${anyOf(behind)}))?|((?:${anyOf(indefinite)}) ?(?:${anyOf(unquoted)})))\\.?$`,
  'iu',
)
