import type { App } from '../app.ts'
import type { WorkspaceId } from '../ids.ts'
import type { Address } from '../phones/phone.ts'
import { isWritten } from '../retry-on-conflict.ts'
import { type Arrived, newUnreadable, type Unreadable } from './unreadable.ts'

type Needs = Pick<App, 'commit' | 'log' | 'numbers' | 'report'>

/** Whom a payload names, as far as that can be told. */
export type Named = { to?: Address; workspace?: WorkspaceId }

type Failure = Pick<Unreadable, 'source' | 'reason' | 'detail'> & {
  named: Named
  /** Whose payload it is. */
  carrier: string
  /** Whose it is where it names nobody. */
  operator: WorkspaceId
}

/**
 * Keeps what could not be read, once however often it is delivered, and reports it: that rings the alarm, unless it is a text to
 * a number that nobody has. It belongs to
 * the workspace of the number or the text that it names. What names none, the operator's admins see.
 */
export const keepUnreadable = async (
  app: Needs,
  arrived: Arrived,
  { named, operator, carrier, ...facts }: Failure,
): Promise<void> => {
  const workspace = (await workspaceOf(app, named)) ?? operator
  const record = newUnreadable({ workspace, ...facts }, arrived)
  if (!(await isWritten(app.commit(record)))) return
  const way = facts.source === 'inbound' ? 'in' : 'out'
  const outcome = facts.reason === 'unrouted' ? 'unrouted' : 'unreadable'
  app.log.error('a payload was kept as unreadable', { workspace, id: record.id, ...facts })
  app.report({ way, outcome, workspace, carrier, reason: facts.reason })
}

/** The number may be what cannot be read; then it is as if it were not named. */
const workspaceOf = async (app: Needs, { to, workspace }: Named): Promise<WorkspaceId | undefined> => {
  if (workspace || !to) return workspace
  return (await app.numbers.byAddress(to).catch(() => undefined))?.workspace
}
