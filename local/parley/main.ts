import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Endpoints, startLocal } from './start.ts'

// Lambda runs in UTC.
process.env.TZ = 'UTC'

const { values } = parseArgs({
  options: { fresh: { type: 'boolean', default: false }, quiet: { type: 'boolean', default: false } },
})
const dataDir = process.env.PARLEY_DATA ?? '.local/data'
const endpointsFile = join(dirname(dataDir), 'endpoints.json')

const tell = async (endpoints: Endpoints) => {
  await mkdir(dirname(endpointsFile), { recursive: true })
  await writeFile(`${endpointsFile}.new`, `${JSON.stringify(endpoints, null, 2)}\n`)
  // Who waits for the file finds it whole.
  await rename(`${endpointsFile}.new`, endpointsFile)
  console.log(
    ['Parley runs.', ...Object.entries(endpoints).map(([name, url]) => `  ${name.padEnd(8)} ${url}`)].join(
      '\n',
    ),
  )
}

const main = async () => {
  await rm(endpointsFile, { force: true })
  const parley = await startLocal({ port: Number(process.env.PORT ?? 4000), dataDir, ...values })
  let stopping = false
  const stop = async () => {
    // Who asks twice does not want to wait.
    if (stopping) process.exit(130)
    stopping = true
    await rm(endpointsFile, { force: true })
    await parley.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  await tell(parley.endpoints)
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
