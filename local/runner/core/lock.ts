import { mkdirSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export type Lock = { release(): void }

const file = 'lock.db'

/** A connection that nothing refers to would be closed by the garbage collector, and its lock lifted. */
const held = new Set<DatabaseSync>()

/**
 * Keeps a directory for this process. The lock is one of SQLite's, which the system lifts when a process ends, however
 * that happens. Throws an Error that names the process which has it.
 */
export const lockDirectory = (directory: string): Lock => {
  mkdirSync(directory, { recursive: true })
  const database = new DatabaseSync(join(directory, file), { timeout: 500 })
  try {
    database.exec('BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS holder (pid INTEGER); DELETE FROM holder')
    database.exec(`INSERT INTO holder VALUES (${process.pid}); COMMIT`)
    // This lock lets others read the process id, but not write.
    database.exec('BEGIN IMMEDIATE')
  } catch (error) {
    const message = isLocked(error)
      ? `${directory} is in use: process ${holderOf(database)} runs on it.`
      : error
    database.close()
    throw message instanceof Error ? message : new Error(String(message))
  }
  held.add(database)
  const release = () => {
    held.delete(database)
    database.close()
  }
  return { release }
}

const isLocked = (error: unknown) => error instanceof Error && /database is locked/.test(error.message)

const holderOf = (database: DatabaseSync) =>
  database.prepare('SELECT pid FROM holder').get()?.pid ?? 'another'

/** Empties a directory that this process has locked. */
export const emptyDirectory = async (directory: string) => {
  for (const name of await readdir(directory))
    if (!name.startsWith(file)) await rm(join(directory, name), { recursive: true, force: true })
}
