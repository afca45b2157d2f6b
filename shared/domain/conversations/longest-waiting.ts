import type { App, InboxList, Ordered } from '../app.ts'
import { encodeNumber, type WorkspaceId } from '../ids.ts'
import type { LookAt } from '../search-page.ts'
import type { Conversation } from './conversation.ts'

type Needs = Pick<App, 'conversations'>

/** How many conversations are read at a time. */
const atOnce = 500

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

/** A conversation that just moved may be in two lists for a moment: its newer version counts. */
const readSorted = async (
  app: Needs,
  workspace: WorkspaceId,
  lists: InboxList[],
  fits: (conversation: Conversation) => boolean,
): Promise<Ordered<Conversation>[]> => {
  const read = await Promise.all(lists.map((list) => readWhole(app, workspace, list)))
  const oldVersionsFirst = read.flat().toSorted((one, other) => one.version - other.version)
  const newest = new Map(oldVersionsFirst.map((conversation) => [conversation.id, conversation]))
  return [...newest.values()]
    .filter(fits)
    .map((record) => ({ record, order: waitingOrder(record) }))
    .toSorted((one, other) => (one.order < other.order ? -1 : 1))
}

/** Each page begins with the last one of the page before. */
const readWhole = async (app: Needs, workspace: WorkspaceId, list: InboxList): Promise<Conversation[]> => {
  const found: Conversation[] = []
  let from: string | undefined
  do {
    const page = await app.conversations.inbox(workspace, list, { limit: atOnce, from })
    found.push(...page.map(({ record }) => record))
    from = page.length === atOnce ? page.at(-1)?.order : undefined
  } while (from)
  return found
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
