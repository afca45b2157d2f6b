import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The files that a bundle's module reads at its start: itself, and those that it shares with what it loads at need. */
export const modulesAtStart = (folder: string, module: string, known = new Set<string>()): Set<string> => {
  if (known.has(module)) return known
  known.add(module)
  const imported = readFileSync(join(folder, module), 'utf8').matchAll(/(?:from|import)"\.\/([^"]+)"/g)
  for (const [, file = ''] of imported) modulesAtStart(folder, file, known)
  return known
}

/** Bytes of files in a folder. */
export const sizeOf = (folder: string, files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)
