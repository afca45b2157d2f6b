/** Something that feeds a function. */
export type Source = {
  start(): void
  /** Waits until what is under way has ended. */
  settle(): Promise<void>
  stop(): Promise<void>
}

/** Runs a step again and again until stopped. A step that fails is repeated after a moment. */
export const createLoop = (
  step: (signal: AbortSignal) => Promise<void>,
  report: (error: unknown) => void,
): Omit<Source, 'settle'> => {
  const abort = new AbortController()
  let running = Promise.resolve()
  const run = async ({ signal }: AbortController) => {
    while (!signal.aborted)
      await step(signal).catch(async (error) => {
        if (signal.aborted) return
        report(error)
        await delay(500, signal)
      })
  }
  return {
    start: () => {
      running = run(abort)
    },
    stop: async () => {
      abort.abort()
      await running
    },
  }
}

/** Waits for a time, or until the signal says to stop. */
export const delay = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done)
  })
