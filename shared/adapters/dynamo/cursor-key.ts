import type { CursorKey } from '#domain/app.ts'
import type { Keys } from './table.ts'

export const cursorKeyKeys = ({ workspace }: Pick<CursorKey, 'workspace'>): Keys => ({
  pk: `${workspace}#settings`,
  sk: 'cursor_key',
})
