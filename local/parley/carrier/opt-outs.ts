import type { State } from '../../runner/core/state.ts'

/** The carrier's own list of phones that want no texts. */
export type OptOuts = { has(phone: string): boolean; add(phone: string): void; remove(phone: string): void }

const kind = 'opted out'

export const createOptOuts = (state: State): OptOuts => ({
  has: (phone) => state.get(kind, phone) !== undefined,
  add: (phone) => state.put(kind, phone, phone),
  remove: (phone) => state.remove(kind, phone),
})
