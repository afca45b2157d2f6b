import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** What the local runner itself must remember: small JSON values by kind and id, in the order they came. */
export type State = {
  get<T>(kind: string, id: string): T | undefined
  /** Durable when it returns, through a kill -9 too. */
  put(kind: string, id: string, value: unknown): void
  remove(kind: string, id: string): void
  list<T>(kind: string): T[]
  /** Everything in it is written, or nothing. */
  together(write: () => void): void
  close(): void
}

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS record (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (kind, id)
  )`

/** Opens `state.db` in a directory, ':memory:' for a state that nobody will ask for again. */
export const openState = (directory: string): State => {
  const database = new DatabaseSync(directory === ':memory:' ? directory : join(directory, 'state.db'))
  database.exec(schema)
  const get = database.prepare('SELECT value FROM record WHERE kind = ? AND id = ?')
  const put = database.prepare(
    'INSERT INTO record (kind, id, value) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value',
  )
  const remove = database.prepare('DELETE FROM record WHERE kind = ? AND id = ?')
  const list = database.prepare('SELECT value FROM record WHERE kind = ? ORDER BY position')
  return {
    get: (kind, id) => parse(get.get(kind, id)),
    put: (kind, id, value) => void put.run(kind, id, JSON.stringify(value)),
    remove: (kind, id) => void remove.run(kind, id),
    list: (kind) => list.all(kind).map(parse) as never[],
    together: (write) => {
      database.exec('BEGIN')
      try {
        write()
        database.exec('COMMIT')
      } catch (error) {
        database.exec('ROLLBACK')
        throw error
      }
    },
    close: () => database.close(),
  }
}

const parse = (row: Record<string, unknown> | undefined) =>
  row === undefined ? undefined : JSON.parse(String(row.value))
