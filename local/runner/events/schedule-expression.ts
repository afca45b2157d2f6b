import { Temporal } from 'temporal-polyfill'

/** Gives the next time after an instant, both in epoch milliseconds; undefined when there is none any more. */
export type Schedule = (after: number) => number | undefined

const units: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/**
 * Reads `rate(5 minutes)`, `cron(0 9 ? * MON-FRI *)` or `at(2026-11-27T08:00:00)`. Throws an Error that names what it
 * cannot read. https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export const readSchedule = (expression: string, timeZone = 'UTC'): Schedule => {
  const [, kind, argument = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression.trim()) ?? []
  if (kind === 'rate') return readRate(argument)
  if (kind === 'cron') return readCron(argument, timeZone)
  if (kind === 'at') return readAt(argument, timeZone)
  throw new Error(`The schedule "${expression}" is not understood locally.`)
}

const readRate = (argument: string): Schedule => {
  const [, count, unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(argument) ?? []
  const step = units[unit]
  if (!step) throw new Error(`The rate "${argument}" is not understood locally.`)
  return (after) => after + Number(count) * step
}

const readAt = (argument: string, timeZone: string): Schedule => {
  const instant = Temporal.PlainDateTime.from(argument).toZonedDateTime(timeZone).epochMilliseconds
  return (after) => (instant > after ? instant : undefined)
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']
/** A day in the week, and the 29th of February, come back within this time. */
const searchedDays = 366 * 8

const readCron = (argument: string, timeZone: string): Schedule => {
  const [minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = argument.split(/\s+/)
  const minutes = readField(minute, 0, 59)
  const hours = readField(hour, 0, 23)
  const dayOfMonth = readField(day, 1, 31)
  const monthOfYear = readField(month, 1, 12, months, 1)
  const dayOfWeek = readField(weekday, 1, 7, days, 1)
  const years = readField(year, 1970, 2199)
  const isDay = (date: Temporal.PlainDate) =>
    dayOfMonth.has(date.day) &&
    monthOfYear.has(date.month) &&
    // Sunday is 1 here, and 7 there.
    dayOfWeek.has((date.dayOfWeek % 7) + 1) &&
    years.has(date.year)
  const times = [...hours].flatMap((h) => [...minutes].map((m) => new Temporal.PlainTime(h, m)))
  return (after) => {
    let date = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone).toPlainDate()
    for (let searched = 0; searched < searchedDays; searched++, date = date.add({ days: 1 })) {
      if (!isDay(date)) continue
      const instants = times.map(
        (plainTime) => date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds,
      )
      const later = instants.filter((instant) => instant > after)
      if (later.length > 0) return Math.min(...later)
    }
    return undefined
  }
}

/** `*`, `?`, `5`, `1-5`, `MON,WED`, `0/15`; names count from `nameBase`. */
const readField = (
  field: string,
  from: number,
  to: number,
  names: string[] = [],
  nameBase = 0,
): Set<number> => {
  const number = (text: string) => {
    const named = names.indexOf(text.toUpperCase())
    const value = named === -1 ? Number(text) : named + nameBase
    if (!Number.isInteger(value) || text === '')
      throw new Error(`"${field}" in a cron expression is not understood locally.`)
    return value
  }
  const values = field.split(',').flatMap((part) => {
    const [range = '', step] = part.split('/')
    const [first = '', last] = range.split('-')
    const isAny = range === '*' || range === '?'
    const start = isAny ? from : number(first)
    const end = isAny || (step !== undefined && last === undefined) ? to : number(last ?? first)
    const every = step === undefined ? 1 : number(step)
    return Array.from({ length: Math.floor((end - start) / every) + 1 }, (_, index) => start + index * every)
  })
  return new Set(values)
}
