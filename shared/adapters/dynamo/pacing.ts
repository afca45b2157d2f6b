import type { App } from '#domain/app.ts'
import type { BusinessNumber } from '#domain/numbers/number.ts'
import type { Table } from './table.ts'

type Reserve = (
  table: Table,
  number: BusinessNumber,
  length: number,
  now: number,
) => Promise<number | undefined>

/**
 * Slots of a number's rate, one after the other, however many workers ask at once. A reservation is one conditional
 * write; where the guess whether the number is idle was wrong, that one fails and another is made.
 */
export const createPacing = (table: Table): App['pacing'] => {
  /** When the number is free again, as far as this instance knows. */
  const free = new Map<string, number>()
  return {
    reserve: async (number, segments, now) => {
      const length = Math.ceil((segments * 1000) / number.rate.segmentsPerSecond)
      const ways = (free.get(number.id) ?? 0) > now ? [takeNext, takeNow] : [takeNow, takeNext]
      const slot = await firstOf(ways, (way) => way(table, number, length, now))
      free.set(number.id, slot + length)
      return slot
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

/** The number is idle: the slot begins now. */
const takeNow: Reserve = async (table, number, length, now) => {
  const end = await table.adjust({
    key: rateKey(number),
    attribute: 'next_slot',
    change: { set: now + length },
    where: { atMost: now },
  })
  return end === undefined ? undefined : now
}

/** The number is busy: the slot begins where the last one ends. */
const takeNext: Reserve = async (table, number, length, now) => {
  const end = await table.adjust({
    key: rateKey(number),
    attribute: 'next_slot',
    change: { add: length },
    where: { above: now },
  })
  return end === undefined ? undefined : end - length
}
