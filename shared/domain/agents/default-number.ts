import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import type { NumberId } from '../ids.ts'
import type { Agent } from './agent.ts'
import { mayUse } from './number-user.ts'

/** Throws `validation_failed` where an agent may not send from the number, or there is none. */
export const requireDefaultNumber = async (
  app: Pick<App, 'numbers'>,
  agent: Pick<Agent, 'workspace' | 'id' | 'role'>,
  id: NumberId | null | undefined,
): Promise<void> => {
  if (!id) return
  const number = await app.numbers.get(agent.workspace, id)
  if (!number) throw unfit('There is no such number.')
  if (!mayUse({ ...agent, kind: 'agent' }, number))
    throw unfit('The agent is not among the users of this number.')
}

const unfit = (detail: string) =>
  new DomainError('validation_failed', detail, { errors: [{ path: 'default_number_id', detail }] })
