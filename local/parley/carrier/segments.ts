/** A text cut as a carrier bills it: each segment travels by itself, and the phone puts them together. */
export type Segments = { encoding: 'GSM' | 'Unicode'; segments: string[] }

const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** Each takes two septets: an escape comes first. */
const extended = new Set('^{}\\[~]|€\f')

/** 3GPP TS 23.038 and 23.040: 160 septets or 70 UCS-2 units in one segment, 153 or 67 in each of several. */
export const segmentText = (text: string): Segments => {
  const characters = [...text]
  const isGsm = characters.every((character) => basic.has(character) || extended.has(character))
  const size = (character: string) => (isGsm ? (extended.has(character) ? 2 : 1) : character.length)
  const total = characters.reduce((sum, character) => sum + size(character), 0)
  const [single, several] = isGsm ? [160, 153] : [70, 67]
  const segments = total <= single ? [text] : cut(characters, size, several)
  return { encoding: isGsm ? 'GSM' : 'Unicode', segments }
}

const cut = (characters: string[], size: (character: string) => number, limit: number) => {
  const segments: string[] = []
  let segment = ''
  let used = 0
  for (const character of characters) {
    if (used + size(character) > limit) {
      segments.push(segment)
      segment = ''
      used = 0
    }
    segment += character
    used += size(character)
  }
  return [...segments, segment]
}
