import type { Language } from '../../settings/settings.ts'
import { englishMeanings } from './english-meanings.ts'
import { frenchMeanings } from './french-meanings.ts'
import { spanishMeanings } from './spanish-meanings.ts'

const lists: Record<Language, Readonly<Record<string, string>>> = {
  en: englishMeanings,
  es: spanishMeanings,
  fr: frenchMeanings,
}

type Meanings = ReadonlyMap<string, string[]>

const tables: { [L in Language]?: Meanings } = {}

/** What a plain word of a language means: the names of its lists, none for most words. */
export const meaningsOf = (word: string, language: Language): readonly string[] => {
  tables[language] ??= tableOf(lists[language])
  const table = tables[language]
  const whole = table.get(word)
  if (whole) return whole
  for (let length = Math.min(word.length, longest); length >= 3; length--) {
    const found = table.get(`${word.slice(0, length)}*`)
    if (found) return found
  }
  return []
}

const longest = 14

const tableOf = (meanings: Readonly<Record<string, string>>): Meanings => {
  const table = new Map<string, string[]>()
  for (const [meaning, words] of Object.entries(meanings))
    for (const word of words.split(' ')) table.set(word, [...(table.get(word) ?? []), meaning])
  return table
}
