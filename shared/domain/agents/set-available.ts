import type { App } from '../app.ts'
import { type EditNeeds, editRecord } from '../edit-record.ts'
import { DomainError } from '../error.ts'
import { withAvailability } from './availability.ts'
import type { Principal } from './principal.ts'
import { readAgent } from './read-agent.ts'
import type { Me } from './read-me.ts'

/**
 * The asking agent takes conversations that are handed out, or no more. Saying it once more changes nothing. Throws
 * `forbidden` for programs.
 */
export const setAvailable = async (
  app: EditNeeds & Pick<App, 'agents'>,
  principal: Principal,
  available: boolean,
): Promise<Me> => {
  if (principal.kind !== 'agent') throw new DomainError('forbidden', 'Only agents are available or away.')
  const agent = await editRecord(app, {
    read: () => readAgent(app, principal, principal.id),
    change: (before) => withAvailability(before, available, app.clock.now()),
  })
  return { principal, agent }
}
