import type { App, InboxList } from '../app.ts'
import type { WorkspaceId } from '../ids.ts'
import type { Conversation } from './conversation.ts'

type Needs = Pick<App, 'conversations'>

/** How many conversations are read at a time. */
const atOnce = 500

/**
 * All conversations of some lists, in any order: about 11 read units a hundred. A conversation that just moved may be in two lists
 * for a moment: its newer version counts. `most`: of each list about so many are read at most; `capped` where there are more.
 */
export const readLists = async (
  app: Needs,
  workspace: WorkspaceId,
  lists: InboxList[],
  most = Number.POSITIVE_INFINITY,
): Promise<{ found: Conversation[]; capped: boolean }> => {
  const read = await Promise.all(lists.map((list) => readList(app, workspace, list, most)))
  const oldVersionsFirst = read
    .flatMap(({ found }) => found)
    .toSorted((one, other) => one.version - other.version)
  const newest = new Map(oldVersionsFirst.map((conversation) => [conversation.id, conversation]))
  return { found: [...newest.values()], capped: read.some(({ capped }) => capped) }
}

/** Each page begins with the last one of the page before. */
const readList = async (app: Needs, workspace: WorkspaceId, list: InboxList, most: number) => {
  const found: Conversation[] = []
  let from: string | undefined
  do {
    const page = await app.conversations.inbox(workspace, list, { limit: atOnce, from })
    found.push(...page.map(({ record }) => record))
    from = page.length === atOnce ? page.at(-1)?.order : undefined
  } while (from && found.length < most)
  return { found, capped: from !== undefined }
}
