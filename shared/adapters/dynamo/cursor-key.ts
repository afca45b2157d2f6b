import * as z from 'zod/mini'
import type { CursorKey } from '#domain/app.ts'
import { declareRecord } from './record.ts'
import { recordOf } from './schema.ts'
import type { Keys } from './table.ts'

export const cursorKeyKeys = ({ workspace }: Pick<CursorKey, 'workspace'>): Keys => ({
  pk: `${workspace}#settings`,
  sk: 'cursor_key',
})

export const cursorKeyRecord = declareRecord({
  kind: 'cursor_key',
  place: { pk: '<workspace>#settings', sk: 'cursor_key' },
  keys: cursorKeyKeys,
  personal: [],
  schema: () => recordOf('cursor_key', { key: z.string() }),
})
