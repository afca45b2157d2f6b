import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clustersOf, countCharacters, splitClusters } from '#domain/text/grapheme-clusters.ts'
import { anyBody, type Kind, randomBody, seededRandom } from '../../support/random-bodies.ts'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The clusters that Intl finds in the whole text, from its beginning to its end, but CR LF as two. */
const splitWhole = (text: string): string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment).flatMap((cluster) =>
    cluster === '\r\n' ? ['\r', '\n'] : [cluster],
  )

/** For each index of the text, its end included, the last border at or before it. */
const bordersOfWhole = (text: string): number[] => {
  const borders: number[] = []
  for (const cluster of splitWhole(text)) borders.push(...Array(cluster.length).fill(borders.length))
  return [...borders, text.length]
}

const shuffledIndexes = (text: string, seed: number): number[] => {
  const random = seededRandom(seed)
  const drawn = Array.from({ length: text.length + 1 }, (_, at) => ({ at, order: random() }))
  return drawn.sort((one, other) => one.order - other.order).map(({ at }) => at)
}

const bordersAskedFor = (text: string, indexes: number[]): number[] => {
  const { borderAtOrBefore } = clustersOf(text)
  const borders: number[] = []
  for (const at of indexes) borders[at] = borderAtOrBefore(at)
  return borders
}

/** Text whose borders depend on what stands far before them, so that no place within it is a safe one to begin at. */
const longRun: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(
      '🇺🇸',
      '🇺',
      '👩\u200d',
      '👩🏽\u200d',
      '\u0301',
      '\u200d',
      'क्',
      '\u0600',
      '\u1112',
      '\u1161',
      '你',
    ),
    fc.nat(1500),
  )
  .map(([piece, times]) => piece.repeat(times))

const manyLongRuns = fc
  .array(fc.oneof(longRun, anyBody), { minLength: 1, maxLength: 4 })
  .map((pieces) => pieces.join('').toWellFormed())

describe('the borders are those of Intl over the whole text', () => {
  const kinds: Kind[] = ['gsm', 'unicode', 'emoji', 'clusters', 'everything']

  test.each(kinds)('at every index of random bodies: %s', (kind) => {
    const random = seededRandom(7)
    for (let i = 0; i < 1000; i++) {
      const text = randomBody(random, kind, 30).toWellFormed().normalize('NFC')
      expect(bordersAskedFor(text, shuffledIndexes(text, i)), JSON.stringify(text)).toEqual(
        bordersOfWhole(text),
      )
    }
  })

  test('in long texts with runs of flags, joined emoji, marks and conjuncts, whatever is asked first', () => {
    fc.assert(
      fc.property(manyLongRuns, fc.nat(), (text, seed) => {
        const expected = bordersOfWhole(text)
        expect(bordersAskedFor(text, [...expected.keys()])).toEqual(expected)
        expect(bordersAskedFor(text, shuffledIndexes(text, seed))).toEqual(expected)
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    ['half flags', `a${'🇺'.repeat(5001)}`],
    ['joined emoji', `a${'👩\u200d'.repeat(3000)}👩🎉`],
    ['marks', `${'ж'.repeat(500)}${'\u0301'.repeat(1200)}ж${'\u0301'.repeat(5000)}ж`],
    ['conjuncts', `${'क्'.repeat(3000)}कन`],
    ['signs that go before', `ж${'\u0600'.repeat(4000)}7ж`],
    ['pairs that the end of a block would halve', `${'👍'.repeat(3000)}`],
    ['pairs at odd places', `ж${'👍'.repeat(3000)}`],
  ])('in a text of %s that is longer than several blocks', (_, text) => {
    const expected = bordersOfWhole(text)
    expect(bordersAskedFor(text, [...expected.keys()])).toEqual(expected)
    expect(bordersAskedFor(text, [...expected.keys()].reverse())).toEqual(expected)
  })

  test('in every text of up to four characters, one of each sort', () => {
    const sorts = [...'a\n\u200b\u0301\u200d\u200c👩❤🏽🇺\u0600가\u11a8क्']
    let texts = ['']
    for (let length = 1; length <= 4; length++) {
      texts = texts.flatMap((text) => sorts.map((sort) => text + sort))
      const wrong = texts.filter(
        (text) => splitClusters(clustersOf(text)).join('|') !== splitWhole(text).join('|'),
      )
      expect(wrong).toEqual([])
    }
  })
})

describe('what is known of a character without Intl holds in the Unicode of Node', () => {
  const alone = Array.from({ length: 0x300 }, (_, unit) => String.fromCharCode(unit)).concat(
    Array.from({ length: 0x18 }, (_, i) => String.fromCharCode(0x2010 + i)),
  )

  test('two neighbours that stand alone are two clusters', () => {
    const joined = alone.filter((first) => {
      const pairs = alone.map((second) => `${first}${second}`).join('')
      return (
        splitClusters(clustersOf(pairs)).length !== pairs.length || splitWhole(pairs).length !== pairs.length
      )
    })
    expect(joined).toEqual([])
  })

  test('every other character joins them as Intl says', () => {
    const wrong: string[] = []
    for (let first = 0x300; first < 0x110000; first += 0x100) {
      const others = Array.from({ length: 0x100 }, (_, i) => String.fromCodePoint(first + i).toWellFormed())
      const text = others.map((other) => `a${other}’${other}\n${other}${other}©`).join('')
      if (splitClusters(clustersOf(text)).join('|') !== splitWhole(text).join('|'))
        wrong.push(`U+${first.toString(16)}`)
    }
    expect(wrong).toEqual([])
  })
})

test('a line break of CR LF is one character to people, and two where a text may be cut', () => {
  const clusters = clustersOf('a\r\nж\u0301\n')
  expect(splitClusters(clusters)).toEqual(['a', '\r', '\n', 'ж\u0301', '\n'])
  expect(countCharacters(clusters)).toBe(4)
})
