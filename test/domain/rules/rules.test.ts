import { describe, expect, test } from 'vitest'
import type { Principal } from '#domain/agents/principal.ts'
import { frequencyCaps } from '#domain/gate/frequency-caps.ts'
import { placeOf } from '#domain/hours/place.ts'
import { quietRules } from '#domain/hours/quiet-rules.ts'
import { validateHours } from '#domain/hours/validate-hours.ts'
import { listRules } from '#domain/rules/list-rules.ts'
import { allRules } from '#domain/rules/rule.ts'

const reader: Principal = { kind: 'program', workspace: 'wks_test', id: 'program', scopes: ['read'] }
const rules = [...allRules().values()]

describe.each(rules.map((rule) => [rule.id, rule] as const))('the rule %s', (id, rule) => {
  test('says where it comes from, when that was read, and what it is about', () => {
    expect(rule.citation).toMatch(/\w{3}/)
    expect(rule.appliesTo).toMatch(/^[A-Z].*\.$/)
    expect(rule.words).toMatch(/^[A-Z].*\.$/)
    expect(new Date(`${rule.readOn}T00:00Z`).toISOString().slice(0, 10)).toBe(rule.readOn)
    expect(rule.readOn >= '2026-11-01').toBe(true)
  })

  test('admits that there is no law where there is none', () => {
    expect(rule.certainty === 'own_choice').toBe(rule.citation.startsWith('None: '))
  })

  test('has a name of lower case letters that ends in its place', () => {
    expect(id).toMatch(/^(quiet_hours|frequency_cap|carrier_cap)_[a-z_]+$/)
    if (rule.concern !== 'carrier_cap' && rule.place)
      expect(id.endsWith(rule.place.toLowerCase().replace('-', '_'))).toBe(true)
  })

  test('has hours that are hours', () => {
    if (rule.window)
      expect(validateHours({ zone: 'America/New_York', holidays: [], weekly: rule.window.weekly })).toEqual(
        [],
      )
    expect(rule.window !== undefined).toBe(rule.concern === 'quiet_hours')
  })
})

const areaCodePlaces = new Set(
  Array.from({ length: 800 }, (_, i) => placeOf(`+1${200 + i}5550100`)?.code).filter(Boolean),
)

test.each([...Object.keys(quietRules), ...Object.keys(frequencyCaps)].filter((key) => key.startsWith('US-')))(
  'some area code is in %s',
  (place) => {
    expect(areaCodePlaces).toContain(place)
  },
)

const idsFor = (place?: string) => listRules(reader, { place }).map(({ id }) => id)

test('without a place all rules are listed', () => {
  expect(idsFor()).toEqual(rules.map(({ id }) => id))
  expect(new Set(idsFor()).size).toBe(Object.keys(quietRules).length + Object.keys(frequencyCaps).length + 3)
})

test.each([
  [
    'US-FL',
    [
      'quiet_hours_us_fl',
      'frequency_cap_us_fl',
      'carrier_cap_t_mobile',
      'carrier_cap_att',
      'carrier_cap_aws',
    ],
  ],
  ['US-NY', ['quiet_hours_us', 'carrier_cap_t_mobile', 'carrier_cap_att', 'carrier_cap_aws']],
  ['CA', ['quiet_hours_ca']],
  ['CA-ON', ['quiet_hours_ca']],
  ['GB', ['quiet_hours_default']],
])('for %s the rules are those that count for its texts', (place, ids) => {
  expect(idsFor(place)).toEqual(ids)
})

test('whoever may not read may not read the rules', () => {
  expect(() => listRules({ ...reader, scopes: ['send'] }, {})).toThrow()
})

test.each([
  [
    'quiet_hours_us_ri',
    'Texts may be sent from Monday to Friday 09:00-18:00, on Saturday 10:00-17:00, not on Sunday, by the clock of the recipient, and on no legal holiday of the nation or the state.',
  ],
  ['quiet_hours_us_or', 'Texts may be sent every day 08:00-20:00, by the clock of the recipient.'],
  [
    'quiet_hours_us_sd',
    'Texts may be sent from Monday to Friday 09:00-21:00, not from Saturday to Sunday, by the clock of the recipient.',
  ],
  ['frequency_cap_us_or', 'At most 3 campaigns in 24 hours to one phone.'],
])('in words %s is: %s', (id, words) => {
  expect(allRules().get(id)?.words).toBe(words)
})
