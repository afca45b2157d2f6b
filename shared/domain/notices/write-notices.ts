import type { App, StoredRecord } from '../app.ts'
import { addressKey, type EmailBlock } from '../emails/email.ts'
import { emailToStaff } from '../emails/email-to-staff.ts'
import type { Rules } from '../gate/ask-gate.ts'
import type { AgentId, ConversationId, WorkspaceId } from '../ids.ts'
import type { BlockReason, HoldReason } from '../messages/gate-decision.ts'
import type { OutboundMessage } from '../messages/message.ts'
import type { BusinessNumber, NotificationUser } from '../numbers/number.ts'
import { reportAccepted } from '../outbound/report-accepted.ts'
import type { Settings } from '../settings/settings.ts'
import { newTimer } from '../timers/timer.ts'
import { newPace, nextText, withConversation } from './notice-pace.ts'
import type { NoticeWords } from './notice-words.ts'
import { loadNoticeRules, type TextNeeds, writeText } from './write-text.ts'

export type WriteNeeds = TextNeeds & Pick<App, 'agents' | 'emails' | 'notices'>

/** The word on a user's channel: undefined where the notice goes out, now or with the next text to the phone. */
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
  /** What they are told of. Without it, as in a test, no text waits for a later one. */
  conversationId?: ConversationId
}

/**
 * The e-mails and texts by which users are told, to be written by the caller, each with its own word of the gate. An address
 * or a phone that two users share is told once.
 */
export const writeNotices = async (app: WriteNeeds, telling: Telling): Promise<Written> => {
  const { users, settings, number } = telling
  const away = await deactivatedAmong(app, number.workspace, users)
  const byEmail = firstOfEach(
    users.filter((user) => user.notifyByEmail),
    ({ email = '' }) => addressKey(email),
  )
  const byText = firstOfEach(
    users.filter((user) => user.notifyBySms),
    ({ phone = '' }) => phone,
  )
  const rules = byText.length > 0 ? await loadNoticeRules(app, number, settings) : undefined
  const written = await Promise.all([
    ...byEmail.map((user) => unlessAway(away, user, 'email') ?? writeEmail(app, telling, user)),
    ...byText.map(
      (user, place) =>
        unlessAway(away, user, 'sms') ?? (rules && tellByText(app, telling, { user, place, rules })),
    ),
  ])
  return {
    told: written.flatMap((one) => one?.told ?? []),
    records: written.flatMap((one) => one?.records ?? []),
  }
}

/** Once it is written. */
export const reportNotices = (app: Pick<App, 'report'>, { records }: Pick<Written, 'records'>): void => {
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

const writeEmail = async (
  app: WriteNeeds,
  { number: { workspace }, settings, words }: Telling,
  user: NotificationUser,
): Promise<Written> => {
  const { subject, body } = words
  const { email, block } = await emailToStaff(app, { workspace, settings, to: user.email, subject, body })
  const told: Told = { user, channel: 'email', ...(block && { reason: block }) }
  return { told: [told], records: email ? [email] : [] }
}

/** One text now, or the conversation waits for the next that the phone gets. */
const tellByText = async (
  app: WriteNeeds,
  { number: { workspace, id: numberId }, words, conversationId }: Telling,
  { user, place, rules }: { user: NotificationUser; place: number; rules: Rules },
): Promise<Written> => {
  const { phone } = user
  if (!phone) return { told: [], records: [] }
  const pace = (await app.notices.pace(workspace, phone)) ?? newPace({ workspace, phone })
  const told: Told = { user, channel: 'sms' }
  const now = app.clock.now()
  const due = nextText(pace)
  if (conversationId && due > now) {
    const waiting = withConversation(pace, { numberId, conversationId }, now)
    // One for each phone, for they may be due in the same moment; phones stand in no log.
    const subject = `${conversationId}#${place}`
    const timer = newTimer({ workspace, due, rule: 'notice_texts', subject })
    return { told: [told], records: [waiting, ...(pace.waiting ? [] : [timer])] }
  }
  const { reason, records } = await writeText(app, pace, words.sms, rules)
  return { told: [{ ...told, ...(reason && { reason }) }], records }
}
