import { expect, test } from 'vitest'
import { filteredSorts, linkShorteners, warningsOf } from '#domain/text/filtered-content.ts'

const codes = (body: string) => warningsOf(body).map(({ code, text }) => [code, text])

test.each([
  ['Pay here: https://bit.ly/3abcd', 'bit.ly/3abcd'],
  ['See TINYURL.com/x, please', 'TINYURL.com/x'],
  ['(https://t.co/a?b=1)', 't.co/a?b=1'],
  ['https://www.bit.ly/x', 'www.bit.ly/x'],
])('%j is warned of where it has a shared shortener', (body, text) => {
  expect(codes(body)).toEqual([['link_shortener', text]])
})

test.each([
  'https://rabbit.ly/x',
  'https://bit.ly.example.com/x',
  'https://example.com/bit.lyrics',
  'mail me at jo@habit.lyon.fr',
  'https://acme.example/a',
])('%j has none', (body) => {
  expect(codes(body)).toEqual([])
})

test('each sort of filtered words is told once, by its first word', () => {
  expect(codes('Vodka and whiskey, and a casino')).toEqual([
    ['filtered_words', 'Vodka'],
    ['filtered_words', 'casino'],
  ])
  expect(warningsOf('20 % off CBD')[0]?.detail).toContain('cannabis')
  expect(codes('payday\nloans')).toEqual([['filtered_words', 'payday\nloans']])
})

test.each([
  'We begin at nine',
  'Your escort vehicle',
  'Essex',
  'Scunthorpe',
  'a shitake mushroom',
  'Mr. Ammons',
])('%j says nothing of the sort', (body) => {
  expect(codes(body)).toEqual([])
})

test('every sort says where it is from and when that was read', () => {
  for (const { source, readOn, words } of filteredSorts) {
    expect(source).toMatch(/^https:/)
    expect(readOn).toMatch(/^\d{4}-\d\d-\d\d$/)
    for (const word of words) expect(codes(`so ${word} it is`)).toHaveLength(1)
  }
  for (const domain of linkShorteners) expect(codes(`see https://${domain}/x`)).toHaveLength(1)
})
