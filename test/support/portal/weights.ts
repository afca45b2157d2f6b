import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildPortal } from '../../../lib/bundle/build-portal.ts'

type Chunk = { file: string; imports?: string[]; css?: string[] }

/** The built page: where it is, the modules that are loaded on demand, and what modules weigh. */
export const weighPortal = () => {
  const directory = buildPortal()
  const manifest: Record<string, Chunk> = JSON.parse(
    readFileSync(join(directory, '.vite/manifest.json'), 'utf8'),
  )
  const filesOf = (names: string[], seen = new Set<string>()): Set<string> => {
    for (const name of names) {
      const chunk = manifest[name]
      if (!chunk || seen.has(chunk.file)) continue
      seen.add(chunk.file)
      filesOf(chunk.imports ?? [], seen)
    }
    return seen
  }
  /** Kilobytes, as they travel, of modules and everything that is loaded with them. */
  const weightOf = (...names: string[]): number =>
    [...filesOf(names)].reduce((sum, file) => sum + gzipSync(readFileSync(join(directory, file))).length, 0) /
    1024
  const onDemand = Object.keys(manifest).filter((name) => name.startsWith('src/'))
  return { directory, onDemand, weightOf }
}
