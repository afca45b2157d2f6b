// Every figure that Parley promises, or is compared by, in one run: `npm run bench`. With `--write` those of the table and
// of the bundles go into the documents; the others are those of the machine.
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { benchImports } from './imports.ts'
import { benchLocal } from './local.ts'
import { benchPictures } from './pictures.ts'
import { benchPortal } from './portal.ts'
import { benchSegments } from './segments.ts'
import { benchUnits } from './units.ts'
import { benchWorkflows } from './workflows.ts'
import { writeFigures } from './write.ts'

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const [load = 0] = loadavg()
console.log(
  `node ${process.version}, ${cpus().length} CPUs with a load of ${load.toFixed(1)} before this began`,
)
const modules = benchImports()
const units = await benchUnits()
if (values.write) writeFigures({ ...units, modules })
benchSegments()
benchWorkflows()
await benchPictures()
await benchLocal()
await benchPortal()
