import type { Agent } from './api.ts'

type Named = Pick<Agent, 'id' | 'name'>

/** A stretch of a note; `agents` where it is the name of somebody whom it mentions. Two may have the same name. */
export type NotePiece = { text: string; agents?: Agent['id'][] }

/** Takes a note apart at the names that follow an @. The longest name counts: "@Ana Ruiz" mentions no other Ana. */
export const splitMentions = (body: string, agents: readonly Named[]): NotePiece[] => {
  const byLength = agents.toSorted((one, other) => other.name.length - one.name.length)
  const pieces: NotePiece[] = []
  let plain = ''
  const put = (piece: NotePiece) => {
    if (plain !== '') pieces.push({ text: plain })
    plain = ''
    pieces.push(piece)
  }
  for (let at = 0; at < body.length; ) {
    const found = body[at] === '@' && byLength.find(({ name }) => isNameAt(body, at + 1, name))
    if (found) {
      const same = agents.filter(({ name }) => name.toLowerCase() === found.name.toLowerCase())
      put({ text: body.slice(at, at + 1 + found.name.length), agents: same.map(({ id }) => id) })
      at += 1 + found.name.length
    } else plain += body[at++]
  }
  return plain === '' ? pieces : [...pieces, { text: plain }]
}

/** Nothing of a longer word, such as "@Anatomy". */
const isNameAt = (body: string, at: number, name: string): boolean =>
  body.slice(at, at + name.length).toLowerCase() === name.toLowerCase() &&
  !/[\p{L}\p{N}]/u.test(body.charAt(at + name.length))

/** The agents whom a note mentions, each once. */
export const mentionsIn = (body: string, agents: readonly Named[]): Agent['id'][] => [
  ...new Set(splitMentions(body, agents).flatMap((piece) => piece.agents ?? [])),
]

/** What is typed of a name before the caret, and where its @ stands; undefined where no name is being typed. */
export const typedName = (body: string, caret: number): { from: number; query: string } | undefined => {
  const typed = /(?:^|[\s(])@([^@\n]{0,40})$/.exec(body.slice(0, caret))
  return typed?.[1] === undefined ? undefined : { from: caret - typed[1].length - 1, query: typed[1] }
}

/** Those whose name, or a word of it, begins with what is typed; by name. */
export const namesFor = <T extends Named>(query: string, agents: readonly T[]): T[] => {
  const wanted = query.toLowerCase()
  const fits = (name: string) =>
    name.startsWith(wanted) || name.split(/\s+/).some((word) => word.startsWith(wanted))
  return agents
    .filter(({ name }) => fits(name.toLowerCase()))
    .toSorted((one, other) => one.name.localeCompare(other.name))
}
