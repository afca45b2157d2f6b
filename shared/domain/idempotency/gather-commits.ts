import type { App } from '../app.ts'
import { ConflictError } from '../error.ts'

type Write = Parameters<App['commit']>[number]

/** One run of a use case whose writes are gathered. */
export type Gathering<A> = {
  /** What the use case is given. */
  app: A
  /** Writes these, in one transaction with what was gathered. */
  finish(...changes: Write[]): Promise<void>
  /** Whether the use case went on after its first commit, so that it was written already. */
  inSteps(): boolean
  /** The race that was lost when the first commit was written. */
  lost(): ConflictError | undefined
}

type State =
  | { at: 'start' }
  /** The use case has committed these; they are not written yet. */
  | { at: 'gathered'; changes: Write[] }
  /** They were written, with the mark. */
  | { at: 'in_steps'; first: Promise<void> }

/**
 * An app that keeps what its use case commits, to write it in one transaction with what follows from it. A use case that
 * goes on to read or to commit again works in steps: what was gathered is then written first, together with `mark`, and
 * each step must be safe to repeat. `refusal` is thrown at the first commit: how that one went when it ran before.
 */
export const gatherCommits = <A extends Pick<App, 'commit'>>(
  app: A,
  mark: Write,
  refusal?: ConflictError,
): Gathering<A> => {
  let state: State = { at: 'start' }
  let refused = refusal
  let lost: ConflictError | undefined

  const writeFirst = (...changes: Write[]) =>
    app.commit(...changes).catch((error) => {
      if (error instanceof ConflictError) lost = error
      throw error
    })

  const flush = async () => {
    if (state.at === 'gathered') {
      state = { at: 'in_steps', first: writeFirst(...state.changes, mark).catch(asLostStep) }
    }
    if (state.at === 'in_steps') await state.first
  }

  const commit = async (...changes: Write[]) => {
    const error = refused
    refused = undefined
    if (error) throw error
    if (state.at === 'start') {
      state = { at: 'gathered', changes }
      return
    }
    await flush()
    await app.commit(...changes)
  }

  const finish = async (...changes: Write[]) => {
    if (state.at === 'in_steps') await app.commit(...changes)
    else await writeFirst(...(state.at === 'gathered' ? state.changes : []), ...changes)
  }

  return {
    app: { ...app, ...portsAfter(flush, app), commit },
    finish,
    inSteps: () => state.at === 'in_steps',
    lost: () => lost,
  }
}

/** Not the ConflictError itself: the use case would take it for its newest step's, and try only that one again. */
const asLostStep = (cause: unknown): never => {
  throw cause instanceof ConflictError ? new Error('The first step lost a race', { cause }) : cause
}

/** These neither read what is stored nor tell anybody about it. */
type Unaffected =
  | 'carrierWebhooks'
  | 'clock'
  | 'commit'
  | 'cursors'
  | 'facts'
  | 'files'
  | 'log'
  | 'pageLocks'
  | 'pushServices'
  | 'randomId'
  | 'report'
  | 'webhookAddresses'

type Asynchronous<Port> = { [Method in keyof Port]: (...args: never[]) => Promise<unknown> }

/**
 * Ports that must find written what the use case has committed. A new port has to be named here or above before it
 * compiles, and here only if each of its methods is asynchronous.
 */
const affected = {
  accounts: true,
  agents: true,
  carrier: true,
  carrierAccounts: true,
  carrierNumbers: true,
  carrierSecrets: true,
  casePages: true,
  cases: true,
  consentReviews: true,
  consents: true,
  contacts: true,
  conversations: true,
  credits: true,
  drafts: true,
  dailyUse: true,
  events: true,
  emails: true,
  eventLog: true,
  hours: true,
  importFiles: true,
  imports: true,
  jobQueue: true,
  jobs: true,
  keyedRequests: true,
  messages: true,
  notices: true,
  numbers: true,
  openings: true,
  pacing: true,
  preferences: true,
  profiles: true,
  programs: true,
  pushes: true,
  pushSubscriptions: true,
  queue: true,
  readMarks: true,
  receivedTexts: true,
  reports: true,
  releases: true,
  renderer: true,
  savedViews: true,
  settings: true,
  sweepMarks: true,
  teamQueues: true,
  teams: true,
  templates: true,
  threads: true,
  timers: true,
  unreadable: true,
  uploads: true,
  webhookDeliveries: true,
  webhookEndpoints: true,
  webhookQueue: true,
  webhookSecrets: true,
  turnstile: true,
  turnstileSecrets: true,
  widgetSecrets: true,
  widgets: true,
  wordEntries: true,
  workflowQueue: true,
  workflowRuns: true,
  workflows: true,
  workloads: true,
} satisfies {
  [Name in Exclude<keyof App, Unaffected>]: App[Name] extends Asynchronous<App[Name]> ? true : never
}

type AnyPort = Record<string, (...args: unknown[]) => Promise<unknown>>

/** The affected ports that an app has; each call waits for `ready`. */
const portsAfter = (ready: () => Promise<void>, app: object) =>
  Object.fromEntries(
    Object.entries(app)
      .filter(([name]) => name in affected)
      .map(([name, port]) => [name, portAfter(ready, port)]),
  )

const portAfter = (ready: () => Promise<void>, port: AnyPort): AnyPort =>
  Object.fromEntries(
    Object.entries(port).map(([method, call]) => [
      method,
      async (...args) => {
        await ready()
        return call(...args)
      },
    ]),
  )
