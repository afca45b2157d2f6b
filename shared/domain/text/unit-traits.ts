// What each UTF-16 unit means to a segment, one byte per unit, so that a body is judged in one pass without allocation.

/** Septets of the unit in GSM-7: 1, or 2 with an escape; 0 where GSM-7 lacks it. */
export const SEPTETS = 0b11
/** Missing in the GSM 7 bit default alphabet and its extension table: the body needs UCS-2. */
export const NOT_GSM = 1 << 2
/** Half of a surrogate pair. */
export const SURROGATE = 1 << 3
/** NFC may replace, reorder or compose the unit. */
export const RECOMPOSES = 1 << 4
/** White space where a line may break: a message may be cut there. */
export const WHITE_SPACE = 1 << 5
/** May share a grapheme cluster with a neighbour. */
export const JOINS = 1 << 6
/** With JOINS: always belongs to the character before. Alone: a control, never belongs to a neighbour. */
export const FIXED = 1 << 7

const EXTENDS = JOINS | FIXED
const CONTROL = FIXED
/** What a range is assumed to be until listed as simpler below. */
const UNKNOWN = NOT_GSM | RECOMPOSES | JOINS

// 3GPP TS 23.038, 6.2.1: default alphabet (without the escape 0x1B) and extension table.
const DEFAULT_ALPHABET =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const EXTENSION_TABLE = '\f^{}\\[~]|€'

// Tab to carriage return, space and the breaking spaces of Unicode; no-break spaces (00A0, 2007, 202F) are none.
const WHITE_SPACES =
  '\t\n\v\f\r \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u2028\u2029\u205f\u3000'

/** Ranges outside GSM-7, first unit, last unit and what they are; UAX #29 and UAX #15, held against Intl in tests. */
const RANGES: ReadonlyArray<readonly [first: number, last: number, traits: number]> = [
  [0x0000, 0x02ff, 0],
  [0x0000, 0x001f, CONTROL],
  [0x007f, 0x009f, CONTROL],
  [0x00ad, 0x00ad, CONTROL],
  [0x0300, 0x036f, EXTENDS | RECOMPOSES],
  [0x0370, 0x0482, 0], // Greek, Cyrillic
  [0x0374, 0x0374, RECOMPOSES],
  [0x037e, 0x037e, RECOMPOSES],
  [0x0387, 0x0387, RECOMPOSES],
  [0x048a, 0x0590, 0], // Cyrillic, Armenian
  [0x05be, 0x05be, 0],
  [0x05d0, 0x05f4, 0], // Hebrew letters
  [0x061b, 0x061b, 0],
  [0x061d, 0x064a, 0], // Arabic letters
  [0x064b, 0x065f, EXTENDS | RECOMPOSES],
  [0x0660, 0x066f, 0],
  [0x0671, 0x06d5, 0],
  [0x0e01, 0x0e30, 0], // Thai letters
  [0x0e3f, 0x0e46, 0],
  [0x0e4f, 0x0e5b, 0],
  [0x1680, 0x1680, 0],
  [0x1e00, 0x1eff, 0],
  [0x1f00, 0x1fff, RECOMPOSES], // Greek with accents: some have a shorter equal
  [0x2000, 0x2001, RECOMPOSES],
  [0x2002, 0x200a, 0],
  [0x200b, 0x200b, CONTROL],
  [0x200c, 0x200d, EXTENDS], // zero width (non-)joiner; what follows a joiner is asked of Intl
  [0x200e, 0x200f, CONTROL],
  [0x2010, 0x2027, 0],
  [0x2028, 0x202e, CONTROL],
  [0x202f, 0x205f, 0],
  [0x2060, 0x206f, CONTROL],
  [0x2070, 0x20cf, 0],
  [0x20e3, 0x20e3, EXTENDS], // keycap
  [0x2100, 0x2bff, 0],
  [0x2126, 0x2126, RECOMPOSES],
  [0x212a, 0x212b, RECOMPOSES],
  [0x2329, 0x232a, RECOMPOSES],
  [0x2adc, 0x2adc, RECOMPOSES],
  [0x2c00, 0x2cee, 0],
  [0x2e00, 0x3029, 0],
  [0x3030, 0x3098, 0],
  [0x309b, 0xa66e, 0], // Kana, Bopomofo, CJK, Yi
  [0xac00, 0xd7a3, 0], // Hangul syllables: only loose jamo join them
  [0xd800, 0xdfff, SURROGATE | RECOMPOSES],
  [0xd835, 0xd835, SURROGATE],
  [0xd83c, 0xd83e, SURROGATE], // emoji
  [0xd840, 0xd87d, SURROGATE], // rarer CJK
  [0xdc00, 0xdfff, SURROGATE],
  [0xe000, 0xf8ff, 0],
  [0xf900, 0xfaff, RECOMPOSES],
  [0xfb00, 0xfb1c, 0],
  [0xfb50, 0xfdff, 0],
  [0xfe00, 0xfe0f, EXTENDS], // variation selectors
  [0xfe10, 0xfe1f, 0],
  [0xfe30, 0xfefe, 0],
  [0xfeff, 0xfeff, CONTROL],
  [0xff00, 0xff9d, 0],
  [0xffa0, 0xffef, 0],
  [0xfffc, 0xffff, 0],
]

/** Traits by UTF-16 unit. */
export const TRAITS = buildTraits()

function buildTraits(): Uint8Array {
  const traits = new Uint8Array(0x10000).fill(UNKNOWN)
  for (const [first, last, range] of RANGES) traits.fill(NOT_GSM | range, first, last + 1)
  mark(traits, DEFAULT_ALPHABET, ~NOT_GSM, 1)
  mark(traits, EXTENSION_TABLE, ~NOT_GSM, 2)
  mark(traits, WHITE_SPACES, ~0, WHITE_SPACE)
  return traits
}

function mark(traits: Uint8Array, units: string, keep: number, add: number): void {
  for (let i = 0; i < units.length; i++) {
    const unit = units.charCodeAt(i)
    traits[unit] = ((traits[unit] ?? 0) & keep) | add
  }
}
