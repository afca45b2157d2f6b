import fc from 'fast-check'
import { getCountries } from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'
import { identityOf, isSamePhone, writingsOf } from '#domain/phones/national-writings.ts'
import { canBeMobile, countryOf, isPhone, readSender } from '#domain/phones/phone.ts'

describe('the address that a carrier gives', () => {
  test.each([
    ['E.164', '+12065550123', 'US', '+12065550123'],
    ['E.164 of another country', '+447911123456', 'US', '+447911123456'],
    ['E.164 in a writing of before', '+5215512345611', 'MX', '+5215512345611'],
    ['a number of an unknown range', '+12995550123', 'US', '+12995550123'],
    ['all digits of a number', '12065550123', 'US', '+12065550123'],
    ['all digits of a mobile at home', '2065550123', 'US', '+12065550123'],
    ['all digits with the zero before them', '0412345678', 'AU', '+61412345678'],
    ['all digits of a German mobile', '4915112345678', 'DE', '+4915112345678'],
    ['spaces around it', ' +12065550123 ', 'US', '+12065550123'],
  ])('is a phone: %s', (_, from, country, phone) => {
    expect(readSender(from, country)).toBe(phone)
    expect(countryOf(phone)).toBe(phone === '+12995550123' ? undefined : countryOf(readSender(from, country)))
  })

  test.each([
    ['72345', 'AU'],
    ['73215', 'DE'],
    ['123456', 'GB'],
    ['19123456', 'AU'],
    ['+72345', 'US'],
    ['AMAZON', 'US'],
    ['TAXI2065550123', 'US'],
    ['206 555 0123', 'US'],
    ['447911123456', 'US'],
    ['', 'US'],
  ])('stays as it came: %s to a number in %s', (from, country) => {
    expect(readSender(from, country)).toBe(from)
    expect(isPhone(from)).toBe(false)
  })
})

const anySender = fc.oneof(
  fc.stringMatching(/^[0-9]{3,15}$/),
  fc.stringMatching(/^\+?[0-9]{3,17}$/),
  fc.stringMatching(/^[A-Za-z0-9 ]{1,11}$/),
  fc.string(),
)

test('an address is never completed: it stays, or is a phone of all its digits', () => {
  fc.assert(
    fc.property(anySender, fc.constantFrom(...getCountries()), (from, country) => {
      const address = readSender(from, country)
      if (address === from) return
      expect(isPhone(address) || address === from.trim()).toBe(true)
      expect(from.trim()).toMatch(/^\+?\d{8,15}$/)
      expect(from.trim().endsWith(address.slice(-7))).toBe(true)
    }),
    { numRuns: 3000 },
  )
})

describe('one phone in two writings', () => {
  test.each([
    ['+525512345611', '+5215512345611'],
    ['+5491123456711', '+541123456711'],
    ['+5541988887722', '+554188887722'],
  ])('%s and %s', (today, before) => {
    expect([today, before].map((phone) => identityOf(phone))).toEqual([today, today])
    expect(writingsOf(today)).toEqual([today, before])
    expect(writingsOf(before)).toEqual([before, today])
    expect(isSamePhone(today, before)).toBe(true)
  })

  test.each([
    ['+12065550123'],
    ['+554133334444'],
    ['+5411911112222'],
    ['72345'],
    ['5215512345611'],
    ['AMAZON'],
  ])('%s has one', (address) => {
    expect(writingsOf(address)).toEqual([address])
    expect(identityOf(address)).toBe(address)
  })

  test('a Brazilian landline is another phone than the mobile with its digits', () => {
    expect(isSamePhone('+554133334444', '+5541933334444')).toBe(false)
  })

  test('an Argentine number without the 9 may be a landline, so it is no mobile', () => {
    expect(canBeMobile('+541123456711')).toBe(false)
    expect(canBeMobile('+5491123456711')).toBe(true)
  })
})
