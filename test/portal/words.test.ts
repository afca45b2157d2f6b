import { expect, test } from 'vitest'
import { en } from '../../portal/src/words/en.ts'
import { es } from '../../portal/src/words/es.ts'

const keysOf = (words: object, path = ''): string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' && !Array.isArray(value) ? keysOf(value, `${path}${key}.`) : [`${path}${key}`],
  )

test('both languages have a word for the same things', () => {
  expect(keysOf(es).toSorted()).toEqual(keysOf(en).toSorted())
})
