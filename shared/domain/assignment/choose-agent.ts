import type { AgentId } from '../ids.ts'
import type { Assignment } from './assignment.ts'

/** An agent whom a conversation may be handed to. */
export type Candidate = {
  id: AgentId
  /** When they were last given one (epoch milliseconds, or a moment later than the one before): 0 where they never were. */
  turn: number
  /** How many open conversations they have. */
  open: number
}

/** Who is given the next conversation; nobody where all have as many as the cap lets them. */
export const chooseAgent = <C extends Candidate>(
  candidates: readonly C[],
  { by, cap = Number.POSITIVE_INFINITY }: Assignment,
): C | undefined => {
  const free = candidates.filter(({ open }) => open < cap)
  return free.toSorted(
    (one, other) => (by === 'least_busy' && one.open - other.open) || inTurn(one, other),
  )[0]
}

const inTurn = (one: Candidate, other: Candidate): number =>
  one.turn - other.turn || (one.id < other.id ? -1 : 1)

/**
 * The turn of whoever is chosen among these. A time, so that teams which share an agent agree on whose turn it is; and after
 * all of theirs, though two clocks differ.
 */
export const nextTurn = (candidates: readonly Candidate[], now: number): number =>
  Math.max(now, ...candidates.map(({ turn }) => turn + 1))
