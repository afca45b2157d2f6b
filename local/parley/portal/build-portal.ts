import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A build of the portal: its name, which tells one from the next, and the folder with its files. */
export type PortalBuild = { name: string; directory: string }

const root = new URL('../../..', import.meta.url).pathname
const dist = join(root, 'portal/dist')

/** What the page is made of. The lock file stands for the packages. */
const sources = ['portal/src', 'portal/public', 'shared/contract', 'shared/domain/text']
const files = ['portal/index.html', 'portal/vite.config.ts', 'package-lock.json']

/**
 * Builds the portal, unless this very code was built before. Several runs may do so at once: each builds for itself, and
 * the first to end gives the folder its name. Throws an Error with what vite says.
 */
export const buildPortal = async (): Promise<PortalBuild> => {
  const name = await hashOfSources()
  const directory = join(dist, name)
  if (existsSync(directory)) return { name, directory }
  const passing = join(dist, `.${randomUUID()}`)
  await runVite(passing)
  await rename(passing, directory).catch((error) => {
    if (!existsSync(directory)) throw error
  })
  await rm(passing, { recursive: true, force: true })
  return { name, directory }
}

const hashOfSources = async () => {
  const inFolders = await Promise.all(
    sources.map(async (folder) => {
      const names = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
        () => [],
      )
      return names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    }),
  )
  const paths = [...inFolders.flat(), ...files.map((file) => join(root, file))].toSorted()
  const hash = createHash('sha256')
  for (const path of paths)
    hash
      .update(path.slice(root.length))
      .update('\0')
      .update(await readFile(path))
  return hash.digest('hex').slice(0, 12)
}

const runVite = async (outDir: string) => {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  await promisify(execFile)(
    process.execPath,
    [vite, 'build', 'portal', '--outDir', outDir, '--logLevel', 'error'],
    { cwd: root, env: { ...process.env, NODE_ENV: 'production' } },
  ).catch((error) => {
    throw new Error(`The portal could not be built.\n${error.stdout}${error.stderr || error.message}`)
  })
}
