import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countText } from '../../../portal/src/composer/unicode.ts'
import { createFakeApp, ourNumber } from '../../support/fake-app.ts'
import { createTestClient } from '../../support/test-client.ts'

const usual = { longMessages: 'concatenated', counters: false } as const

test('the page counts every text as the API does', async () => {
  const { client } = createTestClient(undefined, createFakeApp())
  const bodies = fc.array(
    fc.oneof(fc.lorem(), fc.string({ unit: 'grapheme' }), fc.constantFrom('“', '€', '😀', '\n')),
    {
      maxLength: 60,
    },
  )
  await fc.assert(
    fc.asyncProperty(bodies, async (pieces) => {
      const body = `a${pieces.join(' ')}`
      const preview = await client.previewMessage({ body: { body, from: ourNumber } })
      const { characters, segments, parts } = countText(body, usual)
      expect([characters, segments, parts]).toEqual([
        preview.characters,
        preview.segments,
        preview.parts.length,
      ])
    }),
    { numRuns: 200 },
  )
})

test('the pieces of a text are the text, and what is marked in it is what forces Unicode', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (body) => {
      const { pieces, forcing } = countText(body, usual)
      expect(pieces.map(({ text }) => text).join('')).toBe(body)
      expect(new Set(pieces.filter(({ forces }) => forces).map(({ text }) => text))).toEqual(new Set(forcing))
    }),
  )
})

test('a text whose every character has a plain one that says the same can be replaced whole', () => {
  expect(countText('“Soon” — yes', usual).replaced).toEqual({ body: '"Soon" - yes', segments: 1 })
  expect(countText('“Soon” 😀', usual).replaced).toBeUndefined()
  expect(countText('Plain', usual).replaced).toBeUndefined()
})
