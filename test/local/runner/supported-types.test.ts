import { expect, test } from 'vitest'
import { readReadme } from '../../../local/runner/supported-types.ts'

test('the README lists what the code understands (npm run docs:runner writes it)', () => {
  const { text, upToDate } = readReadme()
  expect(text).toBe(upToDate)
  expect(text).toContain('- `AWS::SQS::Queue` acts on')
})
