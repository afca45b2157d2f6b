import { failedRecords } from './batch-failures.ts'
import { delay } from './source.ts'

export type Batch<R> = R[]

/** Records that were given up, and why. */
export type Discarded<R> = {
  condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded'
  records: Batch<R>
  attempts: number
}

export type InOrder<R> = {
  sequence(record: R): string
  /** How old the batch is. */
  ageSeconds(): number
  invoke(batch: Batch<R>): Promise<unknown>
  /** Everything up to this sequence number is done with. */
  checkpoint(sequence: string): void
  discard(discarded: Discarded<R>): Promise<void>
  report(error: unknown): void
  reportsFailures: boolean
  bisects: boolean
  maximumRetries: number
  maximumAgeSeconds: number
  signal: AbortSignal
  /** Before the first retry; it doubles from there. Default 100. */
  pauseMilliseconds?: number
}

const longestPause = 5_000

/**
 * Gives a function a batch of a stream, by Lambda's rules: a batch that fails is tried again from the first record that
 * failed; with `bisects` it is halved first; what is too old or failed too often is given up. False when stopped before
 * all was done with.
 */
export const deliverInOrder = async <R>(batch: Batch<R>, settings: InOrder<R>): Promise<boolean> => {
  let attempts = 0
  let rest = batch
  while (rest.length > 0) {
    if (settings.signal.aborted) return false
    const done = await attempt(rest, settings)
    attempts = done > 0 ? 1 : attempts + 1
    settleUpTo(rest, done, settings)
    rest = rest.slice(done)
    if (rest.length === 0) return true
    const condition = giveUp(attempts, settings)
    if (condition) {
      await settings.discard({ condition, records: rest, attempts })
      return true
    }
    if (settings.bisects && rest.length > 1) return deliverHalves(rest, settings)
    await delay(pause(attempts, settings), settings.signal)
  }
  return true
}

const deliverHalves = async <R>(batch: Batch<R>, settings: InOrder<R>) => {
  const middle = Math.ceil(batch.length / 2)
  const first = batch.slice(0, middle)
  if (!(await deliverInOrder(first, settings))) return false
  settleUpTo(batch, middle, settings)
  return deliverInOrder(batch.slice(middle), settings)
}

/** Gives how many records were done with before the first that failed. */
const attempt = async <R>(batch: Batch<R>, settings: InOrder<R>): Promise<number> => {
  try {
    const response = await settings.invoke(batch)
    if (!settings.reportsFailures) return batch.length
    const failed = failedRecords(response, batch.map(settings.sequence))
    const first = batch.findIndex((record) => failed.has(settings.sequence(record)))
    return first === -1 ? batch.length : first
  } catch (error) {
    settings.report(error)
    return 0
  }
}

const settleUpTo = <R>(batch: Batch<R>, count: number, { checkpoint, sequence }: InOrder<R>) => {
  const last = batch[count - 1]
  if (last) checkpoint(sequence(last))
}

const giveUp = <R>(attempts: number, settings: InOrder<R>): Discarded<R>['condition'] | undefined => {
  if (settings.maximumRetries >= 0 && attempts > settings.maximumRetries) return 'RetryAttemptsExhausted'
  if (settings.maximumAgeSeconds >= 0 && settings.ageSeconds() > settings.maximumAgeSeconds)
    return 'RecordAgeExceeded'
  return undefined
}

const pause = (attempts: number, { pauseMilliseconds = 100 }: { pauseMilliseconds?: number }) =>
  Math.min(pauseMilliseconds * 2 ** (attempts - 1), longestPause)
