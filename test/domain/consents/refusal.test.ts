import { describe, expect, test } from 'vitest'
import { readKeyword } from '#domain/consents/keyword.ts'
import { readsLikeRefusal } from '#domain/consents/refusal.ts'
import { writtenWeights } from '#domain/consents/refusal-model.ts'
import weights from '#domain/consents/refusal-weights.json' with { type: 'json' }
import { languages } from '#domain/settings/settings.ts'
import { learn } from '../../../bench/refusals.ts'
import {
  type Label,
  labelledTexts,
  learnedTexts,
  type ReadText,
  unseenTexts,
} from '../../examples/refusals/labelled-texts.ts'

const labelOf = (body: string): Label => {
  if (readKeyword(body, languages) === 'stop') return 'opt_out'
  return readsLikeRefusal(body, languages) ? 'review' : 'none'
}

const results = labelledTexts.map((text) => ({ ...text, read: labelOf(text.body) }))
const refusals = results.filter(({ label }) => label !== 'none')
const others = results.filter(({ label }) => label === 'none')
const bodies = (list: typeof results) => list.map(({ body }) => body)

describe('the corpus', () => {
  test('has at least 600 texts, 250 of which are no refusals', () => {
    expect(results.length).toBeGreaterThanOrEqual(600)
    expect(others.length).toBeGreaterThanOrEqual(250)
  })

  test('at least 99 of 100 refusals opt out or are shown to a person', () => {
    const missed = refusals.filter(({ read }) => read === 'none')
    expect(bodies(missed).slice(0, Math.floor(refusals.length / 100))).toEqual(bodies(missed))
  })

  test('no text that is no refusal opts anybody out, and at most 3 of 100 are shown to a person', () => {
    expect(bodies(others.filter(({ read }) => read === 'opt_out'))).toEqual([])
    expect(others.filter(({ read }) => read === 'review').length).toBeLessThanOrEqual(others.length * 0.03)
  })

  test('a person decides on whatever says more than a keyword', () => {
    const decided = results.filter(({ label, read }) => label === 'review' && read === 'opt_out')
    expect(bodies(decided)).toEqual([])
  })

  test('recall and precision are printed for each language and tier', () => {
    const rows = languages.flatMap((language) => {
      const texts = results.filter((text) => text.language === language)
      return (['opt_out', 'review'] as const).map((tier) => ({ language, tier, ...rates(texts, tier) }))
    })
    console.table(rows)
    for (const { recall, precision } of rows) {
      expect(recall).toBeGreaterThanOrEqual(0.97)
      expect(precision).toBeGreaterThanOrEqual(0.97)
    }
  })
})

const rates = (texts: typeof results, tier: Label) => {
  const found = texts.filter(({ label, read }) => label === tier && read === tier).length
  const rate = (of: number) => Math.round((found / of) * 1000) / 1000
  return {
    texts: texts.filter(({ label }) => label === tier).length,
    recall: rate(texts.filter(({ label }) => label === tier).length),
    precision: rate(texts.filter(({ read }) => read === tier).length),
  }
}

/** How many refusals are found, how many other texts opt out, and how many of them are shown to a person. */
const figuresOf = (texts: readonly ReadText[]) => {
  const refusing = texts.filter(({ refuses }) => refuses)
  const others = texts.filter(({ refuses }) => !refuses).map(({ body }) => labelOf(body))
  const found = refusing.filter(({ body }) => labelOf(body) !== 'none')
  return {
    refusals: refusing.length,
    recall: found.length / refusing.length,
    others: others.length,
    optedOut: others.filter((read) => read === 'opt_out').length,
    reviewed: others.filter((read) => read === 'review').length / others.length,
  }
}

describe('the model', () => {
  test('its weights are those that its texts teach', () => {
    expect(writtenWeights(learn(learnedTexts))).toEqual(weights)
  })

  test('it has not learned the texts that it has not seen', () => {
    const learned = new Set(learnedTexts.map(({ body }) => body.toLowerCase()))
    expect(unseenTexts.filter(({ body }) => learned.has(body.toLowerCase()))).toEqual([])
  })

  test('it knows what it learned', () => {
    const figures = figuresOf(learnedTexts)
    expect(figures.recall).toBeGreaterThanOrEqual(0.99)
    expect(figures.optedOut).toBe(0)
    expect(figures.reviewed).toBeLessThanOrEqual(0.01)
  })

  test('most refusals that it has not seen are found, and few other texts are shown to a person', () => {
    const rows = languages.map((language) => ({
      language,
      ...figuresOf(unseenTexts.filter((text) => text.language === language)),
    }))
    console.table(rows)
    const figures = figuresOf(unseenTexts)
    expect(figures.optedOut).toBe(0)
    expect(figures.recall).toBeGreaterThanOrEqual(0.76)
    expect(figures.reviewed).toBeLessThanOrEqual(0.05)
  })
})

test('only the languages of the workspace are read', () => {
  expect(readsLikeRefusal('no me escriban más', ['en', 'fr'])).toBe(false)
  expect(readsLikeRefusal('no me escriban más', ['es'])).toBe(true)
  expect(readsLikeRefusal("ne m'écrivez plus", ['en'])).toBe(false)
})

test.each([
  '> Reply STOP to opt out\nSee you at 9',
  '“Sale today. Reply STOP to opt out” is this still on?',
  'Loved “Visit at 9. Reply STOP to opt out”',
  'On Mon, Nov 23, 2026 Acme wrote:\nPlease stop by. Reply STOP to end',
  'You wrote: Your request to unsubscribe has been processed. Why?',
])('what we wrote ourselves is not what the customer wants: %s', (body) => {
  expect(labelOf(body)).toBe('none')
})

test('a refusal in one sentence of a longer text is found', () => {
  const around = 'The plumber was here at nine. He fixed the sink and the door.'
  expect(labelOf(around)).toBe('none')
  expect(labelOf(`${around} Please stop texting me. The bill is on the table.`)).toBe('review')
})

test('beside our words the customer’s own still count', () => {
  expect(labelOf('> Reply STOP to opt out\nSTOP')).toBe('opt_out')
  expect(labelOf('“Reply STOP to opt out” then please stop texting my phone')).toBe('review')
})

test.each([
  'stop ',
  'S.T.O.P.',
  'do not text ',
  'please ',
  'no quiero recibir más ',
  'je ne veux plus de ',
  '\n',
  '\n- ',
  ' ',
  '“a',
  '> a\n',
  'This is not Anna ',
  '🛑',
])('a hundred thousand characters of "%s" take about ten times as long as ten thousand', (piece) => {
  const work = (length: number) => {
    const body = `${piece.repeat(length / piece.length)}x`
    return timeOf(() => labelOf(body))
  }
  // Very short times say nothing.
  const ratio = () => work(100_000) / Math.max(work(10_000), 20)
  const lowest = (tries: number): number => {
    const now = ratio()
    return tries === 1 || now < linear ? now : Math.min(now, lowest(tries - 1))
  }
  // Another process may slow one of them down, but what grows with the square takes a hundred times as long each time.
  expect(lowest(5)).toBeLessThan(linear)
})

const linear = 50

const timeOf = (run: () => void): number => {
  const start = performance.now()
  run()
  return performance.now() - start
}
