/**
 * What time it is for the system. A desk's clock may be wrong by minutes, and on a development machine the system
 * travels in time: ages are told by the system's clock.
 */
export type Clock = { now(): number; hear(now: number): void }

/** Differences below this are the way of the answer. */
const tolerance = 5_000

export const createClock = (): Clock => {
  let ahead = 0
  return {
    now: () => Date.now() + ahead,
    hear: (now) => {
      const heard = now - Date.now()
      if (Math.abs(heard - ahead) > tolerance) ahead = heard
    },
  }
}
