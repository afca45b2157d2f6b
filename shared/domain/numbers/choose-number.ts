import { mayUse, requireUser } from '../agents/number-user.ts'
import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import type { BusinessNumber } from './number.ts'

/**
 * The number to send from: the one asked for (its id or address), else the agent's default, else the first active one
 * of theirs. Throws `validation_failed` where there is none, `not_number_user` where it belongs to others [S2].
 */
export const chooseNumber = async (
  app: Pick<App, 'agents' | 'numbers'>,
  principal: Principal,
  from: string | undefined,
): Promise<BusinessNumber> => {
  const [numbers, agent] = await Promise.all([
    app.numbers.list(principal.workspace),
    principal.kind === 'agent' ? app.agents.get(principal.workspace, principal.id) : undefined,
  ])
  const usable = numbers.filter((number) => mayUse(principal, number))
  if (from === undefined) {
    const own = usable.find(({ id }) => id === agent?.defaultNumberId)
    return required(own ?? usable.find(({ state }) => state === 'active') ?? usable[0])
  }
  const asked = numbers.find(({ id, address }) => id === from || address === from)
  requireUser(principal, asked)
  return required(asked)
}

const required = (number: BusinessNumber | undefined): BusinessNumber => {
  if (number) return number
  const errors = [{ path: 'from', detail: 'There is no such number.' }]
  throw new DomainError('validation_failed', 'There is no number to send from.', { errors })
}
