import { describe, expect, test } from 'vitest'
import { borderAtOrBefore, countGraphemes, jointAt, splitGraphemes } from '#domain/text/grapheme-borders.ts'
import { FIXED, JOINS, RECOMPOSES, SURROGATE, TRAITS } from '#domain/text/unit-traits.ts'
import { type Kind, randomBody, seededRandom } from '../../support/random-bodies.ts'

type Belief = 'alone' | 'control' | 'extends' | 'flag half' | 'unsure'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const beliefs = collectBeliefs()

function split(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

function traitsOf(text: string): number {
  return TRAITS[text.charCodeAt(0)] ?? 0
}

/** Every character of Unicode by what the traits of its unit, or the judgement of its pair, make of it. */
function collectBeliefs(): Record<Belief, string[]> {
  const found: Record<Belief, string[]> = { alone: [], control: [], extends: [], 'flag half': [], unsure: [] }
  for (let code = 0; code < 0x110000; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue
    const text = String.fromCodePoint(code)
    found[beliefOf(text)].push(text)
  }
  return found
}

function beliefOf(text: string): Belief {
  const fixed = (traitsOf(text) & FIXED) !== 0
  if (text.length === 1 && (traitsOf(text) & JOINS) === 0) return fixed ? 'control' : 'alone'
  if (text.length === 2 && jointAt(text + text, 2) === 'joined' && jointAt(`a${text}`, 1) === 'border')
    return 'flag half'
  const joint = jointAt(`a${text}`, 1)
  if (joint === 'uncertain') return 'unsure'
  return joint === 'joined' ? 'extends' : 'alone'
}

describe('what is believed of a character holds in Unicode as Node knows it', () => {
  // Neighbours: a letter, a Hangul syllable, half of a conjunct, half of a flag, a mark.
  test('a character that stands alone joins no other such character, and a mark joins it', () => {
    const wrong = beliefs.alone.filter((text) => {
      const parts = ['a', text, '가', text, 'क्', text, '🇺', text, '가', text, `${text}\u0301`, 'a']
      return split(parts.join('')).join(' ') !== parts.join(' ')
    })
    expect(wrong).toEqual([])
  })

  test('a control joins nothing', () => {
    const wrong = beliefs.control.filter((text) => split(`a${text}\u0301${text}\u0600${text}a`).length !== 7)
    expect(wrong).toEqual([])
  })

  test('a character that extends is never parted from the one before, nor holds the one after', () => {
    const wrong = beliefs.extends.filter(
      (text) => split(`a${text}a가${text}가👍${text}${text}b`).length !== 6,
    )
    expect(wrong).toEqual([])
  })

  test('flag halves are the 26 regional indicators', () => {
    expect(beliefs['flag half']).toEqual(
      Array.from({ length: 26 }, (_, i) => String.fromCodePoint(0x1f1e6 + i)),
    )
  })

  test('everyday letters, signs and emoji need no question to Intl', () => {
    expect(new Set([...'aé€Жα中かカ한שםأب’–…👍🎉😀'].map(beliefOf))).toEqual(new Set(['alone']))
  })
})

describe('units not marked as recomposing', () => {
  const unmarked = Object.values(beliefs)
    .flat()
    .filter((text) => (traitsOf(text) & RECOMPOSES) === 0)

  test('are their own normal form', () => {
    expect(unmarked.filter((text) => text.normalize('NFC') !== text)).toEqual([])
  })

  test('compose with no character before them', () => {
    const seconds = new Set(
      beliefs.alone.concat(beliefs.unsure).flatMap((text) => [...text.normalize('NFD')].slice(1)),
    )
    expect(unmarked.filter((text) => seconds.has(text))).toEqual([])
  })

  test('do not change places with marks around them', () => {
    const moves = (text: string) => `\u0345${text}\u0334`.normalize('NFD') !== `\u0345${text}\u0334`
    expect(unmarked.filter((text) => text.normalize('NFD') === text && moves(text))).toEqual([])
  })
})

test('every text of up to four characters, one of each sort, is split as Intl splits it', () => {
  const sorts = [
    'a',
    '\n',
    '\u200b',
    '\u0301',
    '\u200d',
    '\u200c',
    '👩',
    '❤',
    '🏽',
    '🇺',
    '\u0600',
    '가',
    '\u11a8',
    'क',
    '्',
  ]
  let texts = ['']
  for (let length = 1; length <= 4; length++) {
    texts = texts.flatMap((text) => sorts.map((sort) => text + sort))
    expect(texts.filter((text) => splitGraphemes(text).join('|') !== split(text).join('|'))).toEqual([])
  }
})

test('exactly the surrogates are marked as surrogates', () => {
  const marked = Array.from(TRAITS.keys()).filter((unit) => ((TRAITS[unit] ?? 0) & SURROGATE) !== 0)
  expect([marked.length, marked.at(0), marked.at(-1)]).toEqual([0x800, 0xd800, 0xdfff])
})

describe('borders of random bodies are those of Intl, but for the one inside CR LF', () => {
  const kinds: Kind[] = ['gsm', 'unicode', 'emoji', 'clusters', 'everything']

  test.each(kinds)('%s', (kind) => {
    const random = seededRandom(7)
    for (let i = 0; i < 2000; i++) {
      const body = randomBody(random, kind, 30).toWellFormed().normalize('NFC')
      const starts = Array.from(segmenter.segment(body), ({ index }) => index)
      expect(countGraphemes(body), JSON.stringify(body)).toBe(starts.length)
      const at = 1 + Math.floor(random() * (body.length - 1))
      const inLineBreak = body.slice(at - 1, at + 1) === '\r\n'
      const expected = inLineBreak ? at : starts.findLast((start) => start <= at)
      expect(borderAtOrBefore(body, 0, at), `${JSON.stringify(body)} at ${at}`).toBe(expected)
    }
  })
})
