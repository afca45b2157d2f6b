// How much memory and time the import of 100,000 opt-outs takes in the function that does it: `npm run bench:import`. The table keeps
// the import and its job, and counts what else is written: phones of the file are unknown to it. The file is read by
// ranges, as from the bucket.
import type { App, StoredRecord } from '#domain/app.ts'
import { checkImport, startImport } from '#domain/imports/change-import.ts'
import { readImport } from '#domain/imports/load-import.ts'
import { runJob } from '#domain/imports/run-job.ts'
import { createFakeApp } from '../test/support/fake-app.ts'
import { upload } from '../test/support/importing.ts'
import { admin } from '../test/support/people.ts'
import { printTable, printTitle } from './table.ts'

const rows = 100_000

const world = createFakeApp()
const written = new Map<StoredRecord['kind'], number>()
const isKept = ({ kind }: StoredRecord) => kind === 'import' || kind === 'job'

const commit: App['commit'] = (...changes) => {
  for (const change of changes)
    if (!('remove' in change)) written.set(change.kind, (written.get(change.kind) ?? 0) + 1)
  return world.commit(...changes.filter((change) => 'remove' in change || isKept(change)))
}
const app: App = { ...world, commit, log: { ...world.log, info: () => {} } }

const lines = Array.from({ length: rows }, (_, i) => `+1206${2_000_000 + i};"Ada, ${i}";2026-01-02`)
const id = await upload(world, `Teléfono;Nombre;Fecha\r\n${lines.splice(0).join('\r\n')}\r\n`)

const drain = async () => {
  for (let next = world.jobsToRun.shift(); next; next = world.jobsToRun.shift()) {
    await runJob(app, next, 1)
    world.changes.length = 0
  }
}

const measure = async (task: string, begin: typeof checkImport) => {
  const from = process.cpuUsage()
  await begin(app, admin, id)
  await drain()
  const { user, system } = process.cpuUsage(from)
  const { job } = await readImport(app, admin, id)
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  return {
    task,
    ...job?.counts,
    's of CPU': ((user + system) / 1e6).toFixed(1),
    'peak, MB': megabytes,
    'at most': 512,
  }
}

printTitle(`An import of ${rows} rows`)
const checked = await measure('check', checkImport)
printTable([checked, await measure('import', startImport)])
console.log(Object.fromEntries(written))
