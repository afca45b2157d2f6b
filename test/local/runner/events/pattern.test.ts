import { expect, test } from 'vitest'
import { checkPattern, matches, type Pattern } from '../../../../local/runner/events/pattern.ts'

const event = {
  source: 'parley',
  detail: {
    ...{ kind: 'message.received', size: 5, tags: ['a', 'b'], nothing: null, empty: [] },
    parts: [{ id: 'p1', ok: true }, { id: 'p2' }],
  },
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
  ['exists looks at leaves only', { detail: [{ exists: true }] }, false],
  ['exists of what is null', { detail: { nothing: [{ exists: true }] } }, true],
  ['one of several objects', { detail: { parts: { id: ['p2'] } } }, true],
  ['no other object', { detail: { parts: { id: ['p3'] } } }, false],
  ['what an empty list does not have', { detail: { empty: { id: [{ exists: false }] } } }, true],
  ['null', { detail: { nothing: [null] } }, true],
  ['$or', { $or: [{ source: ['other'] }, { detail: { size: [5] } }] }, true],
])('%s', (_, pattern, expected) => {
  expect(matches(pattern, event)).toBe(expected)
})

test.each<[string, Pattern]>([
  ['an operator', { source: [{ cidr: '10.0.0.0/8' }] }],
  ['an operator inside another', { detail: { kind: [{ 'anything-but': { cidr: '10.0.0.0/8' } }] } }],
  ['an operator of an alternative', { $or: [{ source: ['parley'] }, { source: [{ cidr: '10.0.0.0/8' }] }] }],
])('%s that is not known is an error that names it', (_, pattern) => {
  expect(() => checkPattern(pattern)).toThrow('"cidr" is not understood locally')
})
