import { defineConfig } from 'vitest/config'

/**
 * `npm run test:fuzz`: many more steps than `npm test` takes, on the table in memory and on the real engine; and the properties
 * of the domain with inputs that no run had before.
 */
export default defineConfig({
  test: {
    include: ['test/fuzz/**/*.test.ts', 'test/@(domain|adapters|portal/data)/**/*.test.ts'],
    setupFiles: ['./test/support/seed.ts'],
    env: {
      FUZZ_STEPS: process.env.FUZZ_STEPS ?? '25000',
      FUZZ_SEED: process.env.FUZZ_SEED ?? String(Date.now()),
    },
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    reporters: ['default', './test/support/closing-line.ts'],
  },
})
