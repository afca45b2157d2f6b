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

test('the words of other languages count where the workspace speaks them, with accents or without', () => {
  expect(['Alto', 'BAJA', 'no más mensajes', 'cancelar'].map((body) => readKeyword(body, ['es']))).toEqual(
    Array(4).fill('stop'),
  )
  expect(['Arrêtez', 'desabonnez-moi'].map((body) => readKeyword(body, ['fr']))).toEqual(['stop', 'stop'])
  expect(['Alto', 'Arrêtez'].map((body) => readKeyword(body, ['en']))).toEqual([undefined, undefined])
  expect(['AIDE', 'Ayuda', 'oui', 'sí'].map((body) => readKeyword(body, languages))).toEqual([
    'help',
    'help',
    'yes',
    'yes',
  ])
})

test('STOP, START and HELP count in any language', () => {
  expect(['STOP', 'unsubscribe', 'START', 'HELP'].map((body) => readKeyword(body, ['es']))).toEqual([
    'stop',
    'stop',
    'start',
    'help',
  ])
})

test('courtesy, what shall stop, repetition and signs beside the word change nothing', () => {
  const bodies = ['Please STOP. Thanks!', 'stop texting me', 'STOP ALL', 'stop\nstop', 'STOP 🛑', 'STOP2QUIT']
  for (const body of bodies) expect(readKeyword(body, languages)).toBe('stop')
})

test('neither do separators inside the word, nor a signature below', () => {
  const bodies = [
    's.t.o.p',
    'S T O P',
    'STO\u200bP',
    'st.op',
    'STOP\n\nSent from my iPhone',
    'stop\n--\nAnn Lee',
  ]
  for (const body of bodies) expect(readKeyword(body, languages)).toBe('stop')
})

test.each(['STOPP', 'SOTP', 'unsubscirbe', 'cancle', 'desuscribrir', 'arretzz', 'altoo'])(
  'one typing slip does not matter: %s',
  (body) => {
    expect(readKeyword(body, languages)).toBe('stop')
  },
)

test.each([
  ...[
    'shop',
    'stoop',
    'step',
    'top',
    'stops',
    'spot',
    'and',
    'send',
    'tend',
    'quiet',
    'quite',
    'suit',
    'cancer',
  ],
  ...[
    'remote',
    'removed',
    'evoke',
    'arrest',
    'also',
    'auto',
    'salto',
    'caja',
    'pasar',
    'nuit',
    'qui',
    'retener',
  ],
])('"%s" is a word of its own, no slip', (body) => {
  expect(readKeyword(body, languages)).toBeUndefined()
})

test('start, help and yes are read only where the text is nothing else', () => {
  for (const body of ['start now', 'help me please', 'yes please', 'start over', 'un stop']) {
    expect(readKeyword(body, languages)).toBeUndefined()
  }
})

test.each([
  'Stop by at 5?',
  "please don't text me",
  'cancel it',
  'TD Bank',
  'the end',
  'all stop',
  'STOP 12345',
  'please',
  '',
  '!',
  '> STOP',
])('"%s" is no keyword', (body) => {
  expect(readKeyword(body, languages)).toBeUndefined()
})

const consonants = fc.stringMatching(/^[bcdfghjklmnpqrstvwxz]{5,12}$/)
const gap = fc.constantFrom(' ', '\n', ', ', '. ', ' - ', '!? ')

test('no text with an unknown word beside a keyword opts anybody out', () => {
  const text = fc.tuple(fc.constantFrom(...stops), consonants, gap, fc.boolean())
  fc.assert(
    fc.property(text, ([keyword, word, between, first]) => {
      const body = first ? keyword + between + word : word + between + keyword
      expect(readKeyword(body, languages)).toBeUndefined()
    }),
    { numRuns: 2000 },
  )
})

test('no text makes the reading fail', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (body) => {
      expect(['stop', 'start', 'help', 'yes', undefined]).toContain(readKeyword(body, languages))
    }),
    { numRuns: 2000 },
  )
})
