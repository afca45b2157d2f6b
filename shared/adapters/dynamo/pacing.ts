import type { App } from '#domain/app.ts'
import type { BusinessNumber } from '#domain/numbers/number.ts'
import { times } from '#wiring/times.ts'
import type { Table } from './table.ts'

/** `at`: what the clock says. `free`: when this instance's own slots have ended, not before that. */
type Wish = { number: BusinessNumber; length: number; at: number; free: number }
type Reserve = (table: Table, wish: Wish) => Promise<number | undefined>

/**
 * Slots of a number's rate, one after the other, however many workers ask at once. A reservation is one conditional
 * write; where the guess whether the number is idle was wrong, that one fails and another is made. Each reservation leaves
 * the time at which it was made: one that is still to come was made by a clock that was wrong or has been set back, and
 * its slots are worth nothing.
 */
export const createPacing = (table: Table): App['pacing'] => {
  /** When the number is free again, as far as this instance knows, and since when it knows it. */
  const free = new Map<string, { from: number; since: number }>()
  return {
    reserve: async (number, segments, at) => {
      const known = free.get(number.id)
      const own = known && known.since <= at + times.clocksDiffer ? known.from : at
      const length = Math.ceil((segments * 1000) / number.rate.segmentsPerSecond)
      const wish = { number, length, at, free: Math.max(at, own) }
      const ways = own > at ? [takeNext, takeFree, beginAgain] : [takeFree, takeNext, beginAgain]
      const slot = await firstOf(ways, (way) => way(table, wish))
      free.set(number.id, { from: slot + length, since: at })
      return slot
    },
    reserveIdle: async (number, segments, at) => {
      const length = Math.ceil((segments * 1000) / number.rate.segmentsPerSecond)
      const wish = { number, length, at, free: at }
      return (await takeFree(table, wish)) ?? beginAgain(table, wish)
    },
  }
}

const rateKey = ({ workspace, id }: BusinessNumber) => ({ pk: `${workspace}#rate#${id}`, sk: 'rate' })

/** Between two tries the number may have become idle, or busy. */
const firstOf = async (ways: Reserve[], reserve: (way: Reserve) => Promise<number | undefined>) => {
  while (true) {
    for (const way of ways) {
      const slot = await reserve(way)
      if (slot !== undefined) return slot
    }
  }
}

/** The number is idle: the slot begins now, or where the last one that this instance gave ends. */
const takeFree: Reserve = async (table, { number, length, at, free }) => {
  const end = await table.adjust({
    key: rateKey(number),
    attribute: 'next_slot',
    change: { set: free + length },
    where: { atMost: free },
    beside: { attribute: 'reserved_at', set: at },
  })
  return end === undefined ? undefined : free
}

/** The number is busy: the slot begins where the last one ends. */
const takeNext: Reserve = async (table, { number, length, at }) => {
  const end = await table.adjust({
    key: rateKey(number),
    attribute: 'next_slot',
    change: { add: length },
    where: { above: at },
    beside: { attribute: 'reserved_at', set: at, where: { atMost: at + times.clocksDiffer } },
  })
  return end === undefined ? undefined : end - length
}

/** The number is busy only by a clock that was wrong or was set back: its slots begin again. */
const beginAgain: Reserve = async (table, { number, length, at, free }) => {
  const end = await table.adjust({
    key: rateKey(number),
    attribute: 'next_slot',
    change: { set: free + length },
    where: { above: at },
    beside: { attribute: 'reserved_at', set: at, where: { above: at + times.clocksDiffer } },
  })
  return end === undefined ? undefined : free
}
