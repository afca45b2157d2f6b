import { setAvailable } from '#domain/agents/set-available.ts'
import { drainTeams } from '#domain/assignment/drain-teams.ts'
import { eventsOf } from '#domain/changes/events-of.ts'
import type { AgentId, ConversationId, TeamId } from '#domain/ids.ts'
import type { Settings } from '#domain/settings/settings.ts'
import { createTeam } from '#domain/teams/create-team.ts'
import { admin, ana, ben, cleo, createOffice, receive, stored } from './conversing.ts'
import { type FakeApp, workspace } from './fake-app.ts'

type Crew = { available?: AgentId[]; settings?: Partial<Settings> }

/** An office with a team of three, of whom these are available: all of them unless told otherwise. */
export const createCrew = async ({ available = [ana.id, ben.id, cleo.id], settings }: Crew = {}) => {
  const app = await createOffice({ settings })
  const members = [ana.id, ben.id, cleo.id]
  const { id: teamId } = await createTeam(app, admin, { name: 'Mobile support', members })
  for (const who of [ana, ben, cleo]) if (available.includes(who.id)) await setAvailable(app, who, true)
  return { app, teamId }
}

/** Conversations of so many customers, the one who waits longest first. */
export const waitingCustomers = async (app: FakeApp, count: number): Promise<ConversationId[]> => {
  const ids: ConversationId[] = []
  for (let i = 0; i < count; i++) {
    const { conversationId = 'cnv_' } = await receive(app, { from: `+1206555${2000 + i}` })
    ids.push(conversationId)
  }
  return ids
}

export const claimerOf = (app: FakeApp, id: ConversationId): AgentId | undefined => stored(app, id).claimedBy

/** How many open conversations each agent has. */
export const loads = (app: FakeApp): Record<AgentId, number> => {
  const claimers = app
    .all('conversation')
    .flatMap(({ state, claimedBy }) => (state === 'open' && claimedBy ? [claimedBy] : []))
  return Object.fromEntries(
    [...new Set(claimers)].map((id) => [id, claimers.filter((one) => one === id).length]),
  )
}

/** What waits in the queue of a team, the oldest first. */
export const queueOf = async (app: FakeApp, teamId: TeamId): Promise<ConversationId[]> => {
  const entries = await app.teamQueues.list(workspace, { teamId, limit: 1000 })
  return entries.map(({ record }) => record.conversationId)
}

const wakes = ['conversation.updated', 'agent.available', 'record.changed']

/** Has every event since the last time worked on as the bus brings it: `times` often each. */
export const followEvents = (app: FakeApp, times = 1) => {
  let from = app.changes.length
  return async (): Promise<void> => {
    while (from < app.changes.length) {
      const events = app.changes.slice(from).flatMap(eventsOf)
      from = app.changes.length
      for (const { type, data } of events) {
        if (!wakes.includes(type)) continue
        const changed = 'conversationId' in data ? data.conversationId : undefined
        for (let i = 0; i < times; i++) await drainTeams(app, workspace, changed)
      }
    }
  }
}
