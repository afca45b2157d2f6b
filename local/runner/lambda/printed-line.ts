import type { Level } from '../core/log.ts'

/** What a function printed, for people: the line itself, its level, and stacks that belong to it. */
export type PrintedLine = { text: string; level: Level; stacks: string[] }

/** `INFO` and below are details. */
const levels: Record<string, Level> = { WARN: 'warn', ERROR: 'error', FATAL: 'error' }

/** Fields that say no more than the line itself. */
const skipped = new Set([
  'level',
  'timestamp',
  'message',
  'service',
  'sampling_rate',
  'xray_trace_id',
  'cold_start',
])

/** Reads a line as Lambda's JSON format has it, or plain text: what came on the error output is a warning then. */
export const readPrinted = (line: string, isError: boolean): PrintedLine => {
  const record = parse(line)
  if (!record) return { text: line, level: isError ? 'warn' : 'debug', stacks: [] }
  const stacks: string[] = []
  const facts = { ...record, ...(isRecord(record.message) ? record.message : {}) }
  const message = isRecord(record.message) ? record.message.message : record.message
  const words = Object.entries(facts)
    .filter(([name]) => !skipped.has(name) && !name.startsWith('function_'))
    .map(([name, value]) => `${name}=${toWord(value, stacks)}`)
  const level = levels[String(record.level).toUpperCase()] ?? 'debug'
  return { text: [...(message === undefined ? [] : [String(message)]), ...words].join(' '), level, stacks }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const parse = (line: string): Record<string, unknown> | undefined => {
  if (!line.startsWith('{')) return undefined
  try {
    const value: unknown = JSON.parse(line)
    // Metrics are written to the log as well; they have no level.
    return isRecord(value) && 'level' in value ? value : undefined
  } catch {
    return undefined
  }
}

const stackNames = new Set(['stack', 'stackTrace', 'trace'])

/** Texts without spaces as they are, other values as JSON; stacks are put aside. */
const toWord = (value: unknown, stacks: string[]) => {
  if (typeof value === 'string' && /^\S+$/.test(value)) return value
  return JSON.stringify(value, (name, inner) => {
    if (!stackNames.has(name)) return inner
    stacks.push([inner].flat().join('\n'))
    return undefined
  })
}
