import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max/es6'

/** A customer's phone in E.164, such as +12065550123. */
export type Phone = `+${string}`

/** What a business sends from: E.164, or a short code such as 72345. */
export type Address = string

/**
 * Reads a phone in any common format ("(206) 555-0123", "+44 20 7946 0000"); `country` (ISO 3166 alpha-2) tells where
 * a number without a country code is. Gives E.164, or undefined where no such number can exist.
 */
export const parsePhone = (text: string, country: string): Phone | undefined => {
  const parsed = parsePhoneNumberFromString(text, country as CountryCode)
  return parsed?.isPossible() ? (parsed.number as Phone) : undefined
}

/** ISO 3166 alpha-2 of the phone's numbering plan, where libphonenumber knows it. */
export const countryOf = (phone: Phone): string | undefined => parsePhoneNumberFromString(phone)?.country

/** Whether it is the ISO 3166 alpha-2 code of a country with phones. */
export const isCountry = (code: string): boolean => isSupportedCountry(code)

/** False only where the numbering plan says that the number is no mobile: North America does not tell them apart. */
export const canBeMobile = (phone: Phone): boolean => {
  const type = parsePhoneNumberFromString(phone)?.getType()
  return type === undefined || type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE'
}

/** For logs: enough to tell two phones apart, not enough to call one. */
export const maskPhone = (phone: string): string => `…${phone.slice(-2)}`
