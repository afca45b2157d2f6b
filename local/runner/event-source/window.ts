import { delay } from './source.ts'

type Gathering<R> = {
  /** How many records make a batch full. */
  size: number
  windowSeconds: number
  /** The virtual clock. */
  now(): number
  /** Gives up to `count` records that are there now, without waiting. */
  read(count: number): Promise<R[]>
  signal: AbortSignal
}

/** A window closes early after so long without a record: a developer should not wait for nothing. */
const quietMilliseconds = 100
const betweenReads = 10

/**
 * Fills up a batch as Lambda does with MaximumBatchingWindowInSeconds: until it is full, or the window is over by the
 * virtual clock. Without a window the batch stays as it is.
 */
export const gather = async <R>(
  batch: R[],
  { size, windowSeconds, now, read, signal }: Gathering<R>,
): Promise<R[]> => {
  const end = now() + windowSeconds * 1000
  let lastCame = performance.now()
  while (batch.length > 0 && batch.length < size && now() < end && !signal.aborted) {
    const more = await read(size - batch.length)
    batch.push(...more)
    if (more.length > 0) lastCame = performance.now()
    else if (performance.now() - lastCame > quietMilliseconds) break
    else await delay(betweenReads, signal)
  }
  return batch
}
