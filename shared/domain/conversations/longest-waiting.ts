import type { App, InboxList, Ordered } from '../app.ts'
import { encodeNumber, type WorkspaceId } from '../ids.ts'
import type { LookAt } from '../search-page.ts'
import type { Conversation } from './conversation.ts'
import { readLists } from './read-lists.ts'

type Needs = Pick<App, 'conversations'>

/**
 * What a filter lets through of some lists, the customer who waits longest first, then those who do not wait, newest activity
 * first. No index has that order, so the first look reads the lists whole: it costs by the open conversations in them,
 * about 11 read units a hundred (decision 38).
 */
export const longestWaiting = (
  app: Needs,
  workspace: WorkspaceId,
  lists: InboxList[],
  fits: (conversation: Conversation) => boolean,
): LookAt<Conversation> => {
  let sorting: Promise<Ordered<Conversation>[]> | undefined
  return async ({ limit, from = '' }) => {
    sorting ??= readSorted(app, workspace, lists, fits)
    const rest = (await sorting).filter(({ order }) => order >= from)
    return { shown: rest.slice(0, limit), next: rest[limit]?.order }
  }
}

const readSorted = async (
  app: Needs,
  workspace: WorkspaceId,
  lists: InboxList[],
  fits: (conversation: Conversation) => boolean,
): Promise<Ordered<Conversation>[]> => {
  const { found } = await readLists(app, workspace, lists)
  return found
    .filter(fits)
    .map((record) => ({ record, order: waitingOrder(record) }))
    .toSorted((one, other) => (one.order < other.order ? -1 : 1))
}

/** What ten characters can count to. */
const latest = 32 ** 10 - 1

/**
 * A wait begins once and does not move, so a position in this order holds: who waits before it and after it stays there,
 * however many are answered meanwhile.
 */
const waitingOrder = ({ id, waitingSince, lastActivityAt }: Conversation): string =>
  waitingSince === undefined
    ? `2${encodeNumber(latest - lastActivityAt, 10)}${id}`
    : `1${encodeNumber(waitingSince, 10)}${id}`
