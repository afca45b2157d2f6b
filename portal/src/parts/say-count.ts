import { locale } from '../words/locale.ts'

/** A number as a reader writes it. */
export const sayCount = (count: number): string => new Intl.NumberFormat(locale).format(count)

/** A part from 0 to 1 in percent. */
export const sayPart = (part: number): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(part)
