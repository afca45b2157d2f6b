import type { App, StoredRecord } from '../app.ts'
import { newCustomer } from '../contacts/new-customer.ts'
import { decideEmail } from '../emails/decide-email.ts'
import { addressKey, type Email, type EmailBlock } from '../emails/email.ts'
import { newEmail } from '../emails/new-email.ts'
import { loadRules, type RuleNeeds, type Rules } from '../gate/ask-gate.ts'
import type { AgentId, WorkspaceId } from '../ids.ts'
import type { BlockReason, HoldReason } from '../messages/gate-decision.ts'
import type { OutboundMessage } from '../messages/message.ts'
import type { BusinessNumber, NotificationUser } from '../numbers/number.ts'
import { composeAnswer } from '../outbound/compose-message.ts'
import { reportAccepted } from '../outbound/report-accepted.ts'
import type { Settings } from '../settings/settings.ts'
import { withNotice } from '../threads/notices.ts'
import { minute } from '../time.ts'
import type { NoticeWords } from './notice-words.ts'

export type WriteNeeds = RuleNeeds &
  Pick<App, 'agents' | 'emails' | 'numbers' | 'randomId' | 'report' | 'threads'>

/** The word on a user's channel: undefined where the notice goes out. */
export type Told = {
  user: NotificationUser
  channel: 'email' | 'sms'
  reason?: 'agent_deactivated' | EmailBlock | BlockReason | HoldReason
}

export type Written = { told: Told[]; records: StoredRecord[] }

type Telling = {
  number: BusinessNumber
  settings: Settings
  users: NotificationUser[]
  words: NoticeWords
}

/** A text that says that somebody waits helps nobody later. */
const leavesWithin = 15 * minute
const emailsKeptFor = 30 * 24 * 60 * minute

/**
 * The e-mails and texts by which users are told, to be written by the caller, each with its own word of the gate. An address
 * or a phone that two users share is told once.
 */
export const writeNotices = async (app: WriteNeeds, telling: Telling): Promise<Written> => {
  const { users, settings, number } = telling
  const from = await sendingNumber(app, number, settings)
  const rules = await loadRules(app, { number: from, settings })
  const away = await deactivatedAmong(app, number.workspace, users)
  const written = await Promise.all([
    ...firstOfEach(
      users.filter((user) => user.notifyByEmail),
      ({ email = '' }) => addressKey(email),
    ).map((user) => unlessAway(away, user, 'email') ?? writeEmail(app, telling, user)),
    ...firstOfEach(
      users.filter((user) => user.notifyBySms),
      ({ phone = '' }) => phone,
    ).map((user) => unlessAway(away, user, 'sms') ?? writeText(app, telling, user, rules)),
  ])
  return { told: written.flatMap(({ told }) => told), records: written.flatMap(({ records }) => records) }
}

/** Once it is written. */
export const reportNotices = (app: Pick<App, 'report'>, { records }: Written): void => {
  for (const record of records) if (record.kind === 'message') reportAccepted(app, record as OutboundMessage)
}

const firstOfEach = <T>(all: T[], keyOf: (one: T) => string): T[] =>
  all.filter((one, i) => all.findIndex((other) => keyOf(other) === keyOf(one)) === i)

/** Who may not come in hears nothing of customers either. */
const unlessAway = (
  away: (AgentId | undefined)[],
  user: NotificationUser,
  channel: Told['channel'],
): Written | undefined =>
  user.agentId && away.includes(user.agentId)
    ? { told: [{ user, channel, reason: 'agent_deactivated' }], records: [] }
    : undefined

const deactivatedAmong = async (app: WriteNeeds, workspace: WorkspaceId, users: NotificationUser[]) => {
  const ids = [...new Set(users.map(({ agentId }) => agentId))].filter((id) => id !== undefined)
  const agents = await Promise.all(ids.map((id) => app.agents.get(workspace, id)))
  return agents.filter((agent) => agent?.active === false).map((agent) => agent?.id)
}

/** So that notices do not slow down the number that customers write to. */
const sendingNumber = async (app: Pick<App, 'numbers'>, number: BusinessNumber, { noticesFrom }: Settings) =>
  (noticesFrom && (await app.numbers.get(number.workspace, noticesFrom))) || number

const writeEmail = async (
  app: WriteNeeds,
  { number: { workspace }, settings, words }: Telling,
  user: NotificationUser,
): Promise<Written> => {
  const { email: address } = user
  const suppression = address && (await app.emails.suppression(workspace, addressKey(address)))
  const reason = decideEmail({ settings, address, suppression: suppression || undefined })
  const told: Told = { user, channel: 'email', ...(reason && { reason }) }
  if (reason || !address) return { told: [told], records: [] }
  const { subject, body } = words
  const email: Email = newEmail(app, { workspace, to: address, subject, body })
  return { told: [told], records: [{ ...email, expiresAt: app.clock.now() + emailsKeptFor }] }
}

const writeText = async (
  app: WriteNeeds,
  { number: { workspace }, words }: Telling,
  user: NotificationUser,
  rules: Rules,
): Promise<Written> => {
  if (!user.phone) return { told: [], records: [] }
  const { thread, contact } = await threadOf(app, workspace, user.phone)
  const now = app.clock.now()
  const draft = { body: words.sms, thread, rules, origin: 'notice' as const, leaveBy: now + leavesWithin }
  const message = composeAnswer(app, draft)
  const { gate } = message
  const told: Told = { user, channel: 'sms', ...(gate.decision !== 'allow' && { reason: gate.reason }) }
  if (gate.decision !== 'allow') return { told: [told], records: [] }
  const known = withNotice(thread, rules.number.id, now)
  return { told: [told], records: [message, known, ...(contact ? [contact] : [])] }
}

const threadOf = async (app: WriteNeeds, workspace: WorkspaceId, phone: string) => {
  const thread = await app.threads.byPhone(workspace, phone, 'fresh')
  return thread ? { thread, contact: undefined } : newCustomer(app, workspace, phone, { kind: 'system' })
}
