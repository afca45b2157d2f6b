import { cpSync, existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'

type Manifest = { name: string; dependencies?: Record<string, string> }

/** What of a package is wanted in an asset; all of it where it is not named. Paths begin behind the package's folder. */
type Wanted = (name: string, path: string) => boolean

/**
 * Copies packages and all that they depend on into the asset of a function, for those that cannot be part of its module:
 * they load WebAssembly that stands beside them. Optional dependencies, such as builds for one machine, stay out.
 */
export const copyPackages = (names: string[], outdir: string, wanted: Wanted): void => {
  const copied = new Set<string>()
  const copy = (name: string, from: string) => {
    if (copied.has(name)) return
    copied.add(name)
    const folder = folderOf(name, from)
    cpSync(folder, join(outdir, 'node_modules', name), {
      recursive: true,
      filter: (path) => isWanted(relative(folder, path), (inner) => wanted(name, inner)),
    })
    const { dependencies = {} }: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    for (const dependency of Object.keys(dependencies)) copy(dependency, folder)
  }
  for (const name of names) copy(name, import.meta.dirname)
}

/** Where Node finds the package: in the nearest node_modules that has it. */
const folderOf = (name: string, from: string): string => {
  const paths = createRequire(join(from, 'any.js')).resolve.paths(name) ?? []
  const found = paths.map((path) => join(path, name)).find((path) => existsSync(join(path, 'package.json')))
  if (!found) throw new Error(`The package ${name} is not installed.`)
  return found
}

/** Descriptions and source maps are of no use to who runs it. What it depends on is copied beside it. */
const isWanted = (path: string, wanted: (path: string) => boolean): boolean =>
  !/(^|\/)node_modules$|\.(md|map|[mc]?ts)$/.test(path) &&
  (path === '' || path === 'package.json' || wanted(path))
