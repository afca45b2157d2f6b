import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { App, CursorKey } from '#domain/app.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { isWritten } from '#domain/retry-on-conflict.ts'
import { commitTo } from './dynamo/commit.ts'
import { cursorKeyKeys, cursorKeyRecord } from './dynamo/cursor-key.ts'
import { getRecord } from './dynamo/record.ts'
import type { Table } from './dynamo/table.ts'

/** Positions in lists, each with a MAC under the workspace's own key. The key is read once per function instance. */
export const createCursors = (table: Table): App['cursors'] => {
  const keys = new Map<WorkspaceId, Promise<Buffer>>()
  const keyOf = (workspace: WorkspaceId): Promise<Buffer> => {
    const known = keys.get(workspace) ?? loadKey(table, workspace)
    keys.set(workspace, known)
    known.catch(() => keys.delete(workspace))
    return known
  }
  return {
    seal: async (workspace, position) => {
      const mac = macOf(await keyOf(workspace), position)
      return Buffer.concat([mac, Buffer.from(position)]).toString('base64url')
    },
    open: async (workspace, cursor) => {
      const bytes = Buffer.from(cursor, 'base64url')
      const position = bytes.subarray(macLength).toString()
      const mac = macOf(await keyOf(workspace), position)
      return bytes.length > macLength && timingSafeEqual(mac, bytes.subarray(0, macLength))
        ? position
        : undefined
    },
  }
}

const macLength = 16

const macOf = (key: Buffer, position: string) =>
  createHmac('sha256', key).update(position).digest().subarray(0, macLength)

const loadKey = async (table: Table, workspace: WorkspaceId): Promise<Buffer> => {
  const read = () => getRecord(table, [cursorKeyRecord], cursorKeyKeys({ workspace }), 'fresh')
  const known = (await read()) ?? (await makeKey(table, workspace)) ?? (await read())
  if (!known) throw new Error('The key for cursors could not be made')
  return Buffer.from(known.key, 'base64')
}

/** Undefined where another instance made one at the same moment. */
const makeKey = async (table: Table, workspace: WorkspaceId): Promise<CursorKey | undefined> => {
  const key = randomBytes(32).toString('base64')
  const record: CursorKey = { kind: 'cursor_key', workspace, key, version: 0 }
  return (await isWritten(commitTo(table)(record))) ? record : undefined
}
