import { defineConfig } from 'vitest/config'

/** The tests that mutants are run against: those of what is mutated, without the ones that take their time. */
export default defineConfig({
  test: {
    include: [
      'test/adapters/**/*.test.ts',
      'test/functions/**/*.test.ts',
      'test/domain/{gate,scheduled,conversations}/**/*.test.ts',
    ],
    exclude: ['**/*.property.test.ts', 'test/adapters/{inbox,races,units,held}.test.ts'],
    testTimeout: 60_000,
  },
})
