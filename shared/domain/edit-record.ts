import type { App, StoredRecord } from './app.ts'
import { asStored } from './as-stored.ts'
import { retryOnConflict } from './retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from './seen-versions.ts'

export type EditNeeds = Pick<App, 'clock' | 'commit'>

type Edit<R> = {
  /** Must see every finished write. */
  read: () => Promise<R>
  seen?: SeenVersions
  /** Gives back the very same record where nothing is to be written. */
  change: (record: R) => R | Promise<R>
}

/** Reads one record, changes it and writes it; gives it as it is stored. Throws `precondition_failed`. */
export const editRecord = <R extends StoredRecord>(
  app: EditNeeds,
  { read, seen, change }: Edit<R>,
): Promise<R> =>
  retryOnConflict(app, async () => {
    const record = await read()
    requireSeen(record, seen)
    const next = await change(record)
    if (next === record) return record
    await app.commit(next)
    return asStored(next)
  })

type Deletion<R> = {
  /** Must see every finished write. */
  read: () => Promise<R>
  seen?: SeenVersions
  /** Throws where something else still names the record. */
  requireUnused?: () => Promise<void>
}

/** Reads one record and deletes it. Throws `precondition_failed`. */
export const deleteRecord = (
  app: EditNeeds,
  { read, seen, requireUnused }: Deletion<StoredRecord>,
): Promise<void> =>
  retryOnConflict(app, async () => {
    const record = await read()
    requireSeen(record, seen)
    await requireUnused?.()
    await app.commit({ remove: record })
  })
