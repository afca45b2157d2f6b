import { searchWords } from '#domain/text/search-words.ts'

/** A piece of a text, and where it begins. */
type Piece = { at: number; text: string; isHit: boolean }

/** So much is shown before the first word that was found. */
const mostBefore = 60
const longest = 240

/** The part of a text around the first word that was found, with all of them marked. */
export const excerptOf = (body: string, query: string): Piece[] => {
  const wanted = searchWords(query)
  const pieces = piecesOf(body, wanted)
  const first = pieces.find(({ isHit }) => isHit)?.at ?? 0
  const begin = first > mostBefore ? first - mostBefore : 0
  const shown = pieces.filter(({ at }) => at >= begin && at < begin + longest)
  const end = shown.at(-1)
  const isCut = end !== undefined && end.at + end.text.length < body.length
  return [
    ...(begin > 0 ? [{ at: -1, text: '…', isHit: false }] : []),
    ...shown,
    ...(isCut ? [{ at: body.length, text: '…', isHit: false }] : []),
  ]
}

/** The words of the text and what stands between them. */
const piecesOf = (body: string, wanted: string[]): Piece[] =>
  [...body.matchAll(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu)].map(({ 0: text, index: at }) => ({
    at,
    text,
    isHit: searchWords(text).some((word) => wanted.includes(word)),
  }))
