// How long a picture takes to be written anew, and how much memory: each in a process of its own, as the first one of a copy
// of fetch-media is, with the decoders that are deployed. Time of the processor.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { large, largeHeic } from '../test/support/media-samples.ts'
import { paintApart } from '../test/support/paint-apart.ts'
import { printTable, printTitle, quantile } from './table.ts'

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
      const painted: Awaited<ReturnType<typeof paintApart>>[] = []
      for (let round = 0; round < rounds; round++) painted.push(await paintApart(path, 2))
      const [first, next] = [0, 1].map((time) => painted.flatMap((all) => all[time] ?? []))
      rows.push({
        picture,
        'first of a copy, ms of CPU': median(first),
        'peak, MB': most(first),
        'at most': 512,
        'the next one, ms': median(next),
        'its peak, MB': most(next),
      })
    }
    printTitle('Pictures painted anew: a view of 2048 pixels and a thumbnail')
    printTable(rows)
  } finally {
    rmSync(directory, { recursive: true })
  }
}

const most = (painted: { MB: number }[] = []) => Math.round(Math.max(...painted.map(({ MB }) => MB)))
const median = (painted: { ms: number }[] = []) =>
  Math.round(
    quantile(
      painted.map(({ ms }) => ms),
      0.5,
    ),
  )

if (import.meta.main) await benchPictures()
