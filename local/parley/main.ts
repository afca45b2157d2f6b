import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { startLocal } from './start.ts'

// Lambda runs in UTC.
process.env.TZ = 'UTC'

const { values: flags } = parseArgs({
  // --no-watch
  allowNegative: true,
  options: {
    assembly: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    warm: { type: 'boolean', default: true },
    watch: { type: 'boolean', default: true },
  },
})
const dataDir = process.env.PARLEY_DATA ?? '.local/data'

const main = async () => {
  const parley = await startLocal({
    port: Number(process.env.PORT ?? 4000),
    dataDir,
    addressesFile: join(dirname(dataDir), 'endpoints.json'),
    ...flags,
  })
  let stopping = false
  const stop = async () => {
    // A second signal means: do not wait.
    if (stopping) process.exit(130)
    stopping = true
    await parley.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  const addresses = Object.entries(parley.endpoints).map(([name, url]) => `  ${name.padEnd(8)} ${url}`)
  if (!flags.quiet) console.log(['Parley runs.', ...addresses].join('\n'))
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
