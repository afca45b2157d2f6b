import type { Item } from './table.ts'

/** Fields that records have had since a later version, with what stands for them in earlier ones. */
export const addedLater =
  (fields: Item) =>
  (item: Item): Item => ({ ...fields, ...item })

/** A field that had another name. */
export const renamed =
  (before: string, now: string) =>
  (item: Item): Item => {
    const { [before]: value, ...rest } = item
    return value === undefined ? item : { [now]: value, ...rest }
  }
