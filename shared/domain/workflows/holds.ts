import { folded } from '../text/folded.ts'
import type { Condition, FactValue } from './workflow.ts'

/** A fact as conditions compare it: folded once, for many conditions may ask for it. */
export const comparable = (fact: FactValue | undefined): FactValue | undefined => {
  if (typeof fact === 'string') return folded(fact)
  return Array.isArray(fact) ? fact.map(folded) : fact
}

/**
 * Whether a condition holds of a fact, given as `comparable` makes it. One that is not known is in no condition but those
 * with `not`.
 */
export const holds = ({ op, value }: Omit<Condition, 'fact'>, fact: FactValue | undefined): boolean => {
  switch (op) {
    case 'is_set':
      return isSet(fact)
    case 'is_not_set':
      return !isSet(fact)
    case 'is':
      return fact !== undefined && fact === comparable(value)
    case 'is_not':
      return fact !== comparable(value)
    case 'in':
      return wordsOf(value).some((word) => word === fact)
    case 'not_in':
      return wordsOf(value).every((word) => word !== fact)
    case 'contains':
      return contains(fact, value)
    case 'not_contains':
      return !contains(fact, value)
    case 'has_word':
      return typeof fact === 'string' && wordsOf(value).some((word) => hasWord(fact, word))
    case 'at_least':
      return isInOrder(value, fact)
    case 'at_most':
      return isInOrder(fact, value)
  }
}

const isSet = (fact: FactValue | undefined): boolean =>
  fact !== undefined && (typeof fact === 'boolean' || typeof fact === 'number' || fact.length > 0)

const wordsOf = (value: Condition['value']): string[] =>
  value === undefined ? [] : [value].flat().map((word) => folded(String(word)))

/** Of a list: one of its entries is that word. */
const contains = (fact: FactValue | undefined, value: Condition['value']): boolean =>
  (typeof fact === 'string' || Array.isArray(fact)) && wordsOf(value).some((word) => fact.includes(word))

/** Numbers, or times of the day as HH:MM. */
const isInOrder = (low: unknown, high: unknown): boolean => {
  if (typeof low === 'number' && typeof high === 'number') return low <= high
  return typeof low === 'string' && typeof high === 'string' && low <= high
}

const partOfWord = /[\p{L}\p{M}\p{N}]/u

/** Whether the words stand in the text with no letter or digit right before or after them. */
const hasWord = (text: string, words: string): boolean => {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at)
    const after = text.slice(at + words.length, at + words.length + 2)
    if (!isPartOfWord(Array.from(before).at(-1)) && !isPartOfWord(Array.from(after)[0])) return true
  }
  return false
}

const isPartOfWord = (character = ''): boolean => partOfWord.test(character)
