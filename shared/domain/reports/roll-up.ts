import type { Fact, OpenState } from './fact.ts'
import type { Counted, ReportGroup } from './report-row.ts'
import { spreadOf } from './spread.ts'

/** What a day has of one key of a group. */
export type Rolled = Counted & { group: ReportGroup; key: string }

/** How the facts of a day are counted. */
export type Counting = {
  /** How much of a wait from then on fell into the open hours of a number, milliseconds; undefined where it has none. */
  openTime?(number: string | undefined, at: number, took: number): number | undefined
  /** Up to which wait an answer is in time, milliseconds. */
  target: { first: number; next: number }
}

/**
 * Of each thing the fact with the highest version, whatever was doubled, late or in another order. Adds to `newest`, so that the
 * facts of a file can be forgotten before the next one is read.
 */
export const addNewest = (
  newest: Map<string, Fact>,
  facts: Iterable<Fact>,
  isInDay: (at: number) => boolean,
) => {
  for (const fact of facts) {
    if (!isInDay(fact.at)) continue
    const known = newest.get(fact.id)
    if (!known || known.version < fact.version) newest.set(fact.id, fact)
  }
}

/** How conversations are when a day has ended: those that were open before it, and those that changed on it. */
export type States = ReadonlyMap<string, OpenState>

/** What the day before handed on, with what the facts of a day say since. */
export const statesAfter = (before: OpenState[], newest: Iterable<Fact>): States => {
  const states = new Map(before.map((state) => [state.id, state]))
  for (const fact of newest)
    if (fact.type === 'state' && (states.get(fact.id)?.version ?? -1) <= fact.version)
      states.set(fact.id, fact)
  return states
}

/** Counts what a day has: one row for all, and one for each number, agent and so on. */
export const rollUp = (newest: Iterable<Fact>, counting: Counting, states: States = new Map()): Rolled[] => {
  const tallies = new Map<string, Tally>()
  const at = (places: Place[], change: (tally: Tally) => void) => {
    for (const place of places) change(tallyAt(tallies, place))
  }
  for (const fact of newest) {
    at(placesOf(fact, states), (tally) => count(tally, fact, counting))
    // Exports take along the very conversations that reports count.
    if (fact.type === 'conversation' && fact.state !== 'merged')
      at([['opened', fact.id]], (tally) => add(tally, ['opened']))
  }
  for (const state of states.values())
    if (state.open) at(ownPlaces(state), (tally) => countOpen(tally, state))
  return [...tallies.values()].map(({ times, counts, ...place }) => ({
    ...place,
    counts: rounded(counts),
    spreads: Object.fromEntries(Object.entries(times).map(([name, all]) => [name, spreadOf(all)])),
  }))
}

type Tally = {
  group: ReportGroup
  key: string
  counts: Record<string, number>
  times: Record<string, number[]>
}

type Place = [group: ReportGroup, key: string]

const tallyAt = (tallies: Map<string, Tally>, [group, key]: Place): Tally => {
  const name = `${group}#${key}`
  const tally = tallies.get(name) ?? { group, key, counts: {}, times: {} }
  tallies.set(name, tally)
  return tally
}

const placesOf = (fact: Fact, states: States): Place[] => {
  if (fact.type === 'text') return textPlaces(fact, states)
  if (fact.type === 'consent') return [...ownPlaces(fact), ['origin', fact.origin]]
  return fact.type === 'state' ? [] : ownPlaces(fact)
}

/** A text is of the team and the tags that its conversation had when the day ended. */
const textPlaces = (fact: Of<'text'>, states: States): Place[] => {
  const { team, tags = [] } = states.get(stateIdOf(fact)) ?? {}
  return [
    ...ownPlaces(fact),
    ...(team ? [['team', team] as Place] : []),
    ...tags.map((tag): Place => ['tag', tag]),
    ...(fact.direction === 'outbound' && fact.code ? [['code', fact.code] as Place] : []),
  ]
}

const stateIdOf = ({ conversation }: Of<'text'>): string => `${conversation}#state`

const ownPlaces = ({ number, agent, team, template, workflow }: Fact): Place[] => {
  const named = Object.entries({ number, agent, team, template, workflow })
  return [['all', 'all'], ...(named.filter(([, key]) => key !== undefined) as Place[])]
}

const countOpen = (tally: Tally, { agent, waiting }: OpenState) => {
  add(tally, ['open_at_end'])
  if (agent === undefined) add(tally, ['unclaimed_at_end'])
  if (waiting) add(tally, ['waiting_at_end'])
}

const count = (tally: Tally, fact: Fact, counting: Counting) => {
  switch (fact.type) {
    case 'text':
      return fact.direction === 'inbound' ? countInbound(tally, fact) : countOutbound(tally, fact)
    case 'wait':
      return countWait(tally, fact, counting)
    case 'conversation':
      return countConversation(tally, fact)
    case 'claimed':
      return addTime(tally, 'claim', fact.took)
    case 'closed':
      return add(tally, fact.unanswered ? ['closed', 'closed_unanswered'] : ['closed'])
    case 'reopened':
    case 'transferred':
      return add(tally, [fact.type])
    case 'claim_lost':
      return add(tally, ['claims_lost'])
    case 'state':
      return
    case 'consent':
      return add(tally, [`consent_${fact.action}`, `consent_${fact.action}_${fact.origin}`])
    case 'credits':
      return add(tally, [`credits_${fact.kind}`], Math.abs(fact.change))
    case 'case':
      return countCase(tally, fact)
    case 'run':
      return countRun(tally, fact)
  }
}

type Of<Type extends Fact['type']> = Extract<Fact, { type: Type }>

const countInbound = (tally: Tally, { segments }: Of<'text'>) => {
  add(tally, ['received'])
  add(tally, ['segments_received'], segments)
}

/** What the carrier took. */
const left = ['sending', 'sent', 'delivered', 'undelivered', 'unknown']

const countOutbound = (tally: Tally, fact: Of<'text'>) => {
  const { status, segments, wasted = 0, price } = fact
  add(tally, [`status_${status}`])
  if (!left.includes(status)) return
  add(tally, fact.origin === 'agent' ? ['sent'] : ['sent', 'automatic'])
  add(tally, ['segments_sent'], segments)
  if (price === undefined) add(tally, ['segments_unpriced'], segments)
  else add(tally, ['billed_usd'], price)
  if (wasted === 0) return
  add(tally, ['wasted_texts'])
  add(tally, ['wasted_segments'], wasted)
  // A carrier charges each segment alike.
  if (price === undefined) add(tally, ['wasted_unpriced'], wasted)
  else add(tally, ['wasted_usd'], (price * wasted) / segments)
}

const countWait = (tally: Tally, { first, took, gone, at, number }: Of<'wait'>, counting: Counting) => {
  if (gone) return
  const which = first ? 'first' : 'next'
  add(tally, [`${which}_waits`])
  if (took === undefined) return add(tally, ['unanswered'])
  const openTook = counting.openTime?.(number, at, took)
  add(tally, [`${which}_answered`])
  if ((openTook ?? took) <= counting.target[which]) add(tally, [`${which}_within_target`])
  addTime(tally, which, took)
  if (openTook !== undefined) addTime(tally, `${which}_open`, openTook)
}

const countConversation = (tally: Tally, { by, state, took }: Of<'conversation'>) => {
  if (state === 'merged') return add(tally, ['merged'])
  add(tally, by === 'split' ? ['opened', 'split'] : ['opened', `opened_by_${by}`])
  if (took === undefined) return
  add(tally, ['resolved'])
  addTime(tally, 'resolution', took)
}

const countCase = (tally: Tally, { state, took }: Of<'case'>) => {
  add(tally, ['cases', `cases_${state}`])
  if (took !== undefined) addTime(tally, 'case_resolution', took)
}

const countRun = (tally: Tally, { outcome, done, refused }: Of<'run'>) => {
  const acted = outcome === 'branch' || outcome === 'otherwise'
  add(tally, acted ? ['considered', 'acted'] : ['considered', `run_${outcome}`])
  add(tally, ['actions_done'], done)
  add(tally, ['actions_refused'], refused)
}

const add = ({ counts }: Tally, names: string[], by = 1): void => {
  for (const name of names) counts[name] = (counts[name] ?? 0) + by
}

const addTime = ({ times }: Tally, name: string, took: number): void => {
  times[name] ??= []
  times[name].push(took)
}

const rounded = (counts: Tally['counts']) =>
  Object.fromEntries(
    Object.entries(counts)
      .filter(([, value]) => value !== 0)
      .map(([name, value]) => [name, toMicros(value)]),
  )

/** Sums of money do not depend on the order in which they were added: a millionth of a dollar is what carriers bill in. */
export const toMicros = (value: number): number => Math.round(value * 1e6) / 1e6
