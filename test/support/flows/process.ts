import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Addresses, until } from './client.ts'
import { sharedAssembly } from './shared-assembly.ts'

/**
 * The system in a process of its own, which can be killed and started again with the data that it left. Carriers with accounts
 * find it again only at the same `port`; 0 takes free ones at each start.
 */
export const createProcess = (port = 0) => {
  const directory = mkdtempSync(join(tmpdir(), 'parley-'))
  const endpointsFile = join(directory, 'endpoints.json')
  let running: ChildProcess | undefined
  const kill = async () => {
    const gone = running && once(running, 'exit')
    running?.kill('SIGKILL')
    await gone
    running = undefined
  }
  return {
    start: async (): Promise<Addresses> => {
      rmSync(endpointsFile, { force: true })
      const assembly = await sharedAssembly()
      const flags = ['--quiet', '--no-watch', '--no-warm', ...(assembly ? ['--assembly', assembly] : [])]
      running = spawn(process.execPath, ['local/parley/main.ts', ...flags], {
        env: { ...process.env, PORT: String(port), PARLEY_DATA: join(directory, 'data') },
        stdio: 'ignore',
      })
      await until('the start', async () => existsSync(endpointsFile))
      return JSON.parse(readFileSync(endpointsFile, 'utf8'))
    },
    kill,
    /** Kills it and takes its data away. */
    remove: async () => {
      await kill()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
