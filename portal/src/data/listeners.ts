/** Takes a listener, and gives what makes it hear no more. */
type Subscribe = (listener: () => void) => () => void

/** Whoever wants to hear that something has changed. */
export const createListeners = <News extends unknown[] = []>() => {
  const listeners = new Set<(...news: News) => void>()
  return {
    tell: (...news: News): void => {
      for (const listener of listeners) listener(...news)
    },
    subscribe: (listener: (...news: News) => void) => {
      listeners.add(listener)
      return (): void => {
        listeners.delete(listener)
      }
    },
  }
}

/** To hear of several things as if they were one. */
export const joined =
  (...all: Subscribe[]): Subscribe =>
  (listener) => {
    const stops = all.map((subscribe) => subscribe(listener))
    return () => {
      for (const stop of stops) stop()
    }
  }
