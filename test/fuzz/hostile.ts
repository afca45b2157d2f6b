import type { Random } from './random.ts'

/** A word that is in every text that the fuzzer writes: no line of the log may hold it. */
export const secretWord = 'Quokka'
/** The same for all that the other workspace keeps: none of our answers may hold it. */
export const theirWord = 'Zanzibar'

const strings = [
  '',
  ' ',
  '\ud83d',
  '\udc00 and more',
  'a\u0000b',
  '\u0007\u001b[31m',
  '\u202egnihton',
  '\ufeff',
  '\u200b\u200d\ufe0f',
  'e\u0301\u0323'.repeat(50),
  '👩🏽‍🚀'.repeat(300),
  'x'.repeat(100_000),
  '\u0001'.repeat(20_000),
  '\uffff'.repeat(400),
  '__proto__',
  'constructor',
  'toString',
  'null',
  '0',
  '-1',
  '1e309',
  '٣',
  '../../etc/passwd',
  '%00%zz',
  "' OR 1=1 --",
  '<script>alert(1)</script>&rsquo;',
  '\r\nset-cookie: a=b',
  '#',
  '~',
  '+',
  '+1',
  '+999999999999999',
  'wks_theirs',
  'cnv_',
  'noon',
  '24:00',
  '0000-00-00',
  '9999-12-31T23:59:59.999Z',
  '0001-01-01T00:00:00+14:00',
  '-271821-04-20T00:00:00Z',
]

/** Deeper than what can be made into JSON again. */
export const bottomless = '['.repeat(20_000) + ']'.repeat(20_000)

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))

const others: unknown[] = [
  null,
  true,
  0,
  -1,
  0.1,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  [],
  {},
  [null],
  nested(30),
  nested(300),
  JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": 1}}'),
  { id: 'x', length: -1 },
]

export const hostileString = ({ pick }: Random): string => pick(strings)
export const hostileValue = (random: Random): unknown =>
  random.percent(60) ? hostileString(random) : random.pick(others)
