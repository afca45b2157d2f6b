import { defineConfig } from 'vitest/config'

/** Tests that neither start a system nor leave anything behind: one process runs many files, and loads what they share once. */
const together = 'domain|adapters|functions|contract|lib|wiring|architecture'

/** What takes longest, and CI runs (decision 88): each page of the portal, texts that wait for their hour, starts of the program. */
const long = [
  'test/portal/!(budget|first-day|words).test.ts',
  'test/flows/{after-hours,late-texts}.test.ts',
  'test/local/parley/main.test.ts',
]
const isShort = process.env.npm_lifecycle_event === 'test' && process.env.PARLEY_TESTS !== 'all'

const shared = { testTimeout: 120_000, hookTimeout: 120_000, setupFiles: ['./test/support/seed.ts'] }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'alone',
          // Else no `exclude`, which would take the place of the one of the command line.
          ...(isShort && { exclude: long }),
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
