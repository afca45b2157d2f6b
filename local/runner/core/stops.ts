/** Parts that have to be stopped, the last started first. */
export type Stops = { add(stop: () => Promise<void>): void; run(): Promise<void> }

export const createStops = (): Stops => {
  const stops: (() => Promise<void>)[] = []
  return {
    add: (stop) => void stops.push(stop),
    run: async () => {
      for (let stop = stops.pop(); stop; stop = stops.pop()) await stop()
    },
  }
}
