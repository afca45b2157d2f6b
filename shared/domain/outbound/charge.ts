import type { App, OutboundPart, StoredRecord } from '../app.ts'
import { booked, type Charge, type Statement, taken } from '../credits/credit-account.ts'
import { loadStatement } from '../credits/load-statement.ts'
import type { PartStatus } from '../messages/message.ts'
import type { Thread } from '../threads/thread.ts'

type Changes = [Thread, ...StoredRecord[]]

export const isChargedFor = ({ charged }: Thread, { messageId, index }: OutboundPart): boolean =>
  charged?.messageId === messageId && charged.part === index

/** The thread with the part's credits taken, and what must be written with it. No statement: nothing is counted. */
export const charge = (
  statement: Statement | undefined,
  thread: Thread,
  part: OutboundPart,
  segments: number,
): Changes => {
  if (!statement || isChargedFor(thread, part)) return [thread]
  const { messageId, index } = part
  const { included, packs } = taken(statement, segments)
  const { month } = statement.account
  const change = { included: -included, packs: -packs }
  return [
    { ...thread, charged: { messageId, part: index, month, included, packs } },
    ...booked(statement, { type: 'use', change, segments, messageId, part: index }),
  ]
}

/**
 * The thread once the state of its charged part is known: credits of a part that the carrier did not take are given back, a
 * part that will be tried again stays paid.
 */
export const settleCharge = async (
  app: Pick<App, 'clock' | 'credits' | 'settings'>,
  thread: Thread,
  status: PartStatus,
): Promise<Changes> => {
  const { charged, ...settled } = thread
  if (!charged || status === 'queued') return [thread]
  if (status !== 'failed' && status !== 'canceled') return [settled]
  const settings = await app.settings.get(thread.workspace)
  return [settled, ...giveBack(await loadStatement(app, settings, 'fresh'), charged)]
}

/** Included credits of a month that is over have lapsed. */
const giveBack = (
  statement: Statement,
  { included, packs, month, messageId, part }: Charge,
): StoredRecord[] => {
  const change = { included: statement.account.month === month ? included : 0, packs }
  return booked(statement, { type: 'give_back', change, messageId, part })
}
