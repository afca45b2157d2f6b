import type { App, Removal, StoredRecord } from '../app.ts'
import { asStored } from '../as-stored.ts'

type Needs = Pick<
  App,
  'cases' | 'commit' | 'contacts' | 'conversations' | 'eventLog' | 'report' | 'threads' | 'webhookQueue'
>

/** An app for a rehearsal, and what its use cases would have written since it was last asked. */
export type Rehearsal<A> = { app: A; written: () => StoredRecord[] }

/**
 * An app in which use cases can be rehearsed: what they would write is kept and found again by those that come after, as far as
 * actions of workflows read what others write. Nothing is stored, nobody is told.
 */
export const rehearse = <A extends Needs>(app: A): Rehearsal<A> => {
  const known = new Map<string, StoredRecord>()
  let written: StoredRecord[] = []
  const commit = async (...changes: (StoredRecord | Removal)[]) => {
    for (const change of changes) {
      if ('remove' in change) continue
      const record = asStored(change)
      written.push(record)
      known.set(nameOf(record), record)
    }
  }
  const rehearsed = <T extends StoredRecord>(kind: T['kind'], name: string): T | undefined =>
    known.get(`${kind} ${name}`) as T | undefined
  const overlaid: Needs = {
    commit,
    report: () => {},
    webhookQueue: { send: async () => {} },
    eventLog: { ...app.eventLog, keep: async () => {} },
    conversations: {
      ...app.conversations,
      get: async (workspace, id, reading) =>
        rehearsed('conversation', id) ?? app.conversations.get(workspace, id, reading),
    },
    contacts: {
      ...app.contacts,
      get: async (workspace, id, reading) =>
        rehearsed('contact', id) ?? app.contacts.get(workspace, id, reading),
    },
    threads: {
      ...app.threads,
      byPhone: async (workspace, phone, reading) =>
        rehearsed('thread', phone) ?? app.threads.byPhone(workspace, phone, reading),
    },
    cases: {
      ...app.cases,
      counter: async (workspace) => rehearsed('case_counter', '') ?? app.cases.counter(workspace),
    },
  }
  return {
    app: { ...app, ...overlaid },
    written: () => {
      const records = written
      written = []
      return records
    },
  }
}

/** By which a record is found again. */
const nameOf = (record: StoredRecord): string => {
  if (record.kind === 'thread') return `thread ${record.phone}`
  return `${record.kind} ${'id' in record ? record.id : ''}`
}
