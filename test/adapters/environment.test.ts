import { afterEach, expect, test, vi } from 'vitest'
import { variable } from '#adapters/environment.ts'

afterEach(() => vi.unstubAllEnvs())

test('a function has what the infrastructure gives it', () => {
  vi.stubEnv('TABLE_NAME', 'parley-table')
  expect(variable('TABLE_NAME')).toBe('parley-table')
})

test.each([undefined, ''])(
  'a function that was not given a variable (%j) does not start, and says which',
  (value) => {
    vi.stubEnv('TABLE_NAME', value)
    expect(() => variable('TABLE_NAME')).toThrow('The environment variable TABLE_NAME is not set')
  },
)
