import { defineConfig } from 'vitest/config'

/** The tests that mutants are run against: fast ones of what is mutated. */
export default defineConfig({
  test: {
    include: ['test/domain/{gate,scheduled,outbound}/**/*.test.ts'],
    exclude: ['**/{faults,stop-race}.test.ts'],
    testTimeout: 60_000,
  },
})
