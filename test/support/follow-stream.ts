import type { BaseApp } from '#adapters/app.ts'
import type { Change, StoredRecord } from '#domain/app.ts'
import { publishChanges } from '#domain/changes/publish-changes.ts'

/** Knows what was written of each record before, and so which change a write is. */
export const createImages = (now: () => number) => {
  const images = new Map<string, StoredRecord>()
  return (record: StoredRecord): Change => {
    const name = JSON.stringify([
      record.kind,
      'workspace' in record && record.workspace,
      'id' in record && record.id,
    ])
    const before = images.get(name)
    const after = { ...record, version: record.version + 1 }
    images.set(name, after)
    return { id: `${name} ${after.version}`, at: now(), before, after }
  }
}

/** The app, with the stream of its table read at once: what follows from a write is there when the write is. */
export const followStream = <A extends BaseApp>(app: A): A => {
  const changeOf = createImages(() => app.clock.now())
  const publisher = {
    ...app,
    queue: { send: async () => {} },
    events: { publish: async () => {} },
    releases: {
      start: async () => 'running' as const,
      recheck: async () => {},
      recheckContact: async () => {},
      leave: async () => {},
    },
  }
  return {
    ...app,
    commit: async (...changes) => {
      await app.commit(...changes)
      const written = changes.flatMap((change) => ('remove' in change ? [] : [change]))
      await publishChanges(publisher, written.map(changeOf))
    },
  }
}
