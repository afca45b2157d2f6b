import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { synthesize } from '../../../local/parley/synthesize.ts'

/** A folder of one run of the tests, which its files share; not while somebody works on the code, which would be old in it. */
export const setup = ({ config }: TestProject) => {
  if (config.watch) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'parley-run-'))
  process.env.PARLEY_TEST_RUN = folder
  return () => rmSync(folder, { recursive: true, force: true })
}

/**
 * The cloud assembly of this code, made once in a run. Two files may make it at the same time: the first to end gives the
 * folder its name. Undefined outside of a run: then each start makes its own.
 */
export const sharedAssembly = async (): Promise<string | undefined> => {
  const folder = process.env.PARLEY_TEST_RUN
  if (!folder) return undefined
  const assembly = join(folder, 'assembly')
  if (existsSync(assembly)) return assembly
  const own = join(folder, randomUUID())
  await synthesize(own)
  try {
    renameSync(own, assembly)
  } catch (error) {
    if (!existsSync(assembly)) throw error
  }
  return assembly
}
