import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLocal } from '../../../local/parley/start.ts'
import { signIn } from './client.ts'
import { sharedAssembly } from './shared-assembly.ts'

/** The system in this process, with data of its own that go with it, and an agent who has signed in. */
export const startStack = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-'))
  const assembly = await sharedAssembly()
  // Most flows need few of the functions, and loading each costs a fifth of a second.
  const settings = { port: 0, dataDir, quiet: true, warm: false, assembly }
  const { endpoints, services, outputs, stop } = await startLocal(settings)
  return {
    ...{ endpoints, services, outputs, assembly: assembly ?? join(dataDir, 'assembly') },
    ana: await signIn(endpoints, 'ana@example.com'),
    stop: async () => {
      await stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
