import type { App, Log } from '#domain/app.ts'

/** Lambda writes what the console gets as JSON lines with the request id (log format JSON). */
export const log: Log = {
  info: (message, facts) => console.info({ message, ...facts }),
  warn: (message, facts) => console.warn({ message, ...facts }),
  error: (message, facts) => console.error({ message, ...facts }),
}

/** One line for each outcome of a text. */
export const report: App['report'] = (outcome) => log.info('text', outcome)

/**
 * An error for the log: its name and where it came from, never its words. Those may quote what could not be read, as a
 * JSON parser does, and with it a text or a phone number.
 */
export const errorFacts = (error: unknown): { error: string; stack?: string[] } => {
  if (!(error instanceof Error)) return { error: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { error: error.name, stack: frames.map((line) => line.trim()) }
}
