import type { App } from '../app.ts'
import type { BusinessHours } from '../hours/business-hours.ts'
import type { BusinessNumber } from './number.ts'

/** The business hours of a number: its own, else those of its team. Costs nothing where it has neither. */
export const hoursOf = async (
  app: Pick<App, 'hours' | 'teams'>,
  { workspace, hoursId, teamId }: BusinessNumber,
): Promise<BusinessHours | undefined> => {
  const id = hoursId ?? (teamId && (await app.teams.get(workspace, teamId))?.hoursId)
  return id && app.hours.get(workspace, id)
}

/** The business hours that texts from a number wait for. */
export const holdingHours = async (
  app: Pick<App, 'hours' | 'teams'>,
  number: BusinessNumber,
): Promise<BusinessHours | undefined> => (number.hoursPolicy === 'off' ? undefined : hoursOf(app, number))
