import type { App } from '../app.ts'
import { threadRefOf } from '../ids.ts'
import type { OutboundMessage } from '../messages/message.ts'
import type { CapLevel } from '../numbers/cap-notice.ts'
import { countsFor, type DailyCap, passedWarning } from '../numbers/daily-cap.ts'
import type { RecipientCarrier } from '../recipient-carrier.ts'
import { isWritten } from '../retry-on-conflict.ts'
import { day } from '../time.ts'

type Needs = Pick<App, 'clock' | 'commit' | 'dailyUse' | 'messages' | 'report'>

/**
 * Counts a part of a message under a daily cap, and tells people when little or nothing is left. False where the cap does
 * not let it through today.
 */
export const countDaily = async (
  app: Needs,
  cap: DailyCap,
  message: OutboundMessage,
  segments: number,
): Promise<boolean> => {
  if (!countsFor(cap, await recipientCarrier(app, cap, message))) return true
  const used = await app.dailyUse.add(cap, segments, app.clock.now())
  if (used === undefined) await tellOfCap(app, cap, 'used_up')
  else if (passedWarning(cap, used, segments)) await tellOfCap(app, cap, 'low')
  return used !== undefined
}

/** How many entries of the thread are looked at for a receipt that named the carrier. */
const entriesSeen = 10

/** Receipts name the carrier of a phone; the newest one is believed, for people take their numbers along. */
const recipientCarrier = async (
  app: Needs,
  { of }: DailyCap,
  { workspace, id }: OutboundMessage,
): Promise<RecipientCarrier | undefined> => {
  if ('numberId' in of) return undefined
  const entries = await app.messages.entries(workspace, threadRefOf(id), { limit: entriesSeen })
  return entries
    .map((entry) => ('recipientCarrier' in entry ? entry.recipientCarrier : undefined))
    .find(Boolean)
}

/** A notice is forgotten so long after its day. */
const keptFor = 35 * day

/** Tells of a cap at most once a day for each level, however many texts find it so. */
const tellOfCap = async (
  app: Pick<App, 'commit' | 'report'>,
  cap: DailyCap,
  level: CapLevel,
): Promise<void> => {
  const { workspace, of, counter, day: date, segments: segmentsPerDay, endsAt } = cap
  const facts = { workspace, ...of, counter, day: date, segmentsPerDay, level }
  const notice = { kind: 'cap_notice', ...facts, expiresAt: endsAt + keptFor, version: 0 } as const
  if (!(await isWritten(app.commit(notice)))) return
  app.report({ way: 'out', outcome: level === 'low' ? 'cap_low' : 'cap_used_up', workspace })
}
