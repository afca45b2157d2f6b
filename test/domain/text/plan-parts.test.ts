import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { awsPartLimits, twilioPartLimits } from '#domain/text/cut-parts.ts'
import { type PartSettings, planParts } from '#domain/text/plan-parts.ts'
import { countSegments, normalizeBody } from '#domain/text/segments.ts'
import { anyBody } from '../../support/random-bodies.ts'

const runs = { numRuns: 500 }
const concatenated: PartSettings = { longMessages: 'concatenated' }
const separate: PartSettings = { longMessages: 'separate' }
const counted: PartSettings = { longMessages: 'separate', counters: true }
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const bodiesOf = (body: string, settings: PartSettings) =>
  planParts(body, settings).parts.map((part) => part.body)
const words = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`).join(' ')

describe('concatenated', () => {
  test('a message within the limit of the carrier is one part of several segments', () => {
    expect(planParts('a'.repeat(1530), concatenated)).toEqual({
      encoding: 'gsm7',
      characters: 1530,
      units: 1530,
      segments: 10,
      parts: [{ body: 'a'.repeat(1530), encoding: 'gsm7', units: 1530, segments: 10 }],
    })
    expect(planParts('ж'.repeat(630), concatenated).parts.length).toBe(1)
  })

  test('a longer one becomes more parts, cut at a word end', () => {
    const [first = '', second = '', ...rest] = bodiesOf(words(250), concatenated)
    expect(rest).toEqual([])
    expect(first.length).toBeGreaterThan(1520)
    expect(`${first} ${second}`).toBe(words(250))
  })

  test('escape pairs that would make an eleventh segment go to the next part', () => {
    const body = `${'a'.repeat(152)}€`.repeat(10).slice(0, 1525)
    expect(countSegments(body)).toMatchObject({ units: 1534, segments: 11 })
    expect(planParts(body, concatenated).parts.map((part) => part.segments)).toEqual([10, 1])
  })

  test('the limits of another carrier can be given', () => {
    expect(planParts('a'.repeat(1600), { ...concatenated, limits: twilioPartLimits }).parts.length).toBe(1)
    expect(planParts('a'.repeat(1600), { ...concatenated, limits: awsPartLimits }).parts.length).toBe(2)
    expect(bodiesOf('aaa bbb ccc', { ...concatenated, limits: { gsm7: 7, ucs2: 3 } })).toEqual([
      'aaa bbb',
      'ccc',
    ])
  })

  test('limits without room for a character are refused', () => {
    const plan = () => planParts('👍👍', { ...concatenated, limits: { gsm7: 1, ucs2: 1 } })
    expect(plan).toThrow(RangeError)
  })

  test('counters are for separate messages only', () => {
    expect(bodiesOf(words(250), { ...concatenated, counters: true })).toEqual(
      bodiesOf(words(250), concatenated),
    )
  })
})

describe('separate', () => {
  test('each part is one SMS and ends with a word', () => {
    const plan = planParts(words(60), separate)
    expect(plan.parts.map((part) => part.segments)).toEqual([1, 1, 1])
    expect(plan.parts.map((part) => part.body).join(' ')).toBe(words(60))
  })

  test.each([
    ['160 characters', 'a'.repeat(160), ['a'.repeat(160)]],
    ['a word end at the limit', `${'a'.repeat(160)} b`, ['a'.repeat(160), 'b']],
    ['a word over the limit', `${'a'.repeat(155)} ${'b'.repeat(6)}`, ['a'.repeat(155), 'b'.repeat(6)]],
    [
      'all white space at a cut is dropped',
      `${'a'.repeat(155)} \r\n\n ${'b'.repeat(9)}`,
      ['a'.repeat(155), 'b'.repeat(9)],
    ],
    ['white space at the very end of a full part', `${'a'.repeat(160)}\n\n`, ['a'.repeat(160)]],
    [
      'a long word fills the part it begins in',
      `Hi ${'b'.repeat(170)}`,
      [`Hi ${'b'.repeat(157)}`, 'b'.repeat(13)],
    ],
    [
      'a no-break space is no word end',
      `${'a'.repeat(60)} b\u00a0${'c'.repeat(20)}`,
      ['a'.repeat(60), `b\u00a0${'c'.repeat(20)}`],
    ],
    ['white space within a part stays', `a  b\n\nc ${'d'.repeat(155)}`, ['a  b\n\nc', 'd'.repeat(155)]],
    ['white space longer than a part', `${' '.repeat(170)}a`, ['a']],
    ['a no-break space left over', `${'a'.repeat(160)} \u00a0`, ['a'.repeat(160)]],
    ['white space that carries a mark is text', `${'ж'.repeat(69)} \u0301жж`, ['ж'.repeat(69), ' \u0301жж']],
    ['text without spaces', '你'.repeat(100), ['你'.repeat(70), '你'.repeat(30)]],
    ['clusters', '👨‍👩‍👧‍👦'.repeat(7), ['👨‍👩‍👧‍👦'.repeat(6), '👨‍👩‍👧‍👦']],
    ['flags', '🇺🇸'.repeat(40), ['🇺🇸'.repeat(17), '🇺🇸'.repeat(17), '🇺🇸'.repeat(6)]],
    ['nothing', '', []],
  ])('%s: %#', (_, body, parts) => {
    expect(bodiesOf(body, separate)).toEqual(parts)
  })

  test('every white space is a word end, but not the no-break spaces', () => {
    const endsWords = (space: string) => {
      const [first = ''] = bodiesOf(`${'ж'.repeat(60)}${space}${'ж'.repeat(20)}`, separate)
      return first === 'ж'.repeat(60)
    }
    const spaces = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).filter(
      (character) => character.trim() === '' && normalizeBody(character) === character,
    )
    expect(spaces.filter((space) => !endsWords(space))).toEqual(['\u00a0', '\u2007', '\u202f', '\ufeff'])
    expect(spaces.length).toBe(23)
  })

  test('each part has the encoding of its own text: one emoji does not make all parts UCS-2', () => {
    const plan = planParts(`${words(40)} 🎉`, separate)
    expect(plan.parts.map((part) => part.encoding)).toEqual(['gsm7', 'gsm7', 'ucs2'])
    expect(plan.encoding).toBe('ucs2')
  })

  test('a keycap whose digit alone is GSM-7 stays whole', () => {
    const parts = bodiesOf(`${'a'.repeat(100)}1️⃣${'b'.repeat(100)}`, separate)
    expect(parts.filter((part) => part.includes('1️⃣')).length).toBe(1)
  })
})

describe('counters', () => {
  test('a message of one part has none', () => {
    expect(bodiesOf('a'.repeat(160), counted)).toEqual(['a'.repeat(160)])
    expect(bodiesOf(`${'a'.repeat(160)} `, counted)).toEqual(['a'.repeat(160)])
  })

  test('stand before the text and are counted in', () => {
    const plan = planParts('a'.repeat(161), counted)
    expect(plan.parts).toEqual([
      { body: `(1/2) ${'a'.repeat(154)}`, encoding: 'gsm7', units: 160, segments: 1 },
      { body: `(2/2) ${'a'.repeat(7)}`, encoding: 'gsm7', units: 13, segments: 1 },
    ])
    expect([plan.units, plan.characters]).toEqual([173, 161])
  })

  test.each([
    [9 * 154, 9],
    [9 * 154 + 1, 10],
    [9 * 153 + 90 * 152, 99],
    [9 * 153 + 90 * 152 + 1, 100],
  ])('%i characters take %i parts: a further digit takes room in every counter', (length, expected) => {
    const parts = bodiesOf('a'.repeat(length), counted)
    expect(parts.length).toBe(expected)
    expect(parts.every((part, i) => part.startsWith(`(${i + 1}/${expected}) `) && part.length <= 160)).toBe(
      true,
    )
  })
})

describe('for every body', () => {
  const every: PartSettings[] = [
    concatenated,
    separate,
    counted,
    { ...concatenated, limits: { gsm7: 200, ucs2: 90 } },
  ]

  test.each(every)(
    'no text is lost: parts, with the white space between them, are the body (%j)',
    (settings) => {
      fc.assert(
        fc.property(anyBody, (any) => {
          const body = normalizeBody(any)
          let at = 0
          for (const text of textsOf(any, settings)) {
            const found = body.indexOf(text, at)
            expect(body.slice(at, found).trim()).toBe('')
            at = found + text.length
          }
          expect(body.slice(at).trim()).toBe('')
        }),
        runs,
      )
    },
  )

  test.each(every)('parts fit their limits and are counted as they are sent (%j)', (settings) => {
    const one = { gsm7: 160, ucs2: 70, segments: 1 }
    const limits = settings.longMessages === 'separate' ? one : (settings.limits ?? awsPartLimits)
    fc.assert(
      fc.property(anyBody, (body) => {
        const plan = planParts(body, settings)
        for (const part of plan.parts) {
          expect(countSegments(part.body)).toEqual({
            encoding: part.encoding,
            units: part.units,
            segments: part.segments,
          })
          expect(normalizeBody(part.body)).toBe(part.body)
          expect(part.units).toBeLessThanOrEqual(limits[part.encoding])
          expect(part.segments).toBeLessThanOrEqual(limits.segments ?? 2)
          expect(part.body === normalizeBody(body) || part.body.trim() !== '').toBe(true)
        }
        expect(plan.segments).toBe(plan.parts.reduce((sum, part) => sum + part.segments, 0))
        expect(plan.characters).toBe(Array.from(segmenter.segment(normalizeBody(body))).length)
      }),
      runs,
    )
  })

  test.each(every)('no grapheme cluster shorter than half a part is torn (%j)', (settings) => {
    const size = settings.longMessages === 'separate' ? 70 : (settings.limits?.ucs2 ?? 630)
    fc.assert(
      fc.property(anyBody, (any) => {
        const body = normalizeBody(any)
        const clusters = segmenter.segment(body)
        let at = 0
        for (const text of textsOf(any, settings)) {
          at = body.indexOf(text, at)
          for (const border of [at, at + text.length]) {
            const cluster = clusters.containing(border)
            if (cluster && cluster.index < border) expect(cluster.segment.length).toBeGreaterThan(size / 2)
          }
          at += text.length
        }
      }),
      runs,
    )
  })
})

/** The parts without their counters. */
const textsOf = (body: string, settings: PartSettings): string[] => {
  const parts = bodiesOf(body, settings)
  if (!settings.counters || settings.longMessages !== 'separate' || parts.length < 2) return parts
  return parts.map((part, i) => part.slice(`(${i + 1}/${parts.length}) `.length))
}
