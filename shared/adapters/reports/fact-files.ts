import { gunzipSync, gzipSync } from 'node:zlib'
import type { App } from '#domain/app.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { inParallel } from '#domain/in-parallel.ts'
import type { Fact, FactMark } from '#domain/reports/fact.ts'
import { ownRegion, variable } from '../environment.ts'
import type { Place } from '../media/signed-link.ts'
import { deleteObject, putObject, readObject } from '../media/signed-requests.ts'
import { listObjects } from './list-objects.ts'

const factPlace = (): Place => ({ bucket: variable('FACT_BUCKET'), region: ownRegion() })

/** A batch of the stream has at most six megabytes. */
const mostBytes = 20_000_000
const atOnce = 16

/** A fact is a line of JSON, and a file is compressed; that a day has a new one is an object of its own. */
export const createFactFiles = (place: Place = factPlace()): App['facts'] => ({
  write: async ({ facts, ...mark }) => {
    await putObject(place, fileOf(mark), compressed(facts), gzip)
    await putMark(place, mark)
  },
  marks: async () => (await listObjects(place, 'new/')).map(markOf),
  mark: (mark) => putMark(place, mark),
  unmark: (mark) => deleteObject(place, keyOf('new', mark)),
  markAll: async (workspace) => {
    const files = await listObjects(place, `facts/${workspace}/`)
    const days = new Set(files.map((key) => markOf(key).day))
    await inParallel([...days], atOnce, (day) => putMark(place, { workspace, day, name: 'all' }))
  },
  read: (workspace, day) => readFiles(place, `facts/${workspace}/${day}/`),
  openOn: (workspace, day) => readLines(place, openKey(workspace, day)),
  openDays: async (workspace) =>
    (await listObjects(place, `open/${workspace}/`)).map((key) => markOf(key).day).toSorted(),
  keepOpen: (workspace, day, open) => putObject(place, openKey(workspace, day), compressed(open), gzip),
})

const gzip = { 'content-type': 'application/gzip' }

const openKey = (workspace: WorkspaceId, day: string): string => `open/${workspace}/${day}`

const compressed = (lines: object[]): Buffer =>
  gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))

const keyOf = (folder: 'facts' | 'new', { workspace, day, name }: FactMark): string =>
  `${folder}/${workspace}/${day}/${name}`

const fileOf = (mark: FactMark): string => `${keyOf('facts', mark)}.ndjson.gz`

const markOf = (key: string): FactMark => {
  const [, workspace = '', day = '', name = ''] = key.split('/')
  return { workspace: workspace as WorkspaceId, day, name }
}

/** Its name says all; the emulator takes no object without content. */
const putMark = (place: Place, mark: FactMark) =>
  putObject(place, keyOf('new', mark), new TextEncoder().encode('new'), { 'content-type': 'text/plain' })

// biome-ignore lint/plugin: a generator has no arrow form
async function* readFiles(place: Place, prefix: string): AsyncGenerator<Fact[]> {
  const keys = await listObjects(place, prefix)
  for (let at = 0; at < keys.length; at += atOnce)
    yield* await inParallel(keys.slice(at, at + atOnce), atOnce, (key) => readLines<Fact>(place, key))
}

const readLines = async <T>(place: Place, key: string): Promise<T[]> => {
  const found = await readObject(place, key, mostBytes)
  if (typeof found === 'string') throw new Error('A file of facts is not there.')
  const lines = gunzipSync(found).toString().split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line))
}
