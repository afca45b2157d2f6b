import fc from 'fast-check'

/** A repeatable source of numbers in [0, 1) (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const words = [
  'hello',
  'see',
  'you',
  'at',
  '5',
  'Grüße',
  'àèìòù',
  'Ñandú',
  'ΔΦΩ',
  'OK!',
  'https://example.com/x?a=1&b=2',
]
const extension = ['{', '}', '[', ']', '~', '\\', '|', '^', '€', '\f']
const breaks = [' ', '  ', '\n', '\r\n', '\r', '\r\n\r\n']
const letters = [
  '“',
  '”',
  '’',
  '–',
  '…',
  '\u00a0',
  '\t',
  'ç',
  'Привет',
  '你好',
  'שלום',
  'مرحبا',
  '안녕',
  'ğ',
  '`',
  '\u200b',
]
const emoji = ['👍', '🎉', '❤️', '👍🏽', '🇺🇸', '🇫🇷', '1️⃣', '👨‍👩‍👧', '👩🏻‍🚀', '🏳️‍🌈', '🧑‍🤝‍🧑', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '☺', '©']
const clusters = [
  'e\u0301',
  'a\u0308\u0323',
  'नमस्ते',
  'क्षि',
  'ก็',
  'กำ',
  '\u1112\u1161\u11ab',
  'ש\u05c1',
  'q\u0307\u0323',
  'x\u20dd',
]
const odd = [
  '\ud800',
  '\udc00',
  '\ud83d',
  '\u200d',
  '\ufe0f',
  '\u0301',
  '\u0600',
  '\u0000',
  '\u001b',
  '\u2126',
  '\uf900',
  '\u{1f1e6}',
]

const kinds = {
  gsm: [words, words, breaks],
  extended: [words, extension, breaks, extension],
  unicode: [words, letters, breaks, letters],
  emoji: [words, emoji, breaks, emoji],
  clusters: [clusters, letters, breaks, clusters],
  everything: [words, extension, breaks, letters, emoji, clusters, odd],
}

export type Kind = keyof typeof kinds

/** A body of about `length` UTF-16 units with the sorts of text of its kind. */
export const randomBody = (random: () => number, kind: Kind, length: number): string => {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  let body = ''
  while (body.length < length) {
    const piece = pick(pick(kinds[kind]))
    body += body.length + piece.length > length + 2 ? '.' : piece
  }
  return body
}

/** Bodies of every kind of text, and of any UTF-16 units at all, for properties. */
export const anyBody: fc.Arbitrary<string> = fc
  .oneof(
    {
      weight: 4,
      arbitrary: fc.array(fc.constantFrom(...kinds.everything.flat()), { maxLength: 400, size: 'max' }),
    },
    {
      weight: 2,
      arbitrary: fc.array(fc.constantFrom(...kinds.extended.flat(), '.'), { maxLength: 900, size: 'max' }),
    },
    {
      weight: 1,
      arbitrary: fc.array(fc.constantFrom('a', '\u0301', '👩', '\u200d', ' '), {
        maxLength: 900,
        size: 'max',
      }),
    },
    {
      weight: 1,
      arbitrary: fc.array(
        fc.nat(0xffff).map((unit) => String.fromCharCode(unit)),
        { maxLength: 300, size: 'max' },
      ),
    },
  )
  .map((pieces) => pieces.join(''))
