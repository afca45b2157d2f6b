/** Writes a line of somebody: a function, a queue, the runner itself. */
export type Log = (source: string, text: string) => void

/** Each line begins with its source, all equally wide. */
export const createLog =
  (quiet: boolean): Log =>
  (source, text) => {
    if (quiet) return
    for (const line of text.split('\n')) process.stdout.write(`${source.padEnd(16)} ${line}\n`)
  }
