import type { App, InboxList } from '../app.ts'
import type { AgentId, ConversationId, WorkspaceId } from '../ids.ts'
import { inParallel } from '../in-parallel.ts'
import type { Workload } from './workload.ts'

type Needs = Pick<App, 'conversations'>
type Counted = Pick<Workload, 'workspace' | 'agentId' | 'recent'>

const readers = 10

/**
 * How many open conversations an agent has, counted up to `most`. Their list may be a moment behind, so what it lacks of what
 * they were given of late is read; and where the count would come to `most`, what it has is read too: it may be closed.
 * Only a claim that they made by hand a moment ago may be missing, as if they had made it a moment later.
 */
export const countOpen = async (app: Needs, agent: Counted, most: number): Promise<number> => {
  if (most === 0) return 0
  const { workspace, agentId, recent } = agent
  const list: InboxList = { tab: 'claimed', by: agentId }
  const listed = (await app.conversations.inbox(workspace, list, { limit: most })).map(
    ({ record }) => record.id,
  )
  const unlisted = recent.map(({ id }) => id).filter((id) => !listed.includes(id))
  const theirs = new Set(await theirsAmong(app, agent, unlisted))
  const count = listed.length + theirs.size
  if (count < most) return count
  let from: string | undefined
  do {
    const page = await app.conversations.inbox(workspace, list, { limit: most + 1, from })
    const ids = page.slice(0, most).map(({ record }) => record.id)
    for (const id of await theirsAmong(app, agent, ids)) theirs.add(id)
    from = page[most]?.order
  } while (from !== undefined && theirs.size < most)
  return Math.min(theirs.size, most)
}

/** Those that are open and theirs at this moment. */
const theirsAmong = async (
  app: Needs,
  { workspace, agentId }: { workspace: WorkspaceId; agentId: AgentId },
  ids: ConversationId[],
): Promise<ConversationId[]> => {
  const read = await inParallel(ids, readers, (id) => app.conversations.get(workspace, id, 'fresh'))
  return read.flatMap((found) => (found?.state === 'open' && found.claimedBy === agentId ? [found.id] : []))
}
