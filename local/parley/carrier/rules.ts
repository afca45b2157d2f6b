import type { State } from '../../runner/core/state.ts'

/** How the carrier treats the business; settable, and kept through restarts. */
type Rules = {
  /** What each number may send. */
  partsPerSecond: number
  /** Whether it answers STOP, START and HELP by itself, and keeps a list of those who want no texts. */
  answersStop: boolean
}

export type RuleBook = { get(): Rules; set(changes: Partial<Rules>): void }

/** 20 requests a second is what AWS grants an account at first. */
const initial: Rules = { partsPerSecond: 20, answersStop: false }

export const createRuleBook = (state: State): RuleBook => {
  const get = () => ({ ...initial, ...state.get<Partial<Rules>>('carrier', 'rules') })
  return { get, set: (changes) => state.put('carrier', 'rules', { ...get(), ...changes }) }
}
