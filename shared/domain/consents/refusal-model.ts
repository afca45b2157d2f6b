import type { Language } from '../settings/settings.ts'
import { rulesOf } from './languages/languages.ts'
import { type Feature, featuresOf, weightCount } from './refusal-features.ts'
import model from './refusal-weights.json' with { type: 'json' }

/**
 * Whether a plain text reads like a refusal in one language, by a linear model: `npm run consent:train` learns its weights from
 * the labelled texts, and decision 37 has what was measured. A long text is read up to thirty words at a time, and each
 * sentence for itself, for one may refuse where the others do not.
 */
export const modelRefuses = (text: string, language: Language): boolean => {
  const scoreOf = (words: readonly string[]) => sumOf(featuresOf(words, language))
  const sentences = sentencesOf(wordsFor(text, language))
  if (passagesOf(sentences).some((words) => scoreOf(words) > enough)) return true
  return sentences.length > 1 && sentences.filter(saysSomething).some((words) => scoreOf(words) > enoughAlone)
}

/** Of new texts that refuse nothing, about three in a hundred come above it. */
const enough = 0.3
/** A sentence out of many must say it more clearly, or long texts would come into review more often. */
const enoughAlone = 0.6

const sumOf = (features: readonly Feature[]): number =>
  features.reduce((sum, [at, value]) => sum + weightAt(at) * value, 0)

const passagesOf = (sentences: readonly string[][]): string[][] => {
  const passages: string[][] = []
  for (const sentence of sentences) {
    const last = passages.at(-1)
    if (last && last.length + sentence.length <= longestPassage) last.push(...sentence)
    else passages.push([...sentence])
  }
  return passages
}

const longestPassage = 30

const saysSomething = (sentence: readonly string[]): boolean =>
  sentence.filter((word) => /\p{L}/u.test(word)).length > 1

/** The words of a plain text, its numbers as `0`, the marks between sentences and clauses, and emoji. */
export const wordsFor = (text: string, language: Language): string[] =>
  text
    .replaceAll("'", rulesOf[language].apostrophe)
    .replaceAll('#', ' number ')
    .replaceAll('&', ' and ')
    .replace(/\?+/g, ' ? ')
    .replace(/[.!;:\n()"“”«»]+/g, ' . ')
    .replace(/,+|(?<=\s)[-–—]+(?=\s)|—/g, ' , ')
    .replace(/\d+/g, '0')
    .match(/[\p{L}\p{N}$*]+|[.,?]|\p{Extended_Pictographic}/gu) ?? []

/** Sentences with the marks at their ends; one without an end is cut where it gets too long. */
const sentencesOf = (words: readonly string[]): string[][] => {
  const sentences: string[][] = [[]]
  for (const word of words) {
    const last = sentences.at(-1) ?? []
    last.push(word)
    if (word === '.' || word === '?' || last.length === longestPassage) sentences.push([])
  }
  return sentences.filter((sentence) => sentence.length > 0)
}

/** A weight is one printable character (`#` and up, without the backslash); small weights are told apart more finely. */
const firstCode = 35
const backslash = 92
const steps = 45

const weightAt = (at: number): number => {
  const code = model.weights.charCodeAt(at)
  const step = code - firstCode - (code > backslash ? 1 : 0) - steps
  return Math.sign(step) * (step / steps) ** 2 * model.largest
}

/** The weights as `refusal-weights.json` holds them. */
export const writtenWeights = (weights: Float64Array): typeof model => {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  const characters = Array.from({ length: weightCount }, (_, at) => {
    const share = (weights[at] ?? 0) / largest
    const code = firstCode + steps + Math.round(Math.sign(share) * Math.sqrt(Math.abs(share)) * steps)
    return String.fromCharCode(code >= backslash ? code + 1 : code)
  })
  return { largest, weights: characters.join('') }
}
