import { day, hour, minute, second } from '../data/spans.ts'
import { locale } from '../words/locale.ts'
import { reportWords } from '../words/reports.ts'

type Unit = 'day' | 'hour' | 'minute' | 'second'
const units: [Unit, number][] = [
  ['day', day],
  ['hour', hour],
  ['minute', minute],
  ['second', second],
]

const formats = new Map<string, Intl.NumberFormat>()

/** A table has hundreds of cells: each way of writing is made once. */
const format = (value: number, options: Intl.NumberFormatOptions): string => {
  const key = `${locale}${JSON.stringify(options)}`
  const made = formats.get(key) ?? new Intl.NumberFormat(locale, options)
  formats.set(key, made)
  return made.format(value)
}

const sayUnit = (value: number, unit: Unit): string =>
  format(value, { style: 'unit', unit, unitDisplay: unit === 'day' ? 'long' : 'short' })

/** How long something took, by its two largest units: "4 min 12 sec", "2 days 3 hr". */
export const sayTime = (milliseconds: number): string => {
  if (milliseconds > 0 && milliseconds < second) return reportWords.belowSecond
  const whole = Math.round(milliseconds / second) * second
  const at = units.findIndex(([, length]) => whole >= length)
  if (at === -1) return sayUnit(0, 'second')
  const [unit, length] = units[at] as [Unit, number]
  const [below, part] = units[at + 1] ?? []
  const left = part ? Math.floor((whole % length) / part) : 0
  const first = sayUnit(Math.floor(whole / length), unit)
  return below && left > 0 ? `${first} ${sayUnit(left, below)}` : first
}

const formatted =
  (options: Intl.NumberFormatOptions) =>
  (value: number): string =>
    format(value, options)

const sayMoney = formatted({
  ...{ style: 'currency', currency: 'USD', minimumFractionDigits: 2, maximumFractionDigits: 4 },
})
const sayShare = formatted({ style: 'percent', maximumFractionDigits: 1 })
const sayCount = formatted({})
const sayChange = formatted({ signDisplay: 'exceptZero' })

/** How the values of a column are written; the end of its name says what they are. */
export type Kind = 'time' | 'money' | 'share' | 'change' | 'count'

export const kindOf = (column: string): Kind => {
  if (column.endsWith('_ms')) return 'time'
  if (column.endsWith('_usd')) return 'money'
  if (column.endsWith('_rate')) return 'share'
  return column === 'net_change' ? 'change' : 'count'
}

const sayings: Record<Kind, (value: number) => string> = {
  time: sayTime,
  money: sayMoney,
  share: sayShare,
  change: sayChange,
  count: sayCount,
}

/** A value of a column as people read it. Null: there was nothing to measure. */
export const sayCell = (column: string, value: number | null | undefined): string =>
  value === null || value === undefined ? reportWords.nothing : sayings[kindOf(column)](value)

/** A number in large type: cents are enough for whole dollars, and the table has the rest. */
export const sayFigure = (column: string, value: number | null | undefined): string =>
  kindOf(column) === 'money' && value && Math.abs(value) >= 1
    ? format(value, { style: 'currency', currency: 'USD' })
    : sayCell(column, value)

const short = {
  time: (value: number) => (value === 0 ? '0' : sayTime(value)),
  money: formatted({ style: 'currency', currency: 'USD', trailingZeroDisplay: 'stripIfInteger' }),
  share: formatted({ style: 'percent', maximumFractionDigits: 0 }),
  change: sayCount,
  count: formatted({ notation: 'compact' }),
} satisfies Record<Kind, (value: number) => string>

/** A value beside an axis, which has little room. */
export const sayShort = (kind: Kind, value: number): string => short[kind](value)

const dates = new Map<string, Intl.DateTimeFormat>()

/** A day such as 2026-11-03: "Tue, Nov 3", or without the day of the week. */
export const sayDay = (date: string, length: 'full' | 'short' = 'full'): string => {
  const key = `${locale} ${length}`
  const made =
    dates.get(key) ??
    new Intl.DateTimeFormat(locale, {
      ...({ day: 'numeric', month: 'short', timeZone: 'UTC' } as const),
      ...(length === 'full' && { weekday: 'short' }),
    })
  dates.set(key, made)
  return made.format(new Date(date))
}
