import type { StoredRecord } from '../app.ts'

/** One write to the table, as its stream tells it. `id` is the stream's own and the same at every delivery. */
export type Change = { id: string; at: number; before?: StoredRecord; after?: StoredRecord }
