import { times } from '#wiring/times.ts'
import type { App, InboxList, Page } from '../app.ts'
import { inParallel } from '../in-parallel.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Conversation } from './conversation.ts'
import { type Leave, withoutAgent } from './leave.ts'

type Needs = Pick<App, 'agents' | 'clock' | 'commit' | 'conversations' | 'releases' | 'settings'>

/** `last`: nothing was found, and the next look is the last one. `pause`: the seconds before it. */
export type LeaveProgress = { pages: number; last: boolean; more: boolean; pause: number }

const pageSize = 50
const workers = 10
/** As for releases: a run's history is limited. */
const pagesOfRun = 1_000

/**
 * Takes a deactivated agent out of the next page of their open conversations: what they had claimed becomes unclaimed. What
 * is closed keeps them, as history. Each conversation is one conditional write, so this can be repeated, run twice at once,
 * or die anywhere. A request of theirs may have been under way and the index a moment behind: it looks once more, later.
 */
export const leaveConversations = async (
  app: Needs,
  leave: Leave,
  { pages: before, last }: Pick<LeaveProgress, 'pages' | 'last'>,
): Promise<LeaveProgress> => {
  const pages = before + 1
  const end = { pages, last, more: false, pause: 1 }
  const agent = await app.agents.get(leave.workspace, leave.agent, 'fresh')
  if (agent?.active) return end
  const found = await findTheirs(app, leave)
  await inParallel(found, workers, (conversation) => leaveOne(app, leave, conversation))
  if (found.length === 0 && last) {
    await forgetLeaver(app, leave)
    return end
  }
  if (pages >= pagesOfRun) {
    await app.releases.leave({ ...leave, run: leave.run + 1 })
    return end
  }
  if (found.length > 0) return { pages, last: false, more: true, pause: 1 }
  return { pages, last: true, more: true, pause: times.lastLook / 1000 }
}

/** Open ones that they claimed, and those where they take part. */
const findTheirs = async (app: Needs, { workspace, agent: by }: Leave): Promise<Conversation[]> => {
  const lists: InboxList[] = [
    { tab: 'claimed', by },
    { tab: 'participating', by },
  ]
  const page: Page = { limit: pageSize }
  const read = await Promise.all(lists.map((list) => app.conversations.inbox(workspace, list, page)))
  return read.flat().map(({ record }) => record)
}

/** A copy that says more than its conversation is taken away: its own change has done the same or will. */
const leaveOne = (app: Needs, { workspace, agent }: Leave, listed: Conversation): Promise<void> =>
  retryOnConflict(app, async () => {
    const conversation = await app.conversations.get(workspace, listed.id, 'fresh')
    if (!conversation) return
    const next = withoutAgent(conversation, agent)
    if (next === conversation || conversation.state === 'closed') {
      await app.conversations.hideFrom(agent, conversation)
      return
    }
    await app.commit(next)
  })

const forgetLeaver = (app: Needs, { workspace, agent }: Leave): Promise<void> =>
  retryOnConflict(app, async () => {
    const settings = await app.settings.get(workspace, 'fresh')
    const { leavers = [] } = settings
    if (!leavers.includes(agent)) return
    await app.commit({ ...settings, leavers: leavers.filter((one) => one !== agent) })
  })
