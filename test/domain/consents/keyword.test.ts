import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readKeyword } from '#domain/consents/keyword.ts'
import { languages } from '#domain/settings/settings.ts'

const stops = [
  'stop',
  'stopall',
  'unsubscribe',
  'end',
  'quit',
  'cancel',
  'revoke',
  'opt out',
  'optout',
  'opt-out',
  'remove',
  'arret',
  'arrêt',
  'td',
]

test.each(stops)('"%s" opts out, in any case and with punctuation and white space around it', (word) => {
  for (const body of [word, word.toUpperCase(), ` ${word}\n`, `"${word}."`, `${word}!!!`, `¡${word}…`]) {
    expect(readKeyword(body, languages)).toBe('stop')
  }
})

test('a keyword is known in decomposed, full-width and oddly spaced letters', () => {
  expect(readKeyword('arrêt'.normalize('NFD'), languages)).toBe('stop')
  expect(readKeyword('ＳＴＯＰ', languages)).toBe('stop')
  expect(readKeyword('opt  out', languages)).toBe('stop')
  expect(readKeyword('opt\u2011out', languages)).toBe('stop')
  expect(readKeyword('\ufeffStop\u200b', languages)).toBe('stop')
})

test('start and unstop opt in, help and info ask for help, yes is a word of its own', () => {
  expect(['START', 'unstop.', 'Help?', 'info', 'Yes!'].map((body) => readKeyword(body, languages))).toEqual([
    'start',
    'start',
    'help',
    'help',
    'yes',
  ])
})

test.each([
  'Stop by at 5?',
  "please don't text me",
  'stop it',
  'yes please',
  'un stop',
  'TD Bank',
  '',
  '!',
  'st.op',
])('"%s" is no keyword', (body) => {
  expect(readKeyword(body, languages)).toBeUndefined()
})

const letters = fc.stringMatching(/^[a-z0-9]{1,12}$/)
const gap = fc.constantFrom(' ', '\n', ', ', '. ', ' - ', '!? ')

test('no text with another word beside a keyword opts anybody out', () => {
  const text = fc.tuple(fc.constantFrom(...stops), letters, gap, fc.boolean())
  fc.assert(
    fc.property(text, ([keyword, word, between, first]) => {
      const body = first ? keyword + between + word : word + between + keyword
      expect(readKeyword(body, languages)).toBeUndefined()
    }),
    { numRuns: 2000 },
  )
})

test('a text is a keyword only if nothing but one is left without what surrounds it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (body) => {
      const said =
        body
          .normalize('NFKC')
          .toLowerCase()
          .match(/[\p{L}\p{N}]+/gu) ?? []
      const keyword = readKeyword(body, languages)
      if (keyword)
        expect([...stops, 'start', 'unstop', 'help', 'info', 'yes', 'opt out']).toContain(said.join(' '))
    }),
    { numRuns: 2000 },
  )
})
