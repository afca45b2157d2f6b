import { areaCodes } from './area-codes.ts'
import { callingCodes } from './calling-codes.ts'

/** Where a number belongs: a country, or a country and its state or province (`US-FL`), and its possible IANA zones. */
export type PhonePlace = { code: string; zones: readonly string[] }

/** A plus sign, a calling code and, with +1, an area code. */
const longestPrefix = '+1206'.length

let known: Map<string, PhonePlace> | undefined

const allPlaces = (): Map<string, PhonePlace> => {
  known ??= new Map([...placesIn(areaCodes, '+1'), ...placesIn(callingCodes, '+')])
  return known
}

/**
 * The place that an E.164 phone number belongs to by its area code (+1) or calling code; null when that tells none,
 * as for toll-free and satellite numbers and area codes newer than our table.
 */
export const placeOf = (phone: string): PhonePlace | null => {
  const places = allPlaces()
  for (let length = longestPrefix; length > 1; length--) {
    const place = places.get(phone.slice(0, length))
    if (place) return place
  }
  return null
}

/** The zones of all numbers of a place such as `US-FL`. */
export const zonesOf = (code: string): string[] => [
  ...new Set([...allPlaces().values()].filter((place) => place.code === code).flatMap(({ zones }) => zones)),
]

/** Reads a table whose lines are a place, its zones and its codes. */
const placesIn = (table: string, prefix: string): [string, PhonePlace][] => {
  return table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [code = '', zones = '', ...codes] = line.split(' ')
      const place = { code, zones: zones.split('&') }
      return codes.map((each): [string, PhonePlace] => [prefix + each, place])
    })
}
