import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { type EditNeeds, editRecord } from '../edit-record.ts'
import type { HoursId } from '../ids.ts'
import { type Patch, patched } from '../patch.ts'
import type { SeenVersions } from '../seen-versions.ts'
import { loadHours, requireUsable } from './load-hours.ts'
import type { NamedHours } from './named-hours.ts'

export type HoursPatch = Patch<Pick<NamedHours, 'name' | 'zone' | 'weekly' | 'holidays'>>

/**
 * Changes business hours; the release of what waits for them follows soon after. `weekly` and `holidays` are replaced
 * as a whole. Throws `validation_failed`, `precondition_failed`, `not_found`, `forbidden`.
 */
export const editHours = async (
  app: EditNeeds & Pick<App, 'hours'>,
  principal: Principal,
  id: HoursId,
  patch: HoursPatch,
  seen?: SeenVersions,
): Promise<NamedHours> => {
  requireAdmin(principal)
  return editRecord(app, {
    read: () => loadHours(app, principal.workspace, id),
    seen,
    change: (hours) => {
      const next = patched(hours, patch)
      requireUsable(next)
      return next
    },
  })
}
