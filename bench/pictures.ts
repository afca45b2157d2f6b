// How long a picture takes to be written anew, and how much memory: each in a process of its own, as the first one of a copy
// of fetch-media is, with the decoders that are deployed. Time of the processor.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { large, largeHeic } from '../test/support/media-samples.ts'
import { printTable, printTitle, quantile } from './table.ts'

type Painted = { ms: number; MB: number; again: { ms: number; MB: number } }

const pictures = {
  'JPEG of 12 megapixels': () => large(4000, 3000),
  'HEIC of 12 megapixels': async () => largeHeic(),
  'JPEG of 50 megapixels': () => large(10_000, 5000),
}
const rounds = 3

/** Prints the figures of each kind of picture: medians, and the highest memory. */
export const benchPictures = async (): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), 'parley-pictures-'))
  try {
    const rows = []
    for (const [picture, make] of Object.entries(pictures)) {
      const path = join(directory, 'picture')
      writeFileSync(path, await make())
      const painted = Array.from({ length: rounds }, () => paint(path))
      rows.push({
        picture,
        'first of a copy, ms of CPU': median(painted.map(({ ms }) => ms)),
        'peak, MB': most(painted.map(({ MB }) => MB)),
        'at most': 512,
        'the next one, ms': median(painted.map(({ again }) => again.ms)),
        'its peak, MB': most(painted.map(({ again }) => again.MB)),
      })
    }
    printTitle('Pictures painted anew: a view of 2048 pixels and a thumbnail')
    printTable(rows)
  } finally {
    rmSync(directory, { recursive: true })
  }
}

const most = (sizes: number[]) => Math.round(Math.max(...sizes))
const median = (times: number[]) => Math.round(quantile(times, 0.5))

/** The first one loads the decoders. */
const paint = (path: string): Painted => {
  const script = `
    import { readFileSync } from 'node:fs'
    import { toPicture } from '#adapters/media/to-picture.ts'
    const bytes = readFileSync(${JSON.stringify(path)})
    const time = async () => {
      const begun = process.cpuUsage()
      if (!(await toPicture(bytes))) throw new Error('It is no picture')
      const { user, system } = process.cpuUsage(begun)
      return { ms: (user + system) / 1000, MB: process.resourceUsage().maxRSS / 1024 }
    }
    const first = await time()
    console.log(JSON.stringify({ ...first, again: await time() }))`
  const root = join(import.meta.dirname, '..')
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' }),
  )
}

if (import.meta.main) await benchPictures()
