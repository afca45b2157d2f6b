import type { App } from '../app.ts'
import { type BusinessHours, openTimeBetween } from '../hours/business-hours.ts'
import type { WorkspaceId } from '../ids.ts'
import { hoursOf } from '../numbers/hours-of.ts'
import { second } from '../time.ts'
import type { Counting } from './roll-up.ts'

/** How a workspace counts: with its targets, and with the business hours that its numbers have now. */
export const countingOf = async (
  app: Pick<App, 'hours' | 'numbers' | 'settings' | 'teams'>,
  workspace: WorkspaceId,
): Promise<Counting> => {
  const { firstAnswerWithinSeconds, nextAnswerWithinSeconds } = await app.settings.get(workspace)
  const hours = new Map<string, BusinessHours>()
  for (const number of await app.numbers.list(workspace)) {
    const own = await hoursOf(app, number)
    if (own) hours.set(number.id, own)
  }
  return {
    target: { first: firstAnswerWithinSeconds * second, next: nextAnswerWithinSeconds * second },
    openTime: (number, at, took) => {
      const own = number === undefined ? undefined : hours.get(number)
      return own && openTimeBetween(own, at, at + took)
    },
  }
}
