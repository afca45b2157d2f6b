/**
 * Takes the place of libphonenumber-js/max in the bundles: the same, but for its numbering plans. They are a text until a phone
 * is read. As an object of JavaScript, as they come, they are compiled at each start: 3 ms of CPU for 156 KB.
 */
import {
  type CountryCode,
  getCountryCallingCode as callingCode,
  isSupportedCountry as isSupported,
  type MetadataJson,
  type PhoneNumber,
  parsePhoneNumberFromString as parse,
} from 'libphonenumber-js/core/es6'

/** Given by the build: metadata.max.json, with an @ for each pair of backslashes, which would be four in a module. */
declare const phonePlans: string

let read: MetadataJson | undefined

const plans = (): MetadataJson => {
  read ??= JSON.parse(phonePlans.replaceAll('@', '\\\\')) as MetadataJson
  return read
}

type Options = { defaultCountry?: CountryCode; extract?: boolean }

export const parsePhoneNumberFromString = (text: string, options?: Options): PhoneNumber | undefined =>
  options ? parse(text, options, plans()) : parse(text, plans())

export const getCountryCallingCode = (country: CountryCode) => callingCode(country, plans())

export const isSupportedCountry = (country: CountryCode) => isSupported(country, plans())
