import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
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
 * The cloud assembly of this code, made once in a run: whoever comes while another file makes it waits for that. Undefined outside of a
 * run: then each start makes its own.
 */
export const sharedAssembly = async (): Promise<string | undefined> => {
  const folder = process.env.PARLEY_TEST_RUN
  if (!folder) return undefined
  const assembly = join(folder, 'assembly')
  while (!existsSync(assembly)) {
    if (isFirst(folder)) await make(folder, assembly)
    else await setTimeout(100)
  }
  return assembly
}

/** Until it has failed: the next one tries again, and says why in a test of its own. */
const isFirst = (folder: string): boolean => {
  try {
    mkdirSync(join(folder, making))
    return true
  } catch {
    return false
  }
}

const making = 'making'

const make = async (folder: string, assembly: string) => {
  try {
    // Another may have ended between the look and the turn.
    if (existsSync(assembly)) return
    const own = join(folder, making, 'assembly')
    await synthesize(own)
    renameSync(own, assembly)
  } finally {
    rmSync(join(folder, making), { recursive: true, force: true })
  }
}
