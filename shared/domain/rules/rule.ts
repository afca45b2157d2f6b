import { frequencyCaps } from '../gate/frequency-caps.ts'
import { type Weekly, weekdays } from '../hours/business-hours.ts'
import type { HolidayCalendar } from '../hours/holidays.ts'
import { type QuietHours, quietRules } from '../hours/quiet-rules.ts'
import { carrierCaps } from '../numbers/carrier-caps.ts'
import { type Concern, type RuleSource, ruleId } from '../rule-source.ts'

/** A rule that decides when and how often texts leave, of a law, a carrier or our own. */
export type Rule = RuleSource & {
  id: string
  concern: Concern
  /** ISO 3166-2 or 3166-1; none for rules that hold where no place is known, or no other rule is. */
  place?: string
  /** The rule in a sentence. */
  words: string
  /** The hours in which texts may be sent. */
  window?: QuietHours
  limit?: { texts: number; hours: number }
}

const placeIn = (key: string): Pick<Rule, 'place'> => (/^[A-Z]{2}/.test(key) ? { place: key } : {})

const quietHoursRules = (): Rule[] =>
  Object.entries(quietRules).map(([key, { weekly, closedOn, ...source }]) => ({
    id: ruleId('quiet_hours', key),
    concern: 'quiet_hours',
    ...placeIn(key),
    words: `Texts may be sent ${describeWeek(weekly)}, by the clock of the recipient${describeHolidays(closedOn)}.`,
    window: { weekly, ...(closedOn && { closedOn }) },
    ...source,
  }))

const frequencyCapRules = (): Rule[] =>
  Object.entries(frequencyCaps).map(([key, { texts, hours, ...source }]) => ({
    id: ruleId('frequency_cap', key),
    concern: 'frequency_cap',
    ...placeIn(key),
    words: `At most ${texts} campaigns in ${hours} hours to one phone.`,
    limit: { texts, hours },
    ...source,
  }))

const carrierCapRules = (): Rule[] =>
  Object.entries(carrierCaps).map(([key, { words, settledBy, ...source }]) => ({
    id: ruleId('carrier_cap', key),
    concern: 'carrier_cap',
    place: 'US',
    words: `${words} ${settledBy}`,
    ...source,
  }))

let rules: Map<string, Rule> | undefined

/** Every rule by its id: quiet hours, frequency caps, then carriers' caps. */
export const allRules = (): Map<string, Rule> => {
  rules ??= new Map(
    [...quietHoursRules(), ...frequencyCapRules(), ...carrierCapRules()].map((rule) => [rule.id, rule]),
  )
  return rules
}

const describeHolidays = (calendar: HolidayCalendar | undefined): string => {
  if (!calendar) return ''
  if (calendar === 'every state') return ', and on no holiday of the nation or of a state'
  return `, and on no legal holiday${calendar === 'US' ? '' : ' of the nation or the state'}`
}

const monday = weekdays.indexOf('monday')
const fromMonday = [...weekdays.slice(monday), ...weekdays.slice(0, monday)]

/** Days with the same hours together: `from Monday to Friday 09:00-18:00, on Saturday 10:00-17:00, not on Sunday`. */
const describeWeek = (weekly: Weekly): string => {
  const hoursOf = (day: (typeof weekdays)[number]) =>
    (weekly[day] ?? []).map(({ from, to }) => `${from}-${to}`).join(' and ')
  const runs: { first: string; last: string; hours: string }[] = []
  for (const day of fromMonday) {
    const [name, hours] = [capitalized(day), hoursOf(day)]
    const run = runs.at(-1)
    if (run?.hours === hours) run.last = name
    else runs.push({ first: name, last: name, hours })
  }
  return runs.map((run) => describeRun(run, runs.length)).join(', ')
}

const describeRun = (run: { first: string; last: string; hours: string }, runs: number): string => {
  if (runs === 1) return `every day ${run.hours}`
  const days = run.first === run.last ? `on ${run.first}` : `from ${run.first} to ${run.last}`
  return run.hours ? `${days} ${run.hours}` : `not ${days}`
}

const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
