import { locale } from '../words/locale.ts'
import { countryCodes } from './country-codes.ts'

export const countryName = (code: string): string =>
  new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code

/** All of them in the order in which the reader looks them up. */
export const countries = (): string[] =>
  countryCodes.toSorted((one, other) => countryName(one).localeCompare(countryName(other), locale))
