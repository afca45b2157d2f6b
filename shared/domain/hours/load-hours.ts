import type { App } from '../app.ts'
import { DomainError, notFound } from '../error.ts'
import type { HoursId, WorkspaceId } from '../ids.ts'
import type { BusinessHours } from './business-hours.ts'
import type { NamedHours } from './named-hours.ts'
import { validateHours } from './validate-hours.ts'

/** The hours, if the workspace has them. Throws `not_found`. */
export const loadHours = async (
  app: Pick<App, 'hours'>,
  workspace: WorkspaceId,
  id: HoursId,
): Promise<NamedHours> => {
  const hours = await app.hours.get(workspace, id, 'fresh')
  if (!hours) throw notFound('business hours')
  return hours
}

/** Throws `validation_failed` where the workspace has no such hours. */
export const requireHours = async (
  app: Pick<App, 'hours'>,
  workspace: WorkspaceId,
  id: HoursId,
): Promise<void> => {
  if (await app.hours.get(workspace, id, 'fresh')) return
  const errors = [{ path: 'hours_id', detail: 'There are no such business hours.' }]
  throw new DomainError('validation_failed', 'The business hours do not exist.', { errors })
}

/** Throws `validation_failed` with the path of each mistake. */
export const requireUsable = (hours: BusinessHours): void => {
  const errors = validateHours(hours)
  if (errors.length > 0)
    throw new DomainError('validation_failed', 'The business hours are invalid.', { errors })
}
