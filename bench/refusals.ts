// Learns the weights of the model that says which texts read like a refusal: `npm run consent:train`.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withoutOurWords } from '#domain/consents/own-words.ts'
import { plainLetters } from '#domain/consents/plain-letters.ts'
import { featuresOf, weightCount } from '#domain/consents/refusal-features.ts'
import { wordsFor, writtenWeights } from '#domain/consents/refusal-model.ts'
import { withoutSignature } from '#domain/consents/signature.ts'
import { type Language, languages } from '#domain/settings/settings.ts'
import { learnedTexts, type ReadText } from '../test/examples/refusals/labelled-texts.ts'

const file = join(import.meta.dirname, '../shared/domain/consents/refusal-weights.json')

type Example = { refuses: boolean; places: Int32Array; values: Float64Array; square: number }

/** The weights that tell refusals from other texts. The same texts in the same order give the same weights. */
export const learn = (texts: readonly ReadText[]): Float64Array => trained(texts.flatMap(examplesOf))

/** A text that refuses nothing does so in every language; one that refuses need not be understood in another one. */
const examplesOf = ({ body, language, refuses }: ReadText): Example[] =>
  refuses ? [exampleOf(body, language, true)] : languages.map((each) => exampleOf(body, each, false))

const exampleOf = (body: string, language: Language, refuses: boolean): Example => {
  const words = wordsFor(withoutSignature(withoutOurWords(plainLetters(body))), language)
  const values = new Map<number, number>()
  for (const [place, value] of featuresOf(words, language))
    values.set(place, (values.get(place) ?? 0) + value)
  const square = [...values.values()].reduce((sum, value) => sum + value * value, 0)
  return {
    refuses,
    places: Int32Array.from(values.keys()),
    values: Float64Array.from(values.values()),
    square,
  }
}

const rounds = 25
/** How much an example that is misread costs beside large weights. */
const cost = 1

/** A linear support vector machine with squared loss, by dual coordinate descent (Hsieh et al., ICML 2008). */
const trained = (examples: readonly Example[]): Float64Array => {
  const weights = new Float64Array(weightCount)
  const alphas = new Float64Array(examples.length)
  const next = randomNumbers()
  const order = examples.map((_, index) => index)
  for (let round = 0; round < rounds; round++) {
    shuffle(order, next)
    for (const index of order) {
      const example = examples[index]
      if (example) alphas[index] = adjust(weights, example, alphas[index] ?? 0)
    }
  }
  return weights
}

const adjust = (weights: Float64Array, example: Example, alpha: number): number => {
  const { places, values, square } = example
  const side = example.refuses ? 1 : -1
  let margin = 0
  for (let at = 0; at < places.length; at++)
    margin += (weights[places[at] ?? 0] ?? 0) * (values[at] ?? 0) * side
  const slack = 1 / (2 * cost)
  const adjusted = Math.max(alpha - (margin - 1 + slack * alpha) / (square + slack), 0)
  const change = (adjusted - alpha) * side
  for (let at = 0; at < places.length; at++) {
    const place = places[at] ?? 0
    weights[place] = (weights[place] ?? 0) + change * (values[at] ?? 0)
  }
  return adjusted
}

const shuffle = (order: number[], next: (below: number) => number): void => {
  for (let last = order.length - 1; last > 0; last--) {
    const other = next(last + 1)
    const kept = order[last] ?? 0
    order[last] = order[other] ?? 0
    order[other] = kept
  }
}

/** The same numbers each time (a linear congruential generator). */
const randomNumbers = () => {
  let state = 1
  return (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 8) % below
  }
}

if (import.meta.main) writeFileSync(file, `${JSON.stringify(writtenWeights(learn(learnedTexts)), null, 2)}\n`)
