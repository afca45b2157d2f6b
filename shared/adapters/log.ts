import type { Log } from '#domain/app.ts'

/** Lambda writes what the console gets as JSON lines with the request id (log format JSON). */
export const log: Log = {
  info: (message, facts) => console.info({ message, ...facts }),
  warn: (message, facts) => console.warn({ message, ...facts }),
  error: (message, facts) => console.error({ message, ...facts }),
}
