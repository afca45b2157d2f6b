import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    globalSetup: './test/support/flows/shared-assembly.ts',
    reporters: ['default', './test/support/closing-line.ts'],
  },
})
