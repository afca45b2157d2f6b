import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { causeOf } from '../cause.ts'
import { changedFor } from '../conversations/changed-for.ts'
import { requireFree } from '../conversations/claim-conversation.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { loadConversation } from '../conversations/load-conversation.ts'
import { DomainError } from '../error.ts'
import type { AgentId, ConversationId, TeamId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { noSuchTeam } from '../teams/load-team.ts'
import type { Assignment } from './assignment.ts'
import { type HandOver, handOver, mayTake } from './hand-over.ts'
import { loadCandidates, loadMembers } from './load-candidates.ts'
import type { QueueEntry } from './queue-entry.ts'

type Needs = Pick<
  App,
  'agents' | 'clock' | 'commit' | 'conversations' | 'numbers' | 'teamQueues' | 'teams' | 'workloads'
>

/** `queued`: it waits until an agent of the team has room for it. */
export type Assigned = { outcome: 'assigned'; agentId: AgentId } | { outcome: 'queued' }

/** Where so many others were faster, the queue hands it out in its turn. */
const mostTries = 6

/**
 * Gives a free conversation to a team: an available agent of it who has room claims it, or else it waits in the team's queue,
 * behind what waits there already. One transaction, with what was read of the agent in it, so nobody is ever given more than
 * the cap. What waits in the team's queue already stays as it is. Throws `claimed_by_other` where anybody has claimed it,
 * `conversation_closed`, `team_empty` where nobody in the team could ever take it, `validation_failed` for a team that does
 * not exist, `forbidden`, `not_found`.
 */
export const assignToTeam = async (
  app: Needs,
  principal: Principal,
  id: ConversationId,
  { teamId, ...how }: Assignment & { teamId: TeamId },
): Promise<Assigned> => {
  requireScope(principal, 'manage')
  let tries = 0
  return retryOnConflict(app, async (reading) => {
    const conversation = await loadConversation(app, principal, id, reading)
    requireFree(conversation)
    if (conversation.teamId === teamId && conversation.queuedSince !== undefined) return { outcome: 'queued' }
    const next = { ...conversation, teamId }
    tries++
    const found = await findAgent(app, principal, next, how, tries <= mostTries)
    if (found) {
      await app.commit(...found.records)
      return { outcome: 'assigned', agentId: found.agentId }
    }
    await enqueue(app, principal, next, how)
    return { outcome: 'queued' }
  })
}

/** `direct`: whether it may go to an agent without waiting, where nothing waits before it. */
const findAgent = async (
  app: Needs,
  principal: Principal,
  conversation: Conversation & { teamId: TeamId },
  how: Assignment,
  direct: boolean,
): Promise<HandOver | undefined> => {
  const { workspace, teamId, numberId } = conversation
  const [team, number, before] = await Promise.all([
    app.teams.get(workspace, teamId, 'fresh'),
    app.numbers.get(workspace, numberId),
    app.teamQueues.list(workspace, { teamId, limit: 1 }),
  ])
  if (!team) throw noSuchTeam()
  const members = (await loadMembers(app, team)).filter((agent) => mayTake(agent, number))
  if (members.length === 0) throw teamEmpty()
  if (!direct || before.length > 0) return undefined
  const candidates = await loadCandidates(app, members, how)
  const about = { cause: causeOf(principal), now: app.clock.now() }
  return handOver(conversation, { candidates, number }, how, about)
}

/** Whoever finds it in the queue reads what it was written with, and the event of that makes somebody look. */
const enqueue = async (
  app: Needs,
  principal: Principal,
  conversation: Conversation & { teamId: TeamId },
  { by, cap }: Assignment,
): Promise<void> => {
  const { workspace, id: conversationId, teamId, waitingSince: since = app.clock.now() } = conversation
  const place = { workspace, teamId, since, conversationId }
  const cause = causeOf(principal)
  /** It may have waited at this place before, and nobody has looked since. */
  const { version = 0 } = (await app.teamQueues.get(place)) ?? {}
  const entry: QueueEntry = { kind: 'queue_entry', ...place, by, ...(cap && { cap }), cause, version }
  await app.commit(changedFor({ ...conversation, queuedSince: since }, cause), entry)
}

const teamEmpty = () =>
  new DomainError('team_empty', 'Nobody who is active in this team may reply from the number.')
