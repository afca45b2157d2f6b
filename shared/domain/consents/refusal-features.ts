import type { Language } from '../settings/settings.ts'
import { meaningsOf } from './languages/meanings.ts'
import { isFirstName } from './languages/names.ts'

/** How many weights there are; features that fall on the same number share one. */
export const weightCount = 115_000

/** The features of a passage, as pairs of a number below `weightCount` and a value. */
export type Feature = readonly [at: number, value: number]

/**
 * What the words of a passage tell a linear model of one language: the words and what they mean, alone, in rows and in pairs,
 * and the pieces of three to five letters, which hold through slips. Each kind weighs the same, however long the passage is.
 */
export const featuresOf = (words: readonly string[], language: Language): Feature[] => [
  [hash(language), 1],
  ...inEqualParts(wordFeatures(words), language, 1.5),
  ...inEqualParts(letterFeatures(words), language, 1),
  ...inEqualParts(meaningFeatures(words, language), language, 1),
]

const inEqualParts = (names: readonly string[], language: Language, weight: number): Feature[] => {
  const places = [...new Set(names.map((name) => hash(language + name)))]
  return places.map((place) => [place, weight / Math.sqrt(places.length)])
}

/** FNV-1a, with its bits mixed once more. */
const hash = (name: string): number => {
  let bits = 0x811c9dc5
  for (let at = 0; at < name.length; at++) bits = Math.imul(bits ^ name.charCodeAt(at), 0x01000193)
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d)
  return ((bits ^ (bits >>> 12)) >>> 0) % weightCount
}

const wordFeatures = (words: readonly string[]): string[] => {
  const row = ['<', ...words, '>']
  return [1, 2, 3].flatMap((length) => rowsOf(row, length).map((part) => `w${part.join(' ')}`))
}

const letterFeatures = (words: readonly string[]): string[] => {
  const letters = ` ${words.join(' ')} `
  return [3, 4, 5].flatMap((length) =>
    Array.from(
      { length: Math.max(0, letters.length - length + 1) },
      (_, at) => `c${letters.slice(at, at + length)}`,
    ),
  )
}

/** How far apart two words may be that are a pair. */
const reach = 4

const meaningFeatures = (words: readonly string[], language: Language): string[] =>
  sentencesOf(words).flatMap((sentence) => {
    const meant = sentence.map((word) => meaningsIn(word, language))
    const known = meant.filter((meanings) => meanings.length > 0)
    return [
      ...meant.flat().map((meaning) => `k${meaning}`),
      ...meant.flatMap((first, at) =>
        meant.slice(at + 1, at + 1 + reach).flatMap((second) => joined('p', first, second)),
      ),
      ...meant.flatMap((first, at) => joined('n', first, meant[at + 1] ?? [])),
      ...rowsOf(known, 3).flatMap(([a = [], b = [], c = []]) => joined('t', joined('', a, b), c)),
      `u${Math.min(meant.length - known.length, 6)}`,
      ...(known.length <= 5 ? [`q${known.map(([meaning]) => meaning).join(' ')}`] : []),
    ]
  })

const meaningsIn = (word: string, language: Language): readonly string[] =>
  isFirstName(word) ? ['naming'] : meaningsOf(word, language)

const joined = (kind: string, firsts: readonly string[], seconds: readonly string[]): string[] =>
  firsts.flatMap((first) => seconds.map((second) => `${kind}${first} ${second}`))

const rowsOf = <Part>(parts: readonly Part[], length: number): Part[][] =>
  Array.from({ length: Math.max(0, parts.length - length + 1) }, (_, at) => parts.slice(at, at + length))

const sentencesOf = (words: readonly string[]): string[][] => {
  const sentences: string[][] = [[]]
  for (const word of words) {
    if (word === '.' || word === '?') sentences.push([])
    else sentences.at(-1)?.push(word)
  }
  return sentences.filter((sentence) => sentence.length > 0)
}
