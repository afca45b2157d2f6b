import type { App, StoredRecord } from './app.ts'
import { retryOnConflict } from './retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from './seen-versions.ts'

type Edit<R> = {
  /** Must see every finished write. */
  read: () => Promise<R>
  seen?: SeenVersions
  /** Gives back the very same record where nothing is to be written. */
  change: (record: R) => R | Promise<R>
}

/** Reads one record, changes it and writes it; gives it as it is stored. Throws `precondition_failed`. */
export const editRecord = <R extends StoredRecord>(
  app: Pick<App, 'clock' | 'commit'>,
  { read, seen, change }: Edit<R>,
): Promise<R> =>
  retryOnConflict(app, async () => {
    const record = await read()
    requireSeen(record, seen)
    const next = await change(record)
    if (next === record) return record
    await app.commit(next)
    return { ...next, version: next.version + 1 }
  })
