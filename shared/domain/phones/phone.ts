import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max/es6'
import { invisible } from '#contract/api/blank.ts'
import { fromTheEnd, identityOf } from './national-writings.ts'

/** A phone in E.164, such as +12065550123. */
export type Phone = `+${string}`

/**
 * What texts come from: a phone in E.164; or, opaque, what cannot be texted: a short code such as 72345, or a name such as
 * AMAZON, as the carrier wrote it. A business can send from a short code or a name.
 */
export type Address = string

/**
 * Reads a phone that a person or program wrote in any common format ("(206) 555-0123", "+44 20 7946 0000", "0044…");
 * `country` (ISO 3166 alpha-2) tells where a number without a country code is. Gives E.164. Undefined for what is no
 * number, and for what could be two: nothing is ever completed into a number that was not meant.
 */
export const parsePhone = (text: string, country: string): Phone | undefined => {
  const written = tidy(text)
  if (!isWrittenAsOne(written)) return undefined
  const found = new Set(readings(written, country))
  const [phone] = found
  return found.size === 1 && phone && phone.length <= longestPhone ? phone : undefined
}

/** How a phone may stand in what people wrote down: in E.164, and as in its country, in groups and in digits alone. */
export const writingsOf = (phone: Address): string[] => {
  const parsed = parsePhoneNumberFromString(phone)
  return parsed ? [...new Set([parsed.number, parsed.formatNational(), parsed.nationalNumber])] : [phone]
}

/** E.164: a plus sign and fifteen digits. */
const longestPhone = 16

const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** One style of digits, spaces and dashes, without what nobody sees, the mark of a link, a spreadsheet's mark of text, and an extension. */
const tidy = (text: string): string =>
  text
    .replace(invisible, '')
    .replace(/\p{M}/gu, '')
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/[\p{Zs}\u2800]/gu, ' ')
    .trim()
    .replace(/^(?:tel:|['\u2018\u2019])\s*/i, '')
    .replace(/\s*(?:;ext=|,?\s*ext(?:ension|n)?\b\.?:?|x|#)\s*\d{1,7}$/i, '')

/** Digits in groups. Not what a spreadsheet makes of a number (2.06E+09, 2065550123.0), nor two endings or two numbers. */
const isWrittenAsOne = (text: string): boolean => {
  if (!/^\(?\+?[ (]*\d[\d ().[\]/-]*$/.test(text) || /^[^.]*\.\d{1,2}$/.test(text)) return false
  const [area = '', rest, ...more] = text.split('/').map(digitsOf)
  return rest === undefined || (more.length === 0 && area.length <= 6 && rest.length >= 4)
}

/** Each number that the text may mean. */
const readings = (text: string, country: string): Phone[] => {
  const digits = digitsOf(text)
  if (text.includes('+')) return international(`+${digits}`)
  const read = [...national(digits, country)]
  if (digits.startsWith('00')) return [...read, ...exactly(`+${digits.slice(2)}`)]
  return [...read, ...exactly(`+${digits}`).filter((phone) => countryOf(phone) === country)]
}

const parse = (text: string, country?: string) =>
  parsePhoneNumberFromString(text, { defaultCountry: country as CountryCode | undefined, extract: false })

/** What is no number as it is written, but was one under an older plan. */
const asDialledToday = (phone: Phone): Phone => (parse(phone)?.isValid() ? phone : identityOf(phone))

/** With a country code: it need only be possible, for ranges are newer than our tables, unless something was left out of it. */
const international = (text: Phone): Phone[] => {
  const known = asDialledToday(text)
  const parsed = parse(known)
  if (!parsed?.isPossible()) return []
  const asWritten = parsed.number === known && !parsed.nationalNumber.startsWith('0')
  return asWritten || parsed.isValid() ? [parsed.number as Phone] : []
}

/** With a country code, digit by digit a number that is in use. */
const exactly = (text: Phone): Phone[] => {
  const known = asDialledToday(text)
  const parsed = parse(known)
  return parsed?.isValid() && parsed.number === known ? [known] : []
}

/** Fewer may be a short code; but small countries have mobiles that short. */
const fewestDigits = 7

/**
 * A number in use, written as in its country or after the country's prefix for calls abroad. Only a mobile may lack the zero
 * before it, which spreadsheets drop.
 */
const national = (digits: string, country: string): Phone[] => {
  const read = parse(digits, country)
  const parsed = read && parse(asDialledToday(read.number as Phone))
  if (!parsed?.isValid()) return []
  const number = parsed.number as Phone
  const abroad = parsed.countryCallingCode !== getCountryCallingCode(country as CountryCode)
  if (abroad) return [number]
  const lacksZero = digitsOf(parsed.formatNational()).startsWith('0') && !digits.startsWith('0')
  const short = parsed.nationalNumber.length < fewestDigits
  return (canBeMobile(number) ? lacksZero && short : lacksZero || short) ? [] : [number]
}

/**
 * The address that a carrier says a text came from, to a number of `country`: E.164 where it begins with a plus sign and
 * can be a number, or is a mobile of that country in all its digits. Anything else is a short code or a name, and stays as
 * it came: it is never completed.
 */
export const readSender = (from: string, country: string): Address => {
  const text = from.trim()
  if (/^\+[1-9]\d{6,14}$/.test(text)) return parse(asDialledToday(text as Phone))?.isPossible() ? text : from
  if (!/^\d{8,15}$/.test(text)) return from
  const [full] = exactly(`+${text}`).filter((phone) => countryOf(phone) === country)
  if (full) return `+${text}`
  const home = parse(text, country)
  if (!home?.isValid() || home.country !== country || !text.endsWith(home.nationalNumber)) return from
  return canBeMobile(home.number) ? home.number : from
}

/** Looks like an address that cannot be texted: a short code, or a name. */
const opaque = /^(?:\d{3,8}|(?=.*\p{L}).{2,15})$/u

/** The address that somebody asks for: a phone in any common format, or a short code or name as it is shown. */
export const parseAddress = (text: string, country: string): Address | undefined => {
  const shown = text.trim()
  return parsePhone(text, country) ?? (opaque.test(shown) ? shown : undefined)
}

/** Fewer would be those of too many. */
const fewestAsked = 4

/**
 * The last digits of a phone by which somebody looks for it, four or more, from the last one on; of a whole number also
 * those of its country code. Undefined for words.
 */
export const readLastDigits = (text: string, country: string): string | undefined => {
  const written = tidy(text)
  const digits = /^\(?\+?[\d ().[\]/-]+$/.test(written) ? digitsOf(written) : ''
  return digits.length < fewestAsked ? undefined : fromTheEnd(parsePhone(text, country) ?? digits)
}

/** Whether texts can go there at all: not to a short code or a name. */
export const isPhone = (address: Address): address is Phone => countryOf(address) !== undefined

/**
 * ISO 3166 alpha-2 of the phone's numbering plan, where libphonenumber knows it. Undefined for what is no phone: a short code,
 * a name.
 */
export const countryOf = (address: Address): string | undefined =>
  address.startsWith('+') ? parsePhoneNumberFromString(address)?.country : undefined

/** Whether it is the ISO 3166 alpha-2 code of a country with phones. */
export const isCountry = (code: string): boolean => isSupportedCountry(code)

/** False only where the numbering plan says that the number is no mobile: North America does not tell them apart. */
export const canBeMobile = (address: Address): boolean => {
  const type = parsePhoneNumberFromString(address)?.getType()
  return type === undefined || type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE'
}

/** For logs: enough to tell two phones apart, not enough to call one. */
export const maskPhone = (phone: string): string => `…${phone.slice(-2)}`
