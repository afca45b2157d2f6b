import type { Interval, Weekly } from './business-hours.ts'

/** When automated texts may be sent, in the recipient's local time; `closed` where US federal holidays are barred too. */
export type QuietRule = { weekly: Weekly; usHolidays?: 'closed' }

/**
 * Rules by place (`US-FL`), then country (`US`), then `default`; `unknown` is for a number that tells no place.
 * The first that exists is the only one that applies, so a state's rule is never wider than its country's.
 */
export type QuietRules = Readonly<Record<string, QuietRule>> & { default: QuietRule; unknown: QuietRule }

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

/**
 * Laws on telephone solicitation, whether or not they name texts; as of November 2026. Those marked "reported" were
 * taken from summaries by lawyers and compliance services, the others from the law's own words. Not legal advice.
 * Exemptions (consent, existing customers) are not used: an automated text waits for the hours that are safe for all.
 */
export const quietRules: QuietRules = {
  // no law in particular: Parley keeps the US federal hours everywhere
  default: { weekly: week(eightToNine) },
  // lies within every rule below
  unknown: { weekly: week('10:00-18:00', none), usHolidays: 'closed' },

  // Telephone Consumer Protection Act, 47 CFR 64.1200(c)(1): not before 8 a.m. or after 9 p.m. at the called party
  US: { weekly: week(eightToNine) },
  // Ala. Admin. Code r. 770-X-5-.17(1)(b), automated solicitation: none on Sundays and holidays
  'US-AL': { weekly: week(eightToEight, eightToEight, none), usHolidays: 'closed' },
  // Conn. Gen. Stat. 42-288a, as amended by P.A. 23-98 (reported)
  'US-CT': { weekly: week('09:00-20:00') },
  // Florida Telemarketing Act, Fla. Stat. 501.616(6)(a); an area code of the state is presumed to be there (501.059)
  'US-FL': { weekly: week(eightToEight) },
  // KRS 367.46955 (reported)
  'US-KY': { weekly: week('10:00-21:00') },
  // Louisiana Public Service Commission, General Order R-29617: no Sundays and legal holidays (reported)
  'US-LA': { weekly: week(eightToEight, eightToEight, none), usHolidays: 'closed' },
  // 201 CMR 12.02(2)
  'US-MA': { weekly: week(eightToEight) },
  // Stop the Spam Calls Act of 2023, Md. Code, Com. Law 14-4502 (reported)
  'US-MD': { weekly: week(eightToEight) },
  // Miss. Code 77-3-723: no Sundays
  'US-MS': { weekly: week(eightToEight, eightToEight, none) },
  // N.M. Stat. 57-12-22(B)(5)
  'US-NM': { weekly: week('09:00-21:00') },
  // Telephone Solicitation Act of 2022, 15 O.S. 775C.4 (reported)
  'US-OK': { weekly: week(eightToEight) },
  // 73 P.S. 2245(a)(10): no legal holidays; no Sundays by the amendment of 2026, S.B. 992 (both reported)
  'US-PA': { weekly: week(eightToNine, eightToNine, none), usHolidays: 'closed' },
  // R.I. Gen. Laws 5-61-2(2) and 5-61-3.6: no Sundays and holidays
  'US-RI': { weekly: week('09:00-18:00', '10:00-17:00', none), usHolidays: 'closed' },
  // SDCL 37-30-28, automated dialing: weekdays
  'US-SD': { weekly: week('09:00-21:00', none) },
  // Tex. Bus. & Com. Code 301.051; texts by S.B. 140 of 2025 (reported)
  'US-TX': { weekly: week('09:00-21:00', '09:00-21:00', '12:00-21:00') },
  // Utah Code 13-25a-103(3): no Sundays and legal holidays
  'US-UT': { weekly: week(eightToNine, eightToNine, none), usHolidays: 'closed' },
  // RCW 19.158.040(2)
  'US-WA': { weekly: week(eightToEight) },
  // Wyo. Stat. 40-12-302 (reported)
  'US-WY': { weekly: week(eightToEight) },

  // CRTC Unsolicited Telecommunications Rules, part III, section 23
  CA: { weekly: week('09:00-21:30', '10:00-18:00') },
}
