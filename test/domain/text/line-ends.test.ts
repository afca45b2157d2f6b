import { expect, test } from 'vitest'
import { withLineFeeds } from '#domain/text/line-ends.ts'

test.each(['\v', '\f', '\u0085', '\u2028', '\u2029'])('%j is a line end on the phone', (character) => {
  expect(withLineFeeds(`Dear Jo,${character}see you`)).toBe('Dear Jo,\nsee you')
})

test('line ends of every system stay as they are typed', () => {
  expect(withLineFeeds('a\nb\r\nc\rd\te')).toBe('a\nb\r\nc\rd\te')
})
