import { expect, test } from 'vitest'
import { chargeOf, costOf } from '../../../portal/src/contact/cost-of.ts'

test('what plain characters would have spared is a share of the price, of priced texts alone', () => {
  const sum = costOf([
    { price: 0.03, segments: 3, wasted_segments: 2 },
    { price: 0.01, segments: 1 },
    { segments: 2, wasted_segments: 1 },
  ])
  expect(sum).toMatchObject({ segments: 4, wasted: 2 })
  expect(sum.cost).toBeCloseTo(0.04, 9)
  expect(sum.wastedCost).toBeCloseTo(0.02, 9)
})

test('the fee of the network is part of what a text cost, as in the report of spend', () => {
  const sum = costOf([
    { price: 0.01743, carrier_fee: 0.009, segments: 3, wasted_segments: 1 },
    { segments: 1, carrier_fee: 0.003 },
  ])
  expect(sum.cost).toBeCloseTo(0.02943, 9)
  expect(sum.wastedCost).toBeCloseTo(0.00881, 9)
  expect(chargeOf({})).toBeUndefined()
})

test('nothing is to be saved where nothing was sent', () => {
  expect(costOf([])).toEqual({ cost: 0, segments: 0, wasted: 0, wastedCost: 0 })
})
