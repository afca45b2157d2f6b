import { defineConfig } from 'vitest/config'

/** Tests that neither start a system nor leave anything behind: one process runs many files, and loads what they share once. */
const together = 'domain|adapters|functions|contract|lib|wiring|architecture'

const shared = { testTimeout: 120_000, hookTimeout: 120_000, setupFiles: ['./test/support/seed.ts'] }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'alone',
          // No `exclude`, which would take the place of the one of the command line.
          include: [`test/!(${together})/**/*.test.ts`],
          globalSetup: './test/support/flows/shared-assembly.ts',
        },
      },
      {
        test: { ...shared, name: 'together', include: [`test/@(${together})/**/*.test.ts`], isolate: false },
      },
    ],
    maxWorkers: 2,
    reporters: ['default', './test/support/closing-line.ts'],
  },
})
