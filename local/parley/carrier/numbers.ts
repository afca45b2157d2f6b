import type { State } from '../../runner/core/state.ts'
import { isRcsAgent } from './aws-numbers.ts'

/** The numbers of the business, as the carrier knows them. */
export type Numbers = {
  /** True for every phone number, short code and RCS agent: any of them may have been bought. Other names are refused. */
  canSend(identity: string): boolean
  /** Remembers a number that was used, to offer it in the handset. */
  see(number: string): void
  seen(): string[]
}

const kind = 'business number'

export const createNumbers = (state: State, known: string[]): Numbers => {
  const numbers: Numbers = {
    canSend: (identity) => /^(\+[1-9]\d{6,14}|\d{3,8})$/.test(identity) || isRcsAgent(identity),
    see: (number) => state.put(kind, number, number),
    seen: () => state.list<string>(kind),
  }
  known.forEach(numbers.see)
  return numbers
}
