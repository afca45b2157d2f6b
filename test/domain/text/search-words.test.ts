import { expect, test } from 'vitest'
import { searchWords } from '#domain/text/search-words.ts'

test('case, accents, signs and invisible characters make no other word', () => {
  expect(searchWords('¡Caldera FRÍA! The boi\u00adler, caldera. Order #1042')).toEqual([
    'caldera',
    'fria',
    'the',
    'boiler',
    'order',
    '1042',
  ])
})

test('single characters and pictures are no words', () => {
  expect(searchWords('a 1 👍 - ?')).toEqual([])
})

test('the first forty different words count, each by its first twenty characters', () => {
  const many = Array.from({ length: 60 }, (_, i) => `word${i}`).join(' ')
  expect(searchWords(many)).toHaveLength(40)
  expect(searchWords('x'.repeat(50))).toEqual(['x'.repeat(20)])
})
