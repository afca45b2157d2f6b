import fc from 'fast-check'
import { SegmentedMessage } from 'sms-segments-calculator'
import { expect, test } from 'vitest'
import { segmentText } from '../../../../local/parley/carrier/segments.ts'

test.each([
  ['160 basic characters', 'a'.repeat(160), 'GSM', 1],
  ['161 basic characters', 'a'.repeat(161), 'GSM', 2],
  ['306 basic characters', 'a'.repeat(306), 'GSM', 2],
  ['80 characters that take two septets', '€'.repeat(80), 'GSM', 1],
  ['81 characters that take two septets', '€'.repeat(81), 'GSM', 2],
  ['70 Chinese characters', '好'.repeat(70), 'Unicode', 1],
  ['71 Chinese characters', '好'.repeat(71), 'Unicode', 2],
])('%s', (_, text, encoding, count) => {
  const { encoding: found, segments } = segmentText(text)
  expect([found, segments.length]).toEqual([encoding, count])
})

test('segments together are the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 900 }), (text) => {
      expect(segmentText(text).segments.join('')).toBe(text)
    }),
  )
})

test('as many segments as another program counts', () => {
  const unit = fc.constantFrom(...'abc XYZ 0189 äöü €^{}[]~| ñ')
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1, maxLength: 700 }), (text) => {
      expect(segmentText(text).segments).toHaveLength(new SegmentedMessage(text).segmentsCount)
    }),
  )
})
