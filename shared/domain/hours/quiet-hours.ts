import { ruleId } from '../rule-source.ts'
import { type BusinessHours, type Holiday, nextCommonOpening } from './business-hours.ts'
import { type HolidayCalendar, holidaysOf } from './holidays.ts'
import { isZone } from './local-time.ts'
import { type PhonePlace, placeOf } from './place.ts'
import { type QuietRules, quietRules } from './quiet-rules.ts'

/**
 * Whom an automated text goes to: the phone in E.164 and, where the contact's record has one, its IANA zone.
 * `fallbackZone` (the sender's) serves for numbers that tell no place; `rules` replaces Parley's own.
 */
export type QuietRecipient = {
  phone: string
  zone?: string | undefined
  fallbackZone?: string | undefined
  rules?: QuietRules | undefined
}

/** The zones between these are in their hours when both are: the United States without its far territories. */
const unknownZones = ['America/New_York', 'Pacific/Honolulu']

/**
 * Until when an automated text must wait: null when it may be sent now, else the first instant (epoch milliseconds)
 * that is allowed in every zone the recipient may be in, or 'never' when there is none within 400 days.
 */
export const quietUntil = (recipient: QuietRecipient & { now: number }): number | 'never' | null => {
  const { now } = recipient
  const at = nextCommonOpening(allowedHours(recipient, now), now)
  if (at === null) return 'never'
  return at === now ? null : at
}

/**
 * The hours that must all be open for an automated text, good for 400 days from an instant: the rule of the phone's
 * place (the law looks at the area code) in the contact's zone, or else in each of the place's zones.
 */
export const allowedHours = (recipient: QuietRecipient, from: number): BusinessHours[] => {
  const { phone, zone, fallbackZone, rules = quietRules } = recipient
  const place = placeOf(phone)
  const { weekly, closedOn } = rules[ruleKey(place?.code, rules)] ?? rules.default
  const known = [zone, place ? undefined : fallbackZone].find((name) => name !== undefined && isZone(name))
  const zones = known ? [known] : (place?.zones ?? unknownZones)
  const holidays = closedOn ? holidaysAfter(closedOn, from) : []
  return zones.map((each) => ({ zone: each, weekly, holidays }))
}

/** The key of the rule for a place such as `US-FL`; undefined: a number that tells no place. */
export const ruleKey = (place: PhonePlace['code'] | undefined, rules: QuietRules = quietRules): string => {
  if (place === undefined) return 'unknown'
  return [place, place.slice(0, 2)].find((key) => key in rules) ?? 'default'
}

/** The id of Parley's rule on quiet hours for an E.164 phone. */
export const quietRuleOf = (phone: string): string => ruleId('quiet_hours', ruleKey(placeOf(phone)?.code))

const holidaysAfter = (calendar: HolidayCalendar, instant: number): Holiday[] => {
  const year = new Date(instant).getUTCFullYear()
  return [year - 1, year, year + 1, year + 2]
    .flatMap((each) => holidaysOf(calendar, each))
    .map((date) => ({ date, intervals: [] }))
}
