import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { type Log, step } from '../core/log.ts'
import type { Functions } from '../lambda/functions.ts'
import type { Definition } from '../lambda/protocol.ts'
import { watchFolders } from './watch-folders.ts'

/** How the code of functions is made, for runs in which it changes. */
export type CodeSource = {
  /** Folders with the sources of the bundles. */
  folders: string[]
  /**
   * Writes the bundle of a function to a directory, with a source map that names its sources. Gives false for a function
   * that it does not know. Throws an Error that describes a mistake in the code.
   */
  build(definition: Definition, directory: string): Promise<boolean>
}

type HotReload = { stop(): Promise<void> }

/** The code of one function: `inputs` are the files that it was made of, undefined when nobody knows them. */
type Code = { definition: Definition; inputs: Set<string> | undefined; built?: string }

type Settings = { functions: Functions; source: CodeSource; directory: string; log: Log }

/**
 * Gives functions new code when a file that they are made of changes; invocations under way end on the old code. An error
 * in the new code is reported, and the old code goes on. Bundles that came without a source map are built at once: no
 * breakpoint could bind in them.
 */
export const startHotReload = async (settings: Settings): Promise<HotReload> => {
  const { functions, source, directory, log } = settings
  await rm(directory, { recursive: true, force: true })
  const codes = functions.definitions().map((definition): Code => {
    return { definition, inputs: readInputs(definition.directory) }
  })
  let working = Promise.resolve()
  const work = (changed?: Set<string>) => {
    const concerned = codes.filter((code) => isConcerned(code, changed))
    working = working.then(() => rebuild(concerned, settings))
    return working
  }
  const stopWatching = watchFolders(source.folders, (changed) => void work(changed))
  if (codes.some(({ inputs }) => !inputs)) await step(log, 'Building the functions', () => work())
  return {
    stop: () => {
      stopWatching()
      return working
    },
  }
}

/** Without a change: true for code that has to be built at once. */
const isConcerned = ({ inputs }: Code, changed: Set<string> = new Set()) =>
  !inputs ||
  [...inputs].some((file) => [...changed].some((path) => file === path || file.startsWith(path + sep)))

const rebuild = async (codes: Code[], settings: Settings) => {
  await Promise.all(codes.map((code) => rebuildOne(code, settings)))
}

let builds = 0

const rebuildOne = async (code: Code, { functions, source, directory, log }: Settings) => {
  const { name, label } = code.definition
  const level = code.built || code.inputs ? 'info' : 'debug'
  builds += 1
  const target = join(directory, name, String(builds))
  const begun = performance.now()
  try {
    if (!(await source.build(code.definition, target))) return
    code.inputs = readInputs(target)
    functions.replaceCode(name, target)
    if (code.built) await rm(code.built, { recursive: true })
    code.built = target
    log(label, `has new code, built in ${Math.round(performance.now() - begun)} ms`, level)
  } catch (error) {
    // Any file may be the one whose change mends it.
    code.inputs = undefined
    log(label, `keeps its old code: ${error instanceof Error ? error.message : error}`, 'error')
  }
}

/** The files that the source map of a bundle names; undefined when it has none. */
const readInputs = (directory: string) => {
  const file = join(directory, 'index.mjs.map')
  if (!existsSync(file)) return undefined
  const { sources }: { sources: string[] } = JSON.parse(readFileSync(file, 'utf8'))
  return new Set(sources.map((source) => resolve(dirname(file), source)))
}
