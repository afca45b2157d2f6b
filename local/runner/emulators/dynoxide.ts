import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { untilStopped } from './readiness.ts'

export type Emulator = { endpoint: string; stop(): Promise<void> }

/**
 * Runs DynamoDB on SQLite. A shell stands between: it ends the emulator when this process ends, however that happens,
 * so that it never keeps the port.
 */
export const startDynoxide = async (port: number, database: string): Promise<Emulator> => {
  const command = [findBinary(), 'serve', '--port', String(port), '--db-path', database]
  const shell = spawn(
    '/bin/sh',
    ['-c', '"$@" & child=$!; read -r _; kill $child; wait $child', 'sh', ...command],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      // A Ctrl-C in the terminal must not reach it: work that is under way still has to write.
      detached: true,
    },
  )
  const ended = new Promise<void>((resolve) => shell.once('exit', () => resolve()))
  await untilStopped(() => isListening(port), ended, `DynamoDB did not start on port ${port}.`)
  indexStream(database)
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: async () => {
      shell.stdin?.end()
      await ended
    },
  }
}

/**
 * With every write the emulator looks for the last record of the stream, and with every read for the next ones, in a
 * table without an index: after 20,000 writes one takes ten times as long as the first.
 */
const indexStream = (database: string) => {
  const db = new DatabaseSync(database, { timeout: 5_000 })
  db.exec(`
    CREATE INDEX IF NOT EXISTS runner_stream_last ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
    CREATE INDEX IF NOT EXISTS runner_stream_next
      ON _stream_records (table_name, shard_id, CAST(sequence_number AS INTEGER));
    CREATE INDEX IF NOT EXISTS runner_stream_ends ON _stream_records (table_name, shard_id, sequence_number);
  `)
  db.close()
}

const findBinary = () => {
  const package_ = `@dynoxide/${process.platform}-${process.arch}`
  try {
    const directory = dirname(createRequire(import.meta.url).resolve(`${package_}/package.json`))
    const binary = join(directory, process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide')
    if (existsSync(binary)) return binary
  } catch {
    // Reported below, in words that help.
  }
  throw new Error(
    `There is no DynamoDB for this machine: install the npm package ${package_}, or give the endpoint of another one.`,
  )
}

const isListening = async (port: number) => {
  const socket = connect(port, '127.0.0.1')
  const connected = new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
  })
  const listening = await connected
  socket.destroy()
  if (!listening) await sleep(20)
  return listening
}
