import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' }
import { getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'
import { areaCodes } from '#domain/hours/area-codes.ts'
import { callingCodes } from '#domain/hours/calling-codes.ts'
import { isZone } from '#domain/hours/local-time.ts'
import { placeOf } from '#domain/hours/place.ts'

test.each([
  ['+12065550100', 'US-WA', ['America/Los_Angeles']],
  ['+18505550100', 'US-FL', ['America/Chicago', 'America/New_York']],
  ['+19285550100', 'US-AZ', ['America/Phoenix', 'America/Denver']],
  ['+17095550100', 'CA-NL', ['America/Halifax', 'America/St_Johns']],
  ['+18765550100', 'JM', ['America/Jamaica']],
  ['+447700900123', 'GB', ['Europe/London']],
  ['+77012345678', 'KZ', ['Asia/Almaty']],
  ['+79161234567', 'RU', ['Europe/Kaliningrad', 'Asia/Kamchatka']],
])('%s belongs to %s', (phone, code, zones) => {
  expect(placeOf(phone)).toEqual({ code, zones })
})

test.each(['+18005550100', '+15005550100', '+881612345678', '+870773123456', '2065550100', '', '+'])(
  '"%s" tells no place',
  (phone) => {
    expect(placeOf(phone)).toBe(null)
  },
)

describe('the tables', () => {
  const lines = `${areaCodes}${callingCodes}`.split('\n').filter((line) => line !== '')

  test('name only zones that exist', () => {
    const zones = lines.flatMap((line) => line.split(' ')[1]?.split('&') ?? [])
    expect(zones.filter((zone) => !isZone(zone))).toEqual([])
  })

  test.each([
    ['area codes', areaCodes],
    ['calling codes', callingCodes],
  ])('list no code twice among the %s', (_, table) => {
    const codes = table.split('\n').flatMap((line) => line.split(' ').slice(2))
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([])
  })

  test('have three digits that an area code may have', () => {
    const codes = areaCodes.split('\n').flatMap((line) => line.split(' ').slice(2))
    expect(codes.filter((code) => !/^[2-9][0-8]\d$/.test(code) || code.endsWith('11'))).toEqual([])
  })

  test('agree with libphonenumber on the country of every area code that it knows', () => {
    const wrong = areaCodes.split('\n').flatMap((line) => {
      const [place = '', , ...codes] = line.split(' ')
      const countries = codes.map((code) => parsePhoneNumberFromString(`+1${code}2345678`)?.country)
      // libphonenumber counts the territories as countries of their own
      const expected = place.startsWith('US-') ? ['US', place.slice(3)] : [place.slice(0, 2)]
      return countries
        .filter((country) => country && !expected.includes(country))
        .map((country) => [place, country])
    })
    expect(wrong).toEqual([])
  })

  test('know a country for the mobile numbers of every country, its own or the one it shares a code with', () => {
    const shared = {
      AX: 'FI',
      BL: 'GP',
      BQ: 'CW',
      CC: 'AU',
      CX: 'AU',
      EH: 'MA',
      GG: 'GB',
      IM: 'GB',
      JE: 'GB',
      MF: 'GP',
      SJ: 'NO',
      TA: 'SH',
      VA: 'IT',
      YT: 'RE',
    }
    const known = new Map<string, string>(Object.entries(shared))
    const wrong = getCountries().flatMap((country) => {
      const code = placeOf(getExampleNumber(country, examples)?.number ?? '')?.code
      const expected = [country, `US-${country}`, known.get(country)]
      return code && (expected.includes(code) || expected.includes(code.slice(0, 2))) ? [] : [[country, code]]
    })
    expect(wrong).toEqual([])
  })
})
