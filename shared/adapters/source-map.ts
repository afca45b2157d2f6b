import type { SourceMap } from 'node:module'

const maps = new Map<string, SourceMap | undefined>()

/**
 * A frame of a stack with the line of the TypeScript that it came from, where a map lies beside the module. Node does
 * so by itself with --enable-source-maps, but reads the map at every start: a third more time for each import. Here
 * only a failure reads it.
 */
export const mapFrame = (frame: string): string => {
  const [, file, line, column] = /(file:\/\/[^\s()]+):(\d+):(\d+)/.exec(frame) ?? []
  const map = file && mapOf(file)
  if (!map) return frame
  const entry = map.findEntry(Number(line) - 1, Number(column) - 1)
  if (!('originalSource' in entry)) return frame
  return `at ${inProject(entry.originalSource)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
}

const mapOf = (file: string): SourceMap | undefined => {
  if (!maps.has(file)) maps.set(file, readMap(new URL(`${file}.map`)))
  return maps.get(file)
}

/** Node's own modules are asked for here: imported, each would be read at every start. */
const readMap = (file: URL): SourceMap | undefined => {
  const { existsSync, readFileSync } = process.getBuiltinModule('node:fs')
  const { SourceMap } = process.getBuiltinModule('node:module')
  try {
    return existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : undefined
  } catch {
    // A failure is to be told, with or without a map.
    return undefined
  }
}

/** From the project's folder on: where that lies is nobody's business. */
const inProject = (source: string) => source.replace(/^.*?(?=(functions|shared|lib|node_modules)\/)/, '')
