import { spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const dist = join(root, 'portal/dist')

/** What the page is made of. The lock file stands for the packages. */
const folders = [
  'portal/src',
  'portal/widget',
  'portal/worker',
  'portal/public',
  'shared/contract',
  'shared/domain/text',
]
const files = ['portal/index.html', 'portal/vite.config.ts', 'shared/wiring/portal.ts', 'package-lock.json']

/** The name of the build that today's code makes: it tells one from the next. */
export const nameOfBuild = (): string => {
  const paths = [...folders.flatMap(filesOf), ...files.map((file) => join(root, file))].toSorted()
  const hash = createHash('sha256')
  for (const path of paths) hash.update(path.slice(root.length)).update('\0').update(readFileSync(path))
  return hash.digest('hex').slice(0, 12)
}

const filesOf = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

/**
 * Builds the portal, unless this very code was built before, and gives the folder with its files. Several runs may do so
 * at once: each builds for itself, and the first to end gives the folder its name. Throws an Error with what vite says.
 */
export const buildPortal = (): string => {
  const name = nameOfBuild()
  const directory = join(dist, name)
  if (existsSync(directory)) return directory
  const passing = join(dist, `.${randomUUID()}`)
  try {
    runVite(name, passing)
    renameSync(passing, directory)
  } catch (error) {
    if (!existsSync(directory)) throw error
  } finally {
    rmSync(passing, { recursive: true, force: true })
  }
  return directory
}

const runVite = (name: string, outDir: string) => {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vite, 'build', 'portal', '--outDir', outDir, '--logLevel', 'error'],
    { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production', VITE_BUILD: name } },
  )
  if (status !== 0) throw new Error(`The portal could not be built.\n${stdout}${stderr}`)
}
