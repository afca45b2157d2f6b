import type { App } from '../app.ts'
import { ConflictError } from '../error.ts'

type Change = Parameters<App['commit']>[number]

export type Held<A> = {
  /** For one run of a use case. */
  app: A
  /** Writes these, with what waits where something does. */
  commitWith(...changes: Change[]): Promise<void>
  /** Whether the use case went on after its first commit. */
  inSteps(): boolean
  /** The race that was lost when the first commit was written. */
  lost(): ConflictError | undefined
}

/**
 * An app whose first commit waits, to be written in one transaction with what follows from it. Should the use case ask
 * the stores again, what waits is written first, together with `mark`, and nothing waits any more: it works in steps
 * then, and each must be safe to repeat. `refusal` is thrown at the first commit: how it went when it ran before.
 */
export const holdCommit = <A extends Pick<App, 'commit'>>(
  app: A,
  mark: Change,
  refusal?: ConflictError,
): Held<A> => {
  let refused = refusal
  let waiting: Change[] = []
  let step: Promise<void> | undefined
  let lost: ConflictError | undefined

  const write = async (...changes: Change[]) => {
    const due = [...waiting, ...changes]
    const first = step === undefined
    waiting = []
    await app.commit(...due).catch((error) => {
      if (first && error instanceof ConflictError) lost = error
      throw error
    })
  }
  const goOn = async () => {
    if (waiting.length > 0) {
      step ??= write(mark).catch((cause) => {
        // Not the ConflictError itself: the use case would take it for its newest step's, and try only that again.
        throw new Error('What waited could not be written', { cause })
      })
    }
    await step
  }
  const commit = async (...changes: Change[]) => {
    const error = refused
    refused = undefined
    if (error) throw error
    if (waiting.length === 0 && !step) {
      waiting = changes
      return
    }
    await goOn()
    await app.commit(...changes)
  }
  return {
    app: { ...afterwards(app, goOn), commit },
    commitWith: write,
    inSteps: () => step !== undefined,
    lost: () => lost,
  }
}

/** What tells nothing about stored records and changes none. */
const harmless = ['randomId', 'clock', 'commit', 'cursors', 'log', 'report']

type Port = Record<string, (...args: unknown[]) => Promise<unknown>>

const afterwards = <A extends object>(app: A, goOn: () => Promise<void>): A => {
  const ports = Object.entries(app).filter(([name]) => !harmless.includes(name))
  return { ...app, ...Object.fromEntries(ports.map(([name, port]) => [name, portAfter(port, goOn)])) }
}

const portAfter = (port: Port, goOn: () => Promise<void>): Port =>
  Object.fromEntries(
    Object.entries(port).map(([name, call]) => [name, (...args) => goOn().then(() => call(...args))]),
  )
