import type { Agent } from '../agents/agent.ts'
import type { App } from '../app.ts'
import type { Conversation } from '../conversations/conversation.ts'
import type { ConversationId, TeamId, WorkspaceId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Assignment } from './assignment.ts'
import { chooseAgent } from './choose-agent.ts'
import { handOver } from './hand-over.ts'
import { loadCandidates, loadMembers, type Member } from './load-candidates.ts'
import { isQueuedAt, type QueueEntry } from './queue-entry.ts'

type Needs = Pick<
  App,
  'agents' | 'clock' | 'commit' | 'conversations' | 'numbers' | 'teamQueues' | 'teams' | 'workloads'
>

const pageSize = 100

/** Hands out what waits for a team, the oldest first, as long as somebody has room. Safe to repeat, and to run twice at once. */
export const drainTeam = (app: Needs, workspace: WorkspaceId, teamId: TeamId): Promise<void> =>
  drain(app, workspace, { teamId })

/**
 * The same for every team of a workspace, after something changed by which an agent may have room. `changed`: a conversation
 * that did; where it waits no longer its place is given up.
 */
export const drainTeams = (app: Needs, workspace: WorkspaceId, changed?: ConversationId): Promise<void> =>
  drain(app, workspace, { changed })

type Scope = { teamId?: TeamId; changed?: ConversationId }

const drain = async (app: Needs, workspace: WorkspaceId, { teamId, changed }: Scope): Promise<void> => {
  const crews = createCrews(app, workspace)
  let from: string | undefined
  do {
    const page = await app.teamQueues.list(workspace, { teamId, from, limit: pageSize + 1 })
    for (const { record } of page.slice(0, pageSize)) {
      await workOn(app, crews, record, record.conversationId === changed)
    }
    from = page[pageSize]?.order
  } while (from !== undefined)
}

/** One that nobody has room for is passed over: others behind it may have another cap, or another number. */
const workOn = (app: Needs, crews: Crews, listed: QueueEntry, hasChanged: boolean): Promise<void> =>
  retryOnConflict(app, async (reading) => {
    const entry = reading === 'cached' ? listed : await app.teamQueues.get(listed)
    if (!entry) return
    const candidates = await crews.candidates(entry)
    if (candidates && !hasChanged && !chooseAgent(candidates, entry)) return
    const { workspace, conversationId } = entry
    const conversation = await app.conversations.get(workspace, conversationId, 'fresh')
    if (!conversation || !isQueuedAt(conversation, entry)) await app.commit({ remove: entry })
    else if (!candidates) await app.commit(withoutPlace(conversation), { remove: entry })
    else await handOut(app, crews, { entry, conversation, candidates })
  })

type Waiting = { entry: QueueEntry; conversation: Conversation; candidates: Member[] }

const handOut = async (app: Needs, crews: Crews, { entry, conversation, candidates }: Waiting) => {
  const number = await app.numbers.get(entry.workspace, conversation.numberId)
  const about = { cause: entry.cause, now: app.clock.now() }
  const found = handOver(conversation, { candidates, number }, entry, about)
  if (!found) return
  crews.forget()
  await app.commit(...found.records, { remove: entry })
}

/** The team was dissolved. */
const withoutPlace = ({ queuedSince: _, ...conversation }: Conversation): Conversation => conversation

/** Who may be given something of each team; undefined where the team is gone. */
type Crews = {
  candidates(entry: QueueEntry): Promise<Member[] | undefined>
  /** Somebody was given something, so that the next who asks counts again. */
  forget(): void
}

/** A queue may be long, and what waits in it is mostly handed out in one way: each crew is counted once. */
const createCrews = (app: Needs, workspace: WorkspaceId): Crews => {
  const members = new Map<TeamId, Promise<Agent[] | undefined>>()
  const counted = new Map<string, Promise<Member[] | undefined>>()
  const membersOf = (id: TeamId) => remembered(members, id, () => loadTeamMembers(app, workspace, id))
  return {
    candidates: ({ teamId, by, cap }) =>
      remembered(counted, `${teamId} ${by} ${cap}`, async () => {
        const crew = await membersOf(teamId)
        return crew && loadCandidates(app, crew, { by, cap } as Assignment)
      }),
    forget: () => counted.clear(),
  }
}

const loadTeamMembers = async (app: Needs, workspace: WorkspaceId, id: TeamId) => {
  const team = await app.teams.get(workspace, id, 'fresh')
  return team && loadMembers(app, team)
}

const remembered = <K, V>(known: Map<K, V>, key: K, load: () => V): V => {
  const value = known.get(key) ?? load()
  known.set(key, value)
  return value
}
