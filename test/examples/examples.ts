import { readFileSync } from 'node:fs'

type Example = Record<string, unknown>

/** A payload as its documentation shows it. */
export const readExample = (name: string): Example =>
  JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8'))

/** The body of a queue message in which SNS hands over that payload. */
export const inEnvelope = (message: Example | string): string =>
  JSON.stringify({
    ...readExample('sns-envelope'),
    Message: typeof message === 'string' ? message : JSON.stringify(message),
  })
