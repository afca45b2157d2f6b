import { day, hour, minute } from '../data/spans.ts'
import { locale } from './locale.ts'
import { words } from './words.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${locale}${JSON.stringify(options)}`
  const made = formats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(key, made)
  return made
}

const unit = (value: number, name: 'minute' | 'hour' | 'day'): string =>
  new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: name,
    unitDisplay: name === 'day' ? 'long' : 'short',
  }).format(value)

/** How long something took or takes: "4 min", "3 hr", "2 days". */
export const duration = (milliseconds: number): string => {
  if (milliseconds < minute) return unit(Math.max(1, Math.floor(milliseconds / minute)), 'minute')
  if (milliseconds < hour) return unit(Math.floor(milliseconds / minute), 'minute')
  if (milliseconds < day) return unit(Math.floor(milliseconds / hour), 'hour')
  return unit(Math.floor(milliseconds / day), 'day')
}

/** "now", "11 min ago", "3 days ago". */
export const age = (at: string, now: number): string => {
  const passed = now - Date.parse(at)
  return passed < minute ? words.now : words.ago(duration(passed))
}

/** As short as a list has room for: "now", "11 min", "3 hr", "Tue", "3 May", "3 May 2025". */
export const shortAge = (at: string, now: number): string => {
  const then = Date.parse(at)
  const passed = now - then
  if (passed < minute) return words.now
  if (passed < day && isSameDay(then, now)) return duration(passed)
  if (passed < 6 * day) return format({ weekday: 'short' }).format(then)
  return date(at, now)
}

/** "16:31", or "4:31 PM" where that is how it is written. */
export const clockTime = (at: string | number, timeZone?: string): string =>
  format({ hour: 'numeric', minute: '2-digit', ...(timeZone && { timeZone }) }).format(new Date(at))

/** "3 May", with the year where it is another one. */
export const date = (at: string, now: number): string => {
  const then = new Date(at)
  const thisYear = then.getFullYear() === new Date(now).getFullYear()
  return format({ day: 'numeric', month: 'short', ...(!thisYear && { year: 'numeric' }) }).format(then)
}

/** When something is to happen: "16:31" today, "Mon 08:00" within a week, "3 May, 08:00" later. */
export const moment = (at: string, now: number): string => {
  const then = Date.parse(at)
  if (isSameDay(then, now)) return clockTime(at)
  if (then - now < 6 * day && then > now)
    return format({ weekday: 'short', hour: 'numeric', minute: '2-digit' }).format(then)
  return format({ day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }).format(then)
}

/** An instant as clocks in a zone show it: "Monday 30 November, 08:00". */
export const momentIn = (at: number, timeZone: string): string =>
  format({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  }).format(at)

const daysOfWeek = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** A day of the week by its English name, as the reader calls it. The fourth of January 1970 was a Sunday. */
export const weekdayName = (name: string, length: 'short' | 'long'): string =>
  format({ weekday: length, timeZone: 'UTC' }).format((daysOfWeek.indexOf(name) + 3) * day)

/** The heading of a day: "Today", "Yesterday", "Tuesday 3 May". */
export const dayName = (at: string, now: number): string => {
  const days = Math.round((startOfDay(Date.parse(at)) - startOfDay(now)) / day)
  if (days === 0 || days === -1)
    return capital(new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day'))
  const year = new Date(at).getFullYear() === new Date(now).getFullYear() ? undefined : 'numeric'
  return capital(format({ weekday: 'long', day: 'numeric', month: 'long', year }).format(new Date(at)))
}

const isSameDay = (one: number, other: number): boolean => startOfDay(one) === startOfDay(other)

/** Midnight before an instant, where the reader is. */
export const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)

/** US dollars; prices of texts are fractions of a cent. */
export const price = (dollars: number): string =>
  new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
  }).format(dollars)

/** What a `datetime-local` field shows for an instant: the reader's own time. */
export const toLocalInput = (at: string | number): string => {
  const then = new Date(at)
  return new Date(then.getTime() - then.getTimezoneOffset() * minute).toISOString().slice(0, 16)
}

export const fromLocalInput = (value: string): string => new Date(value).toISOString()

/** A whole hour some days ahead, in a zone or where the reader is. Epoch milliseconds. */
export const atHour = (now: number, days: number, hours: number, timeZone?: string): number => {
  const there = partsIn(now, timeZone)
  const wanted = Date.UTC(there.year, there.month - 1, there.day + days, hours)
  // The offset is that of the hour itself, which may lie behind a change of clocks.
  return wanted - offsetAt(wanted - offsetAt(wanted, timeZone), timeZone)
}

const partsIn = (at: number, timeZone?: string) => {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
    },
    ...(timeZone && { timeZone }),
  } as Intl.DateTimeFormatOptions).formatToParts(at)
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  return {
    year: value('year'),
    month: value('month'),
    day: value('day'),
    hour: value('hour'),
    minute: value('minute'),
  }
}

const offsetAt = (at: number, timeZone?: string): number => {
  const { year, month, day: date, hour: hours, minute: minutes } = partsIn(at, timeZone)
  return Date.UTC(year, month - 1, date, hours, minutes) - Math.floor(at / minute) * minute
}
