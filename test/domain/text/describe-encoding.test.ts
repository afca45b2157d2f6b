import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeEncoding } from '#domain/text/describe-encoding.ts'
import { replacements } from '#domain/text/replacements.ts'
import { countSegments } from '#domain/text/segments.ts'
import { anyBody } from '../../support/random-bodies.ts'

const filler = 'a'.repeat(70)

describe('the characters that force UCS-2', () => {
  test('are listed once each, with how often and where', () => {
    const { encoding, characters } = describeEncoding('It’s “so” good… isn’t it 👍🏽')
    expect(encoding).toBe('ucs2')
    expect(characters).toEqual([
      { character: '’', count: 2, positions: [2, 19], replacement: "'" },
      { character: '“', count: 1, positions: [5], replacement: '"' },
      { character: '”', count: 1, positions: [8], replacement: '"' },
      { character: '…', count: 1, positions: [14], replacement: '...' },
      { character: '👍🏽', count: 1, positions: [25], replacement: null },
    ])
  })

  test('are none in a GSM-7 body, decomposed letters included', () => {
    expect(describeEncoding('Cafe\u0301 [€]').characters).toEqual([])
  })

  test('are found where they stand in the body as given, lone surrogates included', () => {
    const { characters } = describeEncoding('e\u0301\ud83d ç')
    expect(characters.map(({ character, positions }) => [character, positions])).toEqual([
      ['\ufffd', [2]],
      ['ç', [4]],
    ])
  })
})

describe('the suggested replacement', () => {
  test.each([
    ['quotes', '‘a’ “b” «c» ‚d‛ „e‟', `'a' "b" "c" 'd' "e"`],
    ['dashes', 'a–b—c‑d−e', 'a-b-c-d-e'],
    ['an ellipsis', 'wait…', 'wait...'],
    ['odd spaces', 'a\u00a0b\u202fc\u3000d\te', 'a b c d e'],
    ['line separators', 'a\u2028b', 'a\nb'],
    ['bullets', '• one\n• two', '- one\n- two'],
    ['zero width characters', 'a\u200bb\ufeffc\u00add\u200de', 'abcde'],
    ['writing directions', '\u200eab\u200f', 'ab'],
    ['fullwidth forms', 'ＡＢＣ１２！', 'ABC12!'],
    ['ligatures', 'oﬃce ﬁle', 'office file'],
    ['signs', '© ™ 3×4', '(C) (TM) 3x4'],
    ['a backtick', '`x`', "'x'"],
    ['a sign in emoji style', '©\ufe0f', '(C)'],
  ])('of %s', (_, text, replaced) => {
    expect(describeEncoding(text + filler)).toMatchObject({
      replacedBody: replaced + filler,
      segmentsBefore: 2,
      saved: 1,
    })
  })

  test.each([
    ['an emoji remains', '“Hi” 👍'],
    ['a letter remains', '“ça va”'],
    ['it would change a number', '2½ “cups”'],
    ['it would change a power', '10² “m”'],
    ['a joiner belongs to its letters', 'می\u200cخواهم “x”'],
  ])('is not offered when %s', (_, text) => {
    const body = text + filler
    expect(describeEncoding(body)).toMatchObject({
      replacedBody: body,
      segmentsBefore: 2,
      segmentsAfter: 2,
      saved: 0,
    })
  })

  test('is not offered when it saves nothing', () => {
    expect(describeEncoding('“Hi”')).toMatchObject({ encoding: 'ucs2', replacedBody: '“Hi”', saved: 0 })
  })

  test('counts the parts of separate messages when their settings are given', () => {
    const body = `“${'word '.repeat(63)}”`
    expect(describeEncoding(body)).toMatchObject({ segmentsBefore: 5, segmentsAfter: 3, saved: 2 })
    const planned = describeEncoding(body, { longMessages: 'separate', counters: true })
    expect(planned).toMatchObject({ segmentsBefore: 4, segmentsAfter: 3, saved: 1 })
  })

  test('is GSM-7 for every character that has one', () => {
    const wrong = [...replacements].filter(
      ([from, to]) => countSegments(from).encoding === 'gsm7' || countSegments(to).encoding === 'ucs2',
    )
    expect(wrong).toEqual([])
  })

  test('is never worse than the body, and says what it saves', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const { replacedBody, segmentsBefore, segmentsAfter, saved } = describeEncoding(body)
        expect(segmentsBefore).toBe(countSegments(body).segments)
        expect(segmentsAfter).toBe(countSegments(replacedBody).segments)
        expect(saved).toBe(segmentsBefore - segmentsAfter)
        expect(saved > 0).toBe(replacedBody !== body)
      }),
      { numRuns: 300 },
    )
  })
})
