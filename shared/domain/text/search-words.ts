import { invisible } from '#contract/api/blank.ts'

/** So many different words of a text are found; an SMS of one part has about thirty. */
const mostWords = 40
/** What is longer is found by its beginning. */
const longestWord = 20

/** The different words of a text as a search compares them: small letters without accents, two characters at least. */
export const searchWords = (text: string): string[] => {
  const plain = text.replace(invisible, '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = plain.match(/[\p{L}\p{N}]{2,}/gu) ?? []
  const different = new Set(words.map((word) => word.slice(0, longestWord).toWellFormed()))
  return [...different].slice(0, mostWords)
}
