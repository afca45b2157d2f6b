import { styleText } from 'node:util'
import { maskPhones } from './mask-phones.ts'

export type Level = 'debug' | 'info' | 'warn' | 'error'

/** Writes a line of somebody: a function, a queue, the runner itself. The level is `info` when none is given. */
export type Log = (source: string, text: string, level?: Level) => void

type LogSettings = {
  /** Lines of level `debug`, too. */
  verbose: boolean
  colors: boolean
  write(line: string): void
  /** The time at the beginning of each line. */
  now(): Date
}

/** For a run that nobody watches. */
export const silent: Log = () => {}

/**
 * One line for everything that happened: the time in UTC, who, what. No line holds a whole phone number, wherever its
 * text comes from.
 */
export const createLog =
  ({ verbose, colors, write, now }: LogSettings): Log =>
  (source, text, level = 'info') => {
    if (level === 'debug' && !verbose) return
    const style = (format: Format, part: string) =>
      colors ? styleText(format, part, { validateStream: false }) : part
    const start = `${style('dim', now().toISOString().slice(11, 23))} ${style(colorOf(source), source.padEnd(16))}`
    for (const line of maskPhones(text).split('\n'))
      write(`${start} ${level === 'info' ? line : style(formats[level], line)}\n`)
  }

type Format = Parameters<typeof styleText>[0]

const formats: Record<Exclude<Level, 'info'>, Format> = { debug: 'dim', warn: 'yellow', error: 'red' }

const palette: Format[] = ['cyan', 'green', 'magenta', 'blue', 'cyanBright', 'greenBright', 'magentaBright']

/** Always the same for the same source. */
const colorOf = (source: string): Format => {
  const sum = [...source].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0)
  return palette[sum % palette.length] ?? 'cyan'
}

/** A log on the standard output, with colours where people read them. https://no-color.org */
export const createConsoleLog = (verbose: boolean): Log =>
  createLog({
    verbose,
    colors: process.stdout.isTTY === true && !process.env.NO_COLOR,
    write: (line) => process.stdout.write(line),
    now: () => new Date(),
  })

/** Does a piece of work, and says so before and after it. */
export const step = async <T>(log: Log, name: string, work: () => Promise<T>): Promise<T> => {
  const begun = performance.now()
  log('start', `${name} …`)
  const result = await work()
  log('start', `${name}: done in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  return result
}
