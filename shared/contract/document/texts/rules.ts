import type { ruleOperations } from '../../api/rules.ts'
import type { Texts } from '../resource-texts.ts'

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const hours = [{ from: '09:00', to: '19:00' }]

export const ruleTexts: Texts<typeof ruleOperations> = {
  tag: {
    name: 'Rules',
    description:
      'Laws and rules of carriers that Parley keeps to, as data. None of it is legal advice: read `certainty` first.',
  },
  operations: {
    listRules:
      'All of them in one answer. With `place` those that count for texts to it: of the quiet hours the narrowest, and the caps of the place and its country.',
  },
  parameters: { listRules: { place: 'A country (`CA`) or one of its states (`US-FL`), by ISO 3166.' } },
  schemas: {
    Rule: {
      '': 'One rule, and where it comes from.',
      id: 'What `gate.rule` of a held text names.',
      concern:
        'What it is about: the hours in which automated texts may be sent, how many campaigns a phone may get, or how much a carrier takes.',
      place:
        'The country or state whose rule it is. Missing where the number tells no place, or its place has no rule.',
      words: 'The rule in a sentence.',
      window: 'When texts may be sent, by the clock of the recipient.',
      'window.weekly': 'The hours of each day of the week. A day that is missing or empty has none.',
      ...Object.fromEntries(
        weekdays.flatMap((name) => [
          [`window.weekly.${name}`, `The hours on a ${name.charAt(0).toUpperCase()}${name.slice(1)}.`],
          [`window.weekly.${name}.from`, 'From this wall time on.'],
          [`window.weekly.${name}.to`, 'Until this wall time.'],
        ]),
      ),
      'window.closed_on':
        'On no holiday of this calendar: that of the nation (`US`) or of a state with those of the nation (`US-PA`).',
      limit: 'How many campaigns one phone may get.',
      'limit.texts': 'How many.',
      'limit.hours': 'In how many hours, counted back from each.',
      applies_to: 'What the law or the carrier means by it, and what Parley makes of that.',
      citation: 'The law or the page.',
      read_on: 'The day on which it was last read, such as `2026-11-28`.',
      certainty:
        '`law_read`: its own words were read. `reported`: taken from summaries. `unsure`: summaries disagree, or whether it is in force was not found; the rule is the safe reading. `own_choice`: no law, Parley is careful.',
    },
  },
  examples: {
    Rule: {
      id: 'quiet_hours_us_pa',
      concern: 'quiet_hours',
      place: 'US-PA',
      words:
        'Texts may be sent from Monday to Saturday 09:00-19:00, not on Sunday, by the clock of the recipient, and on no legal holiday of the nation or the state.',
      window: {
        weekly: { ...Object.fromEntries(weekdays.map((name) => [name, hours])), sunday: [] },
        closed_on: 'US-PA',
      },
      applies_to: 'Telephone solicitation; texts are not named and are treated alike.',
      citation: '73 P.S. 2245(a)(10) and Act 73 of 2019',
      read_on: '2026-11-28',
      certainty: 'unsure',
    },
  },
}
