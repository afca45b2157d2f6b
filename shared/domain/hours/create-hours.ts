import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { sortableId } from '../ids.ts'
import type { BusinessHours } from './business-hours.ts'
import { requireUsable } from './load-hours.ts'
import type { NamedHours } from './named-hours.ts'

/** Business hours that numbers and teams can then be given. Throws `validation_failed`, `forbidden` unless an admin asks. */
export const createHours = async (
  app: Pick<App, 'randomId' | 'clock' | 'commit'>,
  principal: Principal,
  { name, zone, weekly, holidays }: BusinessHours & { name: string },
): Promise<NamedHours> => {
  requireAdmin(principal)
  requireUsable({ zone, weekly, holidays })
  const { workspace } = principal
  const createdAt = app.clock.now()
  const id = sortableId('hrs', createdAt, app.randomId)
  const facts = { workspace, id, name, zone, weekly, holidays, createdAt }
  await app.commit({ kind: 'business_hours', ...facts, version: 0 })
  return { kind: 'business_hours', ...facts, version: 1 }
}
