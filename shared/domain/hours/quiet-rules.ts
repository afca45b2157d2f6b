import type { RuleSource } from '../rule-source.ts'
import type { Interval, Weekly } from './business-hours.ts'
import type { HolidayCalendar } from './holidays.ts'

/** When automated texts may be sent, in the recipient's local time; `closedOn`: no day of that calendar either. */
export type QuietHours = { weekly: Weekly; closedOn?: HolidayCalendar }

/** Hours and where they come from. */
export type QuietRule = QuietHours & RuleSource

/**
 * By place (`US-FL`), then country (`US`), then `default`; `unknown` is for a number that tells no place.
 * The first that exists is the only one that applies, so a state's rule is never wider than its country's.
 */
export type QuietRules<Rule extends QuietHours = QuietHours> = Readonly<Record<string, Rule>> & {
  default: Rule
  unknown: Rule
}

const eightToEight = '08:00-20:00'
const eightToNine = '08:00-21:00'
const none = ''

/** Hours for Monday to Friday, Saturday and Sunday, each like '08:00-20:00' or '' for none; later days as earlier ones. */
const week = (weekday: string, saturday = weekday, sunday = saturday): Weekly => {
  const [monday, sat, sun] = [weekday, saturday, sunday].map(intervalsOf)
  const workdays = { monday, tuesday: monday, wednesday: monday, thursday: monday, friday: monday }
  return { ...workdays, saturday: sat, sunday: sun }
}

const intervalsOf = (text: string): Interval[] => {
  const [from, to] = text.split('-')
  return from && to ? [{ from, to }] : []
}

const sundaysOff = (hours: string): Weekly => week(hours, hours, none)

const solicitation =
  'Telephone solicitation; the law, or the summary that was read, says that texts are in it.'
const calls = 'Telephone solicitation; texts are not named and are treated alike.'
const recordings = 'Automated or recorded solicitation; texts are treated alike.'

/**
 * Laws on telephone solicitation, whether or not they name texts; data, with the day each was last read. Not legal advice.
 * Exemptions (consent, existing customers) are not used: an automated text waits for the hours that are safe for all.
 */
export const quietRules: QuietRules<QuietRule> = {
  default: {
    weekly: week(eightToNine),
    citation: 'None: the hours of 47 CFR 64.1200(c)(1), kept wherever no other rule is known.',
    readOn: '2026-11-28',
    appliesTo: 'Texts to countries and places without a rule here.',
    certainty: 'own_choice',
  },
  unknown: {
    weekly: week('10:00-18:00', none),
    closedOn: 'every state',
    citation: 'None: hours that lie within every other rule.',
    readOn: '2026-11-28',
    appliesTo: 'Numbers that tell no place: toll-free, satellite, area codes that are newer than the table.',
    certainty: 'own_choice',
  },

  US: {
    weekly: week(eightToNine),
    citation: 'Telephone Consumer Protection Act, 47 CFR 64.1200(c)(1)',
    readOn: '2026-11-28',
    appliesTo: `${calls} The hours are those of the called party's place.`,
    certainty: 'law_read',
  },
  'US-AL': {
    weekly: sundaysOff(eightToEight),
    closedOn: 'US-AL',
    citation: 'Ala. Admin. Code r. 770-X-5-.17(1)(b)',
    readOn: '2026-11-28',
    appliesTo: `${recordings} It binds telephone utilities, so this is stricter than the law for others.`,
    certainty: 'law_read',
  },
  'US-CT': {
    weekly: week('09:00-20:00'),
    citation: 'Conn. Gen. Stat. 42-288a, as amended by P.A. 23-98',
    readOn: '2026-11-28',
    appliesTo: solicitation,
    certainty: 'reported',
  },
  'US-FL': {
    weekly: week(eightToEight),
    citation: 'Florida Telemarketing Act, Fla. Stat. 501.616(6)(a); area codes by 501.059',
    readOn: '2026-11-28',
    appliesTo: `${solicitation} An area code of the state is presumed to be there.`,
    certainty: 'law_read',
  },
  'US-KY': {
    weekly: week('10:00-21:00'),
    citation: 'KRS 367.46955(3)',
    readOn: '2026-11-28',
    appliesTo: calls,
    certainty: 'reported',
  },
  'US-LA': {
    weekly: sundaysOff(eightToEight),
    closedOn: 'US-LA',
    citation: 'Louisiana Public Service Commission, General Order R-29617',
    readOn: '2026-11-28',
    appliesTo: `${calls} All of it stops in a declared emergency, which Parley does not know of.`,
    certainty: 'reported',
  },
  'US-MA': {
    weekly: week(eightToEight),
    citation: '201 CMR 12.02(2)',
    readOn: '2026-11-28',
    appliesTo: calls,
    certainty: 'law_read',
  },
  'US-MD': {
    weekly: week(eightToEight),
    citation: 'Stop the Spam Calls Act of 2023, Md. Code, Com. Law 14-4502',
    readOn: '2026-11-28',
    appliesTo: solicitation,
    certainty: 'reported',
  },
  'US-MS': {
    weekly: sundaysOff(eightToEight),
    citation: 'Miss. Code 77-3-723; 77-3-603(a)',
    readOn: '2026-11-28',
    appliesTo: `${calls} Holidays are no longer barred, says the Attorney General's office.`,
    certainty: 'reported',
  },
  'US-NM': {
    weekly: week('09:00-21:00'),
    citation: 'N.M. Stat. 57-12-22(B)(5)',
    readOn: '2026-11-28',
    appliesTo: calls,
    certainty: 'law_read',
  },
  'US-OK': {
    weekly: week(eightToEight),
    citation: 'Telephone Solicitation Act of 2022, 15 O.S. 775C.4',
    readOn: '2026-11-28',
    appliesTo: `${solicitation} An area code of the state is presumed to be there.`,
    certainty: 'reported',
  },
  'US-OR': {
    weekly: week(eightToEight),
    citation: 'H.B. 3865 of 2025 (on ORS 646.561 and following), in force since 1 January 2026',
    readOn: '2026-11-28',
    appliesTo: `${solicitation} The area code may be relied on.`,
    certainty: 'reported',
  },
  'US-PA': {
    weekly: sundaysOff('09:00-19:00'),
    closedOn: 'US-PA',
    citation:
      'Telemarketer Registration Act, 73 P.S. 2245(a)(10), and Act 73 of 2019: no legal holidays. S.B. 992 would allow 9 to 19 and no Sundays; that it was enacted was not found.',
    readOn: '2026-11-28',
    appliesTo: `${calls} The hours are safe by the law with and without the bill.`,
    certainty: 'unsure',
  },
  'US-RI': {
    weekly: week('09:00-18:00', '10:00-17:00', none),
    closedOn: 'US-RI',
    citation: 'R.I. Gen. Laws 5-61-2(2) and 5-61-3.6',
    readOn: '2026-11-28',
    appliesTo: calls,
    certainty: 'law_read',
  },
  'US-SD': {
    weekly: week('09:00-21:00', none),
    citation: 'SDCL 37-30-28',
    readOn: '2026-11-28',
    appliesTo: recordings,
    certainty: 'law_read',
  },
  'US-TX': {
    weekly: week('09:00-21:00', '09:00-21:00', '12:00-21:00'),
    citation: 'Tex. Bus. & Com. Code 301.051; texts by S.B. 140 of 2025',
    readOn: '2026-11-28',
    appliesTo: solicitation,
    certainty: 'reported',
  },
  'US-UT': {
    weekly: sundaysOff(eightToNine),
    closedOn: 'US-UT',
    citation: 'Utah Code 13-25a-103(3)',
    readOn: '2026-11-21',
    appliesTo: calls,
    certainty: 'law_read',
  },
  'US-WA': {
    weekly: week(eightToEight),
    citation: 'RCW 19.158.040(2)',
    readOn: '2026-11-21',
    appliesTo: calls,
    certainty: 'law_read',
  },
  'US-WY': {
    weekly: week(eightToEight),
    citation: 'Wyo. Stat. 40-12-302',
    readOn: '2026-11-21',
    appliesTo: `${calls} The statute itself was not seen.`,
    certainty: 'reported',
  },

  CA: {
    weekly: week('09:00-21:30', '10:00-18:00'),
    citation: 'CRTC Unsolicited Telecommunications Rules, part III, section 23',
    readOn: '2026-11-28',
    appliesTo: 'Telemarketing calls. The law on texts (CASL) has no hours; these are kept for them, too.',
    certainty: 'law_read',
  },
}
