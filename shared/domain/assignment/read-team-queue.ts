import type { Agent } from '../agents/agent.ts'
import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { loadReadMarks } from '../conversations/load-read-marks.ts'
import type { ReadMarks } from '../conversations/read-marks.ts'
import type { TeamId } from '../ids.ts'
import type { PageOf, PageQuery } from '../pages.ts'
import { searchPage } from '../search-page.ts'
import { loadTeam } from '../teams/load-team.ts'
import { type QueueLength, queueLength } from './list-team-queues.ts'
import { loadMembers } from './load-candidates.ts'
import { isQueuedAt, type QueueEntry } from './queue-entry.ts'

type Needs = Pick<App, 'agents' | 'conversations' | 'cursors' | 'readMarks' | 'teamQueues' | 'teams'>

type QueuedConversation = { entry: QueueEntry; conversation: Conversation }
/** `open`: how many open conversations they have, counted up to a hundred. */
export type TeamMember = { agent: Agent; open: number }
/** `marks`: what the asking agent has read. */
export type TeamQueue = PageOf<QueuedConversation> & {
  length: QueueLength
  members: TeamMember[]
  marks?: ReadMarks
}

const mostCounted = 100

/** A page of what waits for a team, the longest first, and its active members with what they have. Throws `not_found`. */
export const readTeamQueue = async (
  app: Needs,
  principal: Principal,
  { id, ...query }: PageQuery & { id: TeamId },
): Promise<TeamQueue> => {
  requireScope(principal, 'read')
  const { workspace } = principal
  const team = await loadTeam(app, workspace, id)
  const [page, counted, members, marks] = await Promise.all([
    readPage(app, principal, { id, ...query }),
    app.teamQueues.list(workspace, { teamId: id, limit: mostCounted, reading: 'cached' }),
    loadMembers(app, team),
    loadReadMarks(app, principal),
  ])
  const entries = counted.map(({ record }) => record)
  return {
    ...page,
    marks,
    length: queueLength(id, entries, entries.length === mostCounted),
    members: await Promise.all(members.map((agent) => memberOf(app, agent))),
  }
}

/** An entry may be a moment older than what its conversation says. */
const readPage = (
  app: Needs,
  { workspace }: Principal,
  { id: teamId, ...query }: PageQuery & { id: TeamId },
) =>
  searchPage<Partial<QueuedConversation> & { entry: QueueEntry }>(app, workspace, query, {
    lookAt: async ({ limit, from }) => {
      const read = await app.teamQueues.list(workspace, { teamId, from, limit: limit + 1, reading: 'cached' })
      const shown = await Promise.all(
        read.slice(0, limit).map(async ({ record: entry, order }) => {
          const conversation = await app.conversations.get(workspace, entry.conversationId)
          return { record: { entry, conversation }, order }
        }),
      )
      return { shown, next: read[limit]?.order }
    },
    fits: ({ entry, conversation }) => conversation !== undefined && isQueuedAt(conversation, entry),
  }) as Promise<PageOf<QueuedConversation>>

const memberOf = async (app: Needs, agent: Agent): Promise<TeamMember> => {
  const list = { tab: 'claimed', by: agent.id } as const
  const listed = await app.conversations.inbox(agent.workspace, list, { limit: mostCounted })
  return { agent, open: listed.length }
}
