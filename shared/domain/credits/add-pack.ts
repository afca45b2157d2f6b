import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import type { WorkspaceId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { day } from '../time.ts'
import { booked, type CreditEntry } from './credit-account.ts'
import { loadStatement, type StatementNeeds } from './load-statement.ts'

type Needs = StatementNeeds & Pick<App, 'agents' | 'clock' | 'commit' | 'numbers' | 'settings'>

/**
 * Adds a pack of credits, which last until they are used. Throws `forbidden`, `credits_not_counted`, and
 * `workspace_too_young` in the first thirty days (Syncro).
 */
export const addPack = async (app: Needs, principal: Principal): Promise<CreditEntry> => {
  requireAdmin(principal)
  const { workspace, id, name } = principal
  const settings = await app.settings.get(workspace)
  if (!settings.credits.enabled) {
    throw new DomainError('credits_not_counted', 'This workspace does not count credits.')
  }
  const from = (await openedAt(app, workspace)) + settings.credits.packsAfterDays * day
  if (app.clock.now() < from) {
    const available_from = new Date(from).toISOString()
    throw new DomainError('workspace_too_young', `Packs can be added from ${available_from} on.`, {
      available_from,
    })
  }
  return retryOnConflict(app, async () => {
    const statement = await loadStatement(app, settings, 'fresh')
    const change = { included: 0, packs: settings.credits.packSize }
    const [account, ...entries] = booked(statement, { type: 'pack', change, by: id, byName: name })
    await app.commit(account, ...entries)
    return entries.at(-1) as CreditEntry
  })
}

/** A workspace is as old as the first agent or number in it. */
const openedAt = async (app: Needs, workspace: WorkspaceId): Promise<number> => {
  const members = await Promise.all([app.agents.list(workspace), app.numbers.list(workspace)])
  return Math.min(app.clock.now(), ...members.flat().map(({ createdAt }) => createdAt))
}
