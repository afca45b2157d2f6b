// Every figure that Parley promises, or is compared by, in one run: `npm run bench`.
import { cpus, loadavg } from 'node:os'
import { benchImports } from './imports.ts'
import { benchLocal } from './local.ts'
import { benchSegments } from './segments.ts'
import { benchUnits } from './units.ts'

const [load = 0] = loadavg()
console.log(
  `node ${process.version}, ${cpus().length} CPUs with a load of ${load.toFixed(1)} before this began`,
)
benchImports()
await benchUnits()
benchSegments()
await benchLocal()
