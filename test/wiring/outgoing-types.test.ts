import { expect, test } from 'vitest'
import { outgoingTypes as told } from '#contract/events/outgoing.ts'
import { outgoingTypes } from '#wiring/outgoing-types.ts'

test('the function that tells programs outside is woken for the events that they may be told of', () => {
  expect(outgoingTypes).toEqual(told)
})
