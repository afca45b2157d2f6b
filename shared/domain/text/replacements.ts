// Characters outside GSM-7 and what says the same within it. Letters that merely look alike, accents that change a word,
// fractions and superscripts that would join the digits before them, and emoji are left alone on purpose.

const replacementsBySort: ReadonlyArray<readonly [characters: string, replacement: string]> = [
  ['\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u02b9\u02bb\u02bc\u00b4`', "'"], // quotes, apostrophes, feet
  ['\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u02ba', '"'], // quotes, inches
  ['\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63', '-'], // hyphens, dashes, minus
  ['\u2022\u2023\u2043\u2219\u25e6', '-'], // bullets
  ['\u2026', '...'],
  ['\u203c', '!!'],
  ['\u2044\u2215', '/'],
  ['\u00d7', 'x'],
  ['\u00a9', '(C)'],
  ['\u00ae', '(R)'],
  ['\u2122', '(TM)'],
  ['\ufb00', 'ff'],
  ['\ufb01', 'fi'],
  ['\ufb02', 'fl'],
  ['\ufb03', 'ffi'],
  ['\ufb04', 'ffl'],
  ['\uffe1', '£'],
  ['\uffe5', '¥'],
  ['\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000', ' '],
  ['\v\u0085\u2028\u2029', '\n'],
  ['\u00ad\u180e\u200b\u200c\u200d\u2060\ufeff', ''], // zero width
  ['\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069', ''], // writing direction
  ['\ufe0e\ufe0f', ''], // text or emoji style of the character before
]

const listed = replacementsBySort.flatMap(([characters, replacement]) =>
  Array.from(characters, (character): [string, string] => [character, replacement]),
)

/** U+FF01 to U+FF5E are the printable ASCII characters from "!" to "~" in their order. */
const fullwidth = Array.from({ length: 94 }, (_, i): [string, string] => {
  const ascii = String.fromCharCode(0x21 + i)
  return [String.fromCharCode(0xff01 + i), ascii === '`' ? "'" : ascii]
})

/** The GSM-7 text that says the same, by character. */
export const replacements: ReadonlyMap<string, string> = new Map([...listed, ...fullwidth])
