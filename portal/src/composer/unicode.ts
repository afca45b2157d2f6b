import { describeEncoding } from '#domain/text/describe-encoding.ts'
import { type PartSettings, planParts } from '#domain/text/plan-parts.ts'

/** A piece of a text as it is written; `forces` where it is a character that only Unicode has. */
export type Piece = { text: string; forces: boolean }

export type Counted = {
  characters: number
  segments: number
  parts: number
  isUnicode: boolean
  pieces: Piece[]
  /** The characters that force Unicode, each once. */
  forcing: string[]
  /** The same text without them, where every one of them has something that says the same. */
  replaced?: { body: string; segments: number }
}

/** What a text is billed as, by the very rules that it is sent by. */
export const countText = (body: string, settings: PartSettings): Counted => {
  const { characters, segments, parts, encoding } = planParts(body, settings)
  const { characters: forcing } = describeEncoding(body, settings)
  const found = forcing
    .flatMap(({ character, positions, replacement }) =>
      positions.map((position) => ({ position, character, replacement })),
    )
    .toSorted((one, other) => one.position - other.position)
  const canReplace = found.length > 0 && found.every(({ replacement }) => replacement !== null)
  const replacedBody = canReplace ? replaceAll(body, found) : undefined
  return {
    characters,
    segments,
    parts: parts.length,
    isUnicode: encoding === 'ucs2',
    pieces: piecesOf(body, found),
    forcing: forcing.map(({ character }) => character),
    ...(replacedBody !== undefined && {
      replaced: { body: replacedBody, segments: planParts(replacedBody, settings).segments },
    }),
  }
}

type Found = { position: number; character: string; replacement: string | null }

const piecesOf = (body: string, found: Found[]): Piece[] => {
  const pieces: Piece[] = []
  let at = 0
  for (const { position, character } of found) {
    if (position > at) pieces.push({ text: body.slice(at, position), forces: false })
    pieces.push({ text: character, forces: true })
    at = position + character.length
  }
  if (at < body.length) pieces.push({ text: body.slice(at), forces: false })
  return pieces
}

const replaceAll = (body: string, found: Found[]): string => {
  let replaced = ''
  let at = 0
  for (const { position, character, replacement } of found) {
    replaced += body.slice(at, position) + (replacement ?? character)
    at = position + character.length
  }
  return replaced + body.slice(at)
}
