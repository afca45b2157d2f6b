import fc from 'fast-check'
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' }
import { getCountries, getCountryCallingCode, getExampleNumber } from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'
import { parseAddress, parsePhone, readLastDigits } from '#domain/phones/phone.ts'

/** A mobile in E.164, its country's code, and how it is written at home. */
const mobiles = getCountries().flatMap((country) => {
  const example = getExampleNumber(country, examples)
  if (!example) return []
  return [{ country, phone: example.number, home: example.formatNational(), digits: example.number.slice(1) }]
})

describe('a phone is read', () => {
  test.each([
    ['(206) 555-0123', 'US', '+12065550123'],
    ['1206.555.0123', 'CA', '+12065550123'],
    ['+44 (0)20 7946 0000', 'US', '+442079460000'],
    ['(+44) 20 7946 0000', 'US', '+442079460000'],
    ['+61 0412 345 678', 'US', '+61412345678'],
    ['030/1234567', 'DE', '+49301234567'],
    ['06.12.34.56.78', 'FR', '+33612345678'],
    ['06 1234567', 'IT', '+39061234567'],
    ['tel:+1-206-555-0123', 'GB', '+12065550123'],
    ["'2065550123", 'US', '+12065550123'],
    ['412345678', 'AU', '+61412345678'],
    ['4915112345678', 'DE', '+4915112345678'],
    ['+12995550123', 'US', '+12995550123'],
    ['206 555 0123 ext. 45', 'US', '+12065550123'],
    ['206 555 0123 x45', 'US', '+12065550123'],
    ['+1 206 555 0123;ext=45', 'US', '+12065550123'],
  ])('%s in %s', (text, country, phone) => {
    expect(parsePhone(text, country)).toBe(phone)
  })

  test.each([
    ['a variation selector', '+1\ufe0d-206-555-0123'],
    ['direction marks and no-break hyphens', '\u202a+1 (206) 555\u20110123\u202c'],
    ['a byte order mark and no-break spaces', '\ufeff206\u00a0555\u202f0123'],
    ['zero-width spaces and soft hyphens', '206\u200b555\u00ad0123'],
    ['the keycaps of emoji', '2\ufe0f\u20e30\ufe0f\u20e36 555 0123'],
    ['full-width digits', '\uff0b\uff11 \uff12\uff10\uff16 \uff15\uff15\uff15 \uff10\uff11\uff12\uff13'],
    ['Arabic digits', '\u0662\u0660\u0666 \u0665\u0665\u0665 \u0660\u0661\u0662\u0663'],
    ['a line end after it', '206 555 0123\r\n'],
  ])('with %s', (_, text) => {
    expect(parsePhone(text, 'US')).toBe('+12065550123')
  })

  test.each([
    ['0061412345678', 'AU', '+61412345678'],
    ['0011 61 412 345 678', 'AU', '+61412345678'],
    ['011 61 412 345 678', 'US', '+61412345678'],
    ['0012065550123', 'US', '+12065550123'],
    ['00 44 20 7946 0000', 'DE', '+442079460000'],
    ['010 1 206 555 0123', 'JP', '+12065550123'],
  ])('after a prefix for calls abroad: %s in %s', (text, country, phone) => {
    expect(parsePhone(text, country)).toBe(phone)
  })

  test.each([
    ['+52 1 55 1234 5611', 'US', '+525512345611'],
    ['1 55 1234 5611', 'MX', '+525512345611'],
    ['+55 41 8888-7722', 'US', '+5541988887722'],
    ['41 8888 7722', 'BR', '+5541988887722'],
    ['011 15 2345-6711', 'AR', '+5491123456711'],
  ])('in a writing that its country gave up: %s in %s', (text, country, phone) => {
    expect(parsePhone(text, country)).toBe(phone)
  })

  test('an Argentine landline stays one', () => {
    expect(parsePhone('+54 11 2345-6711', 'AR')).toBe('+541123456711')
  })
})

describe('what could be another number is refused', () => {
  test.each([
    ['nothing', '', 'US'],
    ['words', 'call me', 'US'],
    ['a number in words', 'call 206 555 0123', 'US'],
    ['letters for digits', '1-800-FLOWERS', 'US'],
    ['a digit too few', '206 555 012', 'US'],
    ['a digit too many', '+1 206 555 01234', 'US'],
    ['a zero too many', '+61 061412345678', 'AU'],
    ['a country code after a zero', '061412345678', 'AU'],
    ['two prefixes', '000061412345678', 'AU'],
    ['a plus sign inside', '206+5550123', 'US'],
    ['two plus signs', '++12065550123', 'US'],
    ['a minus sign', '-2065550123', 'US'],
    ['what a spreadsheet makes of it', '2.06556E+09', 'US'],
    ['what a spreadsheet makes of it in Europe', '2,06556E+09', 'DE'],
    ['a number with decimals', '2065550123.0', 'US'],
    ['a number with thousands', '2,065,550,123', 'US'],
    ['two numbers', '206 555 0123 / 206 555 0199', 'US'],
    ['two short numbers', '0301234 / 0305678', 'DE'],
    ['two lines', '0301234\n0305678', 'DE'],
    ['two endings', '030 123456/78', 'DE'],
    ['a note', '206 555 0123\u00b2', 'US'],
    ['an area code of nobody', '(299) 555-0123', 'US'],
    ['a date', '20261127', 'DE'],
    ['a short code', '72345', 'AU'],
    ['a short code that is a short landline', '73215', 'DE'],
    ['a short code with a plus sign', '+72345', 'AU'],
  ])('%s', (_, text, country) => {
    expect(parsePhone(text, country)).toBe(undefined)
  })

  test('emergency numbers, in every country', () => {
    for (const country of getCountries())
      for (const text of ['112', '911', '999', '000', '110', '119', '+911', '00112'])
        expect([country, text, parsePhone(text, country)]).toEqual([country, text, undefined])
  })
})

/** Calling codes under which there are mobiles of at most six digits, at home or on a neighbour island of the same code. */
const islands = ['AC', 'CK', 'FK', 'FO', 'GL', 'NC', 'NF', 'NU', 'PM', 'SB', 'SH', 'TK', 'TV', 'WF'] as const
const shortMobiles = new Set(
  [...islands, ...(['AD', 'FI', 'ZA'] as const)].map((c) => getCountryCallingCode(c)),
)

const anyMobile = fc.constantFrom(...mobiles)
const anyCountry = fc.constantFrom(...getCountries())
const invisible = fc.constantFrom(
  '\u200b',
  '\ufeff',
  '\u00ad',
  '\u202e',
  '\u2066',
  '\ufe0f',
  '\u3164',
  ' ',
  '',
)

/** The text with something between its characters. */
const between = (text: string, signs: string[]) =>
  [...text].map((sign, i) => sign + (signs[i % signs.length] ?? '')).join('')

test('a mobile is read as it is written at home and abroad, whatever nobody sees in between', () => {
  fc.assert(
    fc.property(anyMobile, anyCountry, fc.array(invisible, { maxLength: 9 }), (mobile, other, signs) => {
      const { country, phone, home } = mobile
      expect(parsePhone(between(home, signs), country)).toBe(phone)
      expect(parsePhone(between(phone, signs), other)).toBe(phone)
    }),
    { numRuns: 400 },
  )
})

test('after 00 a number is that number or refused, wherever it is typed', () => {
  fc.assert(
    fc.property(anyMobile, anyCountry, ({ digits, phone }, country) => {
      expect([phone, undefined]).toContain(parsePhone(`00${digits}`, country))
    }),
    { numRuns: 2000 },
  )
})

test('a plus sign is never read as another country, and no digit is added', () => {
  const digits = fc.stringMatching(/^[0-9]{1,18}$/)
  fc.assert(
    fc.property(digits, anyCountry, (text, country) => {
      const phone = parsePhone(`+${text}`, country)
      if (phone === undefined) return
      expect(phone).toBe(parsePhone(`+${text}`, country === 'US' ? 'DE' : 'US'))
      expect(phone.length).toBeLessThanOrEqual(Math.max(text.length, 12) + 2)
    }),
    { numRuns: 2000 },
  )
})

test('three to six digits are a number only where mobiles are that short', () => {
  const short = fc.stringMatching(/^[1-9][0-9]{2,5}$/)
  fc.assert(
    fc.property(short, anyCountry, (text, country) => {
      const phone = parsePhone(text, country)
      if (phone !== undefined) expect(shortMobiles).toContain(getCountryCallingCode(country))
    }),
    { numRuns: 3000 },
  )
})

describe('whom somebody looks for', () => {
  test.each([
    ['(206) 555-0123', '+12065550123'],
    [' 72345 ', '72345'],
    ['AMAZON', 'AMAZON'],
    ['7-Eleven', '7-Eleven'],
    ['+72345', undefined],
    ['12', undefined],
    ['x', undefined],
    ['206 555 01', undefined],
    ['somebody with a long name', undefined],
  ])('%s', (text, address) => {
    expect(parseAddress(text, 'US')).toBe(address)
  })

  test.each([
    ['7391', '1937'],
    ['55-7391', '193755'],
    ['(206) 555-7391', '19375556021'],
    ['+52 1 55 1234 5611', '116543215525'],
    ['391', undefined],
    ['Ada 7391', undefined],
  ])('the last digits of a phone, from its end: %s', (text, digits) => {
    expect(readLastDigits(text, 'US')).toBe(digits)
  })
})
