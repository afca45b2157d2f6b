import type { App } from '../app.ts'
import type { Agent } from './agent.ts'
import type { Principal } from './principal.ts'
import { readAgent } from './read-agent.ts'

/** The principal of a request, with the agent's record where it is a person. */
export type Me = { principal: Principal; agent?: Agent }

export const readMe = async (app: Pick<App, 'agents'>, principal: Principal): Promise<Me> =>
  principal.kind === 'agent'
    ? { principal, agent: await readAgent(app, principal, principal.id) }
    : { principal }
