import type { App } from '../app.ts'
import { type MessageId, orderOf } from '../ids.ts'
import type { Message } from '../messages/message.ts'
import type { Case, CaseEntry } from './case.ts'

/** How many entries are looked at for what is left of a case. */
const lookedAt = 100

/** The case as if texts had never been filed to it: its last activity, and its state where one of them had changed that. */
export const withoutTexts = async (
  app: Pick<App, 'cases'>,
  one: Case,
  texts: Pick<Message, 'id'>[],
): Promise<Case> => {
  const { workspace, id, openedAt, woken } = one
  const read = await app.cases.entries(workspace, id, { limit: lookedAt, reading: 'fresh' })
  const leaving = new Set(texts.map((text) => text.id))
  const left = read.map(({ record }) => record).filter((entry) => isLeft(entry, leaving))
  const lastActivityAt = Math.max(openedAt, ...left.map(({ at }) => at))
  const next = { ...withoutAttachments(one, leaving), lastActivityAt }
  return woken && leaving.has(woken.by) ? asleep(next, left) : next
}

const withoutAttachments = (one: Case, leaving: Set<MessageId>): Case => {
  const { attachments = [], ...rest } = one
  const kept = attachments.filter((id) => !leaving.has(id))
  return { ...rest, ...(kept.length > 0 && { attachments: kept }) }
}

const isLeft = (entry: CaseEntry, leaving: Set<MessageId>): boolean =>
  entry.type !== 'text' || !(entry.gone || leaving.has(entry.messageId))

/** Another text of the customer after it would have opened the case just as well. */
const asleep = (one: Case, left: CaseEntry[]): Case => {
  const { woken, ...rest } = one
  if (!woken) return one
  const after = left
    .flatMap((entry) => (entry.type === 'text' && entry.direction === 'inbound' ? [entry.messageId] : []))
    .filter((id) => orderOf(id) > orderOf(woken.by))
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
  const [next] = after
  if (next) return { ...one, woken: { ...woken, by: next } }
  const { from: state, resolvedAt } = woken
  return { ...rest, state, ...(resolvedAt !== undefined && { resolvedAt }) }
}
