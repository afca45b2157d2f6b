// How long the count of a day takes, and how much memory the whole process has had at most: `npm run bench:reports`, a process of
// its own for each size. Facts lie in compressed files as the stream's reader keeps them, and are read one file at a time.
import { execFileSync } from 'node:child_process'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Fact } from '#domain/reports/fact.ts'
import { partRows } from '#domain/reports/part-rows.ts'
import { addNewest, rollUp, statesAfter } from '#domain/reports/roll-up.ts'
import { createRandom } from '../test/support/random.ts'
import { printTable, printTitle } from './table.ts'

const day = 86_400_000
const start = Date.parse('2026-11-23T00:00:00Z')
const factsOfFile = 1_000

/** Everything that is told of a text: as it is stored and as it arrives, or the wait that it begins and ends; some of it twice. */
const factsOfText = (i: number, random: () => number): Fact[] => {
  const id = `01m84s16${i.toString(36).padStart(12, '0')}0000000000000e`
  const at = start + Math.floor(random() * day)
  const agent = `agt_01m7zvtrzk${(i % 30).toString(36).padStart(6, '0')}` as const
  const number = `num_01m7zvtrzk${(i % 20).toString(36).padStart(6, '0')}` as const
  const conversation = `cnv_01m84s16${(i >> 2).toString(36).padStart(12, '0')}0000000000000e` as const
  const owners = { at, number, agent }
  const text = {
    ...owners,
    type: 'text',
    id: `msg_${id}`,
    segments: 1,
    origin: 'agent',
    conversation,
  } as const
  const state = { ...owners, type: 'state', id: `${conversation}#state`, open: random() < 0.7 } as const
  const out = { ...text, direction: 'outbound' } as const
  const told: Fact[] =
    i % 2
      ? [
          { ...out, status: 'queued', version: 1 },
          { ...out, status: 'delivered', version: 2, price: 0.0083 },
        ]
      : [
          { ...text, direction: 'inbound', status: 'received', version: 1 },
          {
            ...owners,
            type: 'wait',
            id: `${conversation}#wait#${at}`,
            first: true,
            version: i,
            took: 61_000 + i,
          },
          { ...state, version: i },
        ]
  return random() < 0.05 ? [...told, ...told] : told
}

const filesOf = (texts: number): Buffer[] => {
  const random = createRandom(7)
  const files: Buffer[] = []
  let facts: Fact[] = []
  for (let i = 0; i < texts; i++) {
    facts.push(...factsOfText(i, random))
    if (facts.length < factsOfFile && i < texts - 1) continue
    files.push(gzipSync(facts.map((fact) => `${JSON.stringify(fact)}\n`).join('')))
    facts = []
  }
  return files
}

const countDay = (files: Buffer[]) => {
  const newest = new Map<string, Fact>()
  for (const file of files) {
    const lines = gunzipSync(file).toString().trimEnd().split('\n')
    addNewest(newest, lines.map((line) => JSON.parse(line)) as Fact[], () => true)
  }
  const hour = 3_600_000
  return partRows(
    rollUp(newest.values(), { target: { first: hour, next: hour } }, statesAfter([], newest.values())),
  )
}

const measure = (texts: number) => {
  const files = filesOf(texts)
  const began = performance.now()
  const rows = countDay(files)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const most = Math.round(process.resourceUsage().maxRSS / 1024)
  const bytes = Math.round(files.reduce((sum, { length }) => sum + length, 0) / texts)
  return { texts, rows: rows.length, 'bytes kept of a text': bytes, seconds, 'MB at most': most }
}

const [, , texts] = process.argv
if (texts) console.log(JSON.stringify(measure(Number(texts))))
else {
  printTitle('The count of a day')
  const sizes = ['100000', '1000000']
  printTable(
    sizes.map((size) => JSON.parse(execFileSync(process.execPath, [import.meta.filename, size]).toString())),
  )
}
