/** What may go wrong between Parley and the carrier. */
export const faultNames = [
  'throttle',
  'timeout_after_accept',
  'timeout_before_accept',
  'opted_out',
  'invalid_number',
  'carrier_down',
  'no_receipt',
] as const

export type FaultName = (typeof faultNames)[number]

type Fault = { times: number; error: FaultName }

/** Errors that the carrier will make, in the order in which they were added. */
export type Faults = {
  add(fault: Fault): void
  /** What the present request fails with. */
  next(): FaultName | undefined
  list(): Fault[]
  clear(): void
}

export const createFaults = (): Faults => {
  let faults: Fault[] = []
  return {
    add: (fault) => void faults.push({ ...fault }),
    next: () => {
      const [first] = faults
      if (!first) return undefined
      first.times -= 1
      if (first.times === 0) faults = faults.slice(1)
      return first.error
    },
    list: () => faults.map((fault) => ({ ...fault })),
    clear: () => {
      faults = []
    },
  }
}
