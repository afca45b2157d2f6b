import { expect, test } from 'vitest'
import { isBlank } from '#contract/api/blank.ts'

test.each([
  ['white space', ' \t\r\n\u00a0\u3000\u2003'],
  ['zero width space, joiners, word joiner, byte order mark', '\u200b\u200c\u200d\u2060\ufeff'],
  ['soft hyphen', '\u00ad'],
  ['marks of writing direction', '\u200e\u200f\u061c\u202a\u202e\u2066\u2069'],
  ['variation selectors', '\ufe0e\ufe0f\u{e0100}'],
  ['fillers of Hangul', '\u115f\u1160\u3164\uffa0'],
  ['blank of braille', '\u2800'],
  ['Mongolian vowel separator, Khmer inherent vowels, grapheme joiner', '\u180e\u17b4\u17b5\u034f'],
  ['tags', '\u{e0001}\u{e0041}'],
  ['controls', '\u0000\u0007\u000b\u0085'],
])('nobody sees %s: a text of nothing else is empty', (_, characters) => {
  for (const character of characters) expect(isBlank(character)).toBe(true)
  expect(isBlank(`${characters}\n${characters}`)).toBe(true)
  expect(isBlank(`${characters}.`)).toBe(false)
})

test.each(['a', '👍🏽', '❤️', '👩‍👩‍👧', '🇺🇸', '¡', '中', '—', '\ufffd'])('%s is seen', (text) => {
  expect(isBlank(text)).toBe(false)
})
