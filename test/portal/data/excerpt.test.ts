import { expect, test } from 'vitest'
import { excerptOf } from '../../../portal/src/search/excerpt.ts'

/** As it is shown, with what is marked in brackets. */
const shown = (body: string, query: string) =>
  excerptOf(body, query)
    .map(({ text, isHit }) => (isHit ? `[${text}]` : text))
    .join('')

test('every word of the query is marked as it was written, whole words only', () => {
  expect(shown('The BÓILER, the boilers & Monday.', 'monday boiler')).toBe(
    'The [BÓILER], the boilers & [Monday].',
  )
})

test('a long text is shown around the first word that was found', () => {
  const long = `${'before '.repeat(40)}boiler ${'after '.repeat(60)}`
  const text = shown(long, 'boiler')
  expect(text).toMatch(/^…/)
  expect(text).toMatch(/ \[boiler\] after /)
  expect(text).toMatch(/…$/)
  expect(text.length).toBeLessThan(260)
})

test('a text whose words changed since is shown from its beginning', () => {
  expect(shown('Something else.', 'boiler')).toBe('Something else.')
})
