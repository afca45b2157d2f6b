import { expect, test } from 'vitest'
import { type Segment, stitch } from '../../../../local/parley/carrier/handset.ts'

const segment = (given: Partial<Segment>): Segment => ({
  direction: 'outbound',
  from: '+12065550100',
  to: '+12065550143',
  at: '2026-11-27T08:00:00.000Z',
  reference: 'r',
  index: 0,
  total: 1,
  text: '',
  ...given,
})

test('a text of one segment shows as it is', () => {
  expect(stitch([segment({ text: 'Hello' })])).toEqual([
    {
      direction: 'outbound',
      from: '+12065550100',
      to: '+12065550143',
      body: 'Hello',
      parts: 1,
      at: '2026-11-27T08:00:00.000Z',
    },
  ])
})

test('segments that come out of order and twice make one text', () => {
  const parts = [2, 0, 2, 1].map((index) => segment({ index, total: 3, text: ['a', 'b', 'c'][index] }))
  expect(stitch(parts)).toMatchObject([{ body: 'abc', parts: 3 }])
})

test('a text shows when its last segment has come', () => {
  expect(stitch([segment({ index: 0, total: 2, text: 'a' })])).toEqual([])
})

test('two requests are two texts, however much they belong together', () => {
  const texts = stitch([
    segment({ reference: 'one', text: '(1/2) a' }),
    segment({ reference: 'two', text: '(2/2) b' }),
  ])
  expect(texts.map(({ body }) => body)).toEqual(['(1/2) a', '(2/2) b'])
})

test('the same reference from another number is another text', () => {
  const texts = stitch([
    segment({ total: 2, index: 0, text: 'a' }),
    segment({ total: 2, index: 1, text: 'b' }),
    segment({ from: '+12065550101', text: 'c' }),
  ])
  expect(texts.map(({ body }) => body)).toEqual(['ab', 'c'])
})
