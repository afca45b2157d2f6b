import type { Agent } from './agent.ts'

/** Whether conversations may be handed to them. Nobody who is deactivated is available. */
export const isAvailable = ({ active, availableSince }: Agent): boolean =>
  active && availableSince !== undefined

/** The agent as they say they are; the same one where they are it already. `now`: epoch milliseconds. */
export const withAvailability = (agent: Agent, available: boolean, now: number): Agent => {
  if (available === (agent.availableSince !== undefined)) return agent
  const { availableSince: _, ...away } = agent
  return available ? { ...away, availableSince: now } : away
}
