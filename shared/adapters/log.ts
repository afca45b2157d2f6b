import type { App, Log } from '#domain/app.ts'
import type { Environment } from '#wiring/environment.ts'
import { embeddedMetrics } from './aws/embedded-metrics.ts'
import { mapFrame } from './source-map.ts'

/** Lambda writes what the console gets as JSON lines with the request id (log format JSON). */
export const log: Log = {
  info: (message, facts) => console.info({ message, ...facts }),
  warn: (message, facts) => console.warn({ message, ...facts }),
  error: (message, facts) => console.error({ message, ...facts }),
}

/**
 * One line for each outcome of a text. Where metrics are counted from it, it is written past the console: Lambda would
 * put it into the `message` of a line of its own, and CloudWatch looks for metrics at the top.
 */
export const report: App['report'] = (outcome) => {
  const { METRICS_STAGE: stage }: Partial<Environment> = process.env
  if (!stage) return log.info('text', outcome)
  const now = new Date()
  const line = { level: 'INFO', timestamp: now.toISOString(), message: 'text', ...outcome }
  const counted = embeddedMetrics(outcome, stage, now.getTime())
  process.stdout.write(`${JSON.stringify({ ...line, ...counted })}\n`)
}

/** What the log says of an error. */
type ErrorFacts = { error: string; [fact: string]: unknown }

/**
 * An error for the log, by a list of what may be said: names, codes, ids, numbers, paths of fields, and where it came
 * from. Never the words of an error, which may quote what could not be read, as a JSON parser does, and with it a text
 * or a phone number. The exception are errors of ours that carry `facts`: their words are constant.
 */
export const errorFacts = (error: unknown): ErrorFacts => factsOf(error, 0)

/** More than any chain of causes that was seen; an error may name itself as its cause. */
const deepest = 4
const mostErrors = 5
const mostIssues = 10

const factsOf = (error: unknown, depth: number): ErrorFacts => {
  if (!(error instanceof Error)) return { error: typeof error }
  const said: Said = error
  return withoutGaps({
    // zod's own begin with a dollar sign.
    error: String(wordOf(error.name.replace('$', '')) ?? 'Error'),
    ...ownFacts(said),
    ...codesOf(said),
    ...awsFacts(said),
    issues: issuesOf(said),
    stack: framesOf(error.stack),
    calledFrom: said.calledFrom && framesOf(said.calledFrom).filter(isOurs),
    ...(depth < deepest && nestedFacts(said, depth + 1)),
  })
}

/** What an error may carry; nothing of it is certain. */
type Said = Error & {
  code?: unknown
  syscall?: unknown
  awsOperation?: unknown
  calledFrom?: string
  facts?: unknown
  kinds?: unknown
  errors?: unknown
  issues?: unknown
  Reason?: unknown
  $fault?: unknown
  $metadata?: { requestId?: unknown; httpStatusCode?: unknown; attempts?: unknown }
  CancellationReasons?: { Code?: unknown }[]
}

const ownFacts = ({ facts, message }: Said) =>
  typeof facts === 'object' && facts !== null ? { message, ...facts } : {}

const codesOf = ({ code, syscall, awsOperation, kinds, Reason }: Said) => ({
  code: wordOf(code),
  syscall: wordOf(syscall),
  awsOperation: wordOf(awsOperation),
  reason: wordOf(Reason),
  kinds: wordsOf(kinds),
})

/** What the SDK knows of an answer, or of the want of one. */
const awsFacts = ({ $fault, $metadata, CancellationReasons }: Said) => ({
  fault: wordOf($fault),
  awsRequestId: wordOf($metadata?.requestId),
  status: wordOf($metadata?.httpStatusCode),
  attempts: wordOf($metadata?.attempts),
  cancellation: wordsOf(CancellationReasons?.map(({ Code }) => Code)),
})

/** Where a value did not fit its schema, and how: never the value. */
const issuesOf = ({ issues }: Said) =>
  Array.isArray(issues)
    ? issues
        .slice(0, mostIssues)
        .map(({ path = [], code }) => ({ path: path.map(stepOf).join('.'), code: wordOf(code) }))
    : undefined

/** Names of fields are ours; what else a path may hold is a key that somebody chose. */
const stepOf = (key: unknown) => (/^([a-z]\w{0,39}|\d{1,3})$/i.test(String(key)) ? String(key) : '*')

const nestedFacts = ({ cause, errors }: Said, depth: number) => ({
  cause: cause === undefined ? undefined : factsOf(cause, depth),
  errors: Array.isArray(errors) ? errors.slice(0, mostErrors).map((one) => factsOf(one, depth)) : undefined,
})

const framesOf = (stack = '') =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => mapFrame(line.trim()))

const isOurs = (frame: string) => !/node:|node_modules/.test(frame)

/** A name, a code or a number. A sentence is none of them, nor is a phone number. */
const wordOf = (value: unknown): string | number | undefined => {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^(?!\d{7,15}$)\w[\w.:-]{0,79}$/.test(value) ? value : undefined
}

const wordsOf = (values: unknown) =>
  Array.isArray(values) ? values.map((value) => wordOf(value) ?? '*') : undefined

const withoutGaps = (facts: ErrorFacts): ErrorFacts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as ErrorFacts
