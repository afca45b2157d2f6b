import { expect, test } from 'vitest'
import { matches, type Pattern } from '../../../../local/runner/events/pattern.ts'

const event = {
  source: 'parley',
  detail: { kind: 'message.received', size: 5, tags: ['a', 'b'], nothing: null },
}

test.each<[string, Pattern, boolean]>([
  ['one of the alternatives', { source: ['other', 'parley'] }, true],
  ['none of them', { source: ['other'] }, false],
  ['all keys have to fit', { source: ['parley'], detail: { kind: ['other'] } }, false],
  ['prefix', { detail: { kind: [{ prefix: 'message.' }] } }, true],
  ['suffix', { detail: { kind: [{ suffix: '.sent' }] } }, false],
  ['anything-but', { detail: { kind: [{ 'anything-but': ['message.sent'] }] } }, true],
  ['anything-but with a prefix', { detail: { kind: [{ 'anything-but': { prefix: 'message.' } }] } }, false],
  ['anything-but of what is missing', { detail: { other: [{ 'anything-but': 'x' }] } }, false],
  ['exists', { detail: { kind: [{ exists: true }], other: [{ exists: false }] } }, true],
  ['a range of numbers', { detail: { size: [{ numeric: ['>', 4, '<=', 5] }] } }, true],
  ['a range of numbers that does not fit', { detail: { size: [{ numeric: ['<', 5] }] } }, false],
  ['equals-ignore-case', { source: [{ 'equals-ignore-case': 'PARLEY' }] }, true],
  ['an item of a list', { detail: { tags: ['b'] } }, true],
  ['null', { detail: { nothing: [null] } }, true],
  ['$or', { $or: [{ source: ['other'] }, { detail: { size: [5] } }] }, true],
])('%s', (_, pattern, expected) => {
  expect(matches(pattern, event)).toBe(expected)
})

test('an unknown operator is an error that names it', () => {
  expect(() => matches({ source: [{ cidr: '10.0.0.0/8' }] }, event)).toThrow(
    '"cidr" is not understood locally',
  )
})
