import type { App } from '../app.ts'
import type { Conversation } from '../conversations/conversation.ts'
import type { ConversationId, WorkspaceId } from '../ids.ts'
import { inParallel } from '../in-parallel.ts'
import type { Taken } from '../jobs/job.ts'
import { nextDay } from './next-day.ts'
import { timeCell } from './time-cell.ts'

type Needs = Pick<App, 'agents' | 'conversations' | 'numbers' | 'reports' | 'teams'>
type Page = { rows: string[][]; next?: string }

const conversationsOfPage = 500
const atOnce = 25
const mostTeams = 1_000

export const conversationColumns = [
  ...['id', 'phone', 'contact_id', 'contact_name', 'number', 'state', 'begun_by', 'subject'],
  ...['claimed_by', 'claimed_by_name', 'claimed_at', 'team_id', 'team', 'tags', 'case_id', 'opted_out'],
  ...['opened_at', 'first_reply_at', 'waiting_since', 'last_activity_at', 'closed_at'],
]

/**
 * The conversations that reports count as opened, day by day, as they are now. `from`: the day, a space, and the id after which the
 * page begins. Each is one of its day whatever becomes of it meanwhile, so that none is left out or comes twice.
 */
export const conversationPage = async (
  app: Needs,
  workspace: WorkspaceId,
  days: NonNullable<Taken['days']>,
  from: string | undefined,
): Promise<Page> => {
  const [day = days.from, last = ''] = from?.split(' ') ?? []
  const ids = (await openedOn(app, workspace, day)).filter((id) => id > last)
  const shown = ids.slice(0, conversationsOfPage)
  const found = await inParallel(shown, atOnce, (id) => app.conversations.get(workspace, id))
  const names = await namesOf(app, workspace)
  const rows = found
    .filter((one) => one !== undefined && !one.merged)
    .map((one) => rowOf(one as Conversation, names))
  if (shown.length < ids.length) return { rows, next: `${day} ${shown.at(-1)}` }
  return day < days.to ? { rows, next: nextDay(day) } : { rows }
}

const openedOn = async (app: Needs, workspace: WorkspaceId, day: string): Promise<ConversationId[]> => {
  const rows = await app.reports.days(workspace, { group: 'opened', part: 'counts' }, { from: day, to: day })
  return rows.flatMap(({ keys }) => Object.keys(keys) as ConversationId[]).toSorted()
}

type Names = { agents: Map<string, string>; teams: Map<string, string>; numbers: Map<string, string> }

const namesOf = async (app: Needs, workspace: WorkspaceId): Promise<Names> => {
  const [agents, teams, numbers] = await Promise.all([
    app.agents.list(workspace),
    app.teams.page(workspace, { limit: mostTeams }),
    app.numbers.list(workspace),
  ])
  return {
    agents: new Map(agents.map(({ id, name }) => [id, name])),
    teams: new Map(teams.map(({ record: { id, name } }) => [id, name])),
    numbers: new Map(numbers.map(({ id, address }) => [id, address])),
  }
}

const rowOf = (conversation: Conversation, { agents, teams, numbers }: Names): string[] => {
  const {
    id,
    phone,
    contactId,
    contactName = '',
    numberId,
    state,
    subject = '',
    tags,
    optedOut,
  } = conversation
  const { claimedBy = '', teamId = '', openedAt, firstReplyAt, waitingSince, closedAt } = conversation
  return [
    ...[id, phone, contactId, contactName, conversation.numberAddress ?? numbers.get(numberId) ?? numberId],
    ...[state, conversation.begunBy ?? 'customer', subject, claimedBy, agents.get(claimedBy) ?? ''],
    ...[claimedBy && timeCell(conversation.claimedAt), teamId, teams.get(teamId) ?? '', tags.join('; ')],
    ...[conversation.case?.id ?? '', optedOut ? 'yes' : 'no'],
    ...[openedAt, firstReplyAt, waitingSince, conversation.lastActivityAt, closedAt].map(timeCell),
  ]
}
