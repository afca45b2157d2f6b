import type { App, Reading } from '../app.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { addressKey } from '../emails/email.ts'
import type { ConversationId, MessageId, NumberId, WorkspaceId } from '../ids.ts'
import type { BusinessNumber, NotificationUser } from '../numbers/number.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Settings } from '../settings/settings.ts'
import { newTimer, type Timer } from '../timers/timer.ts'
import { callAgents } from './call-agents.ts'
import { decideNotice, isDigestNeeded } from './decide-notice.ts'
import { type Notice, newNotice, withoutDigest, withTold, withWaiting } from './notice.ts'
import { noticeWords } from './notice-words.ts'
import { reportNotices, type WriteNeeds, writeNotices } from './write-notices.ts'

/** `portalUrl`: where the portal is, without a slash at its end. */
type NoticePorts = { portalUrl: string }

type Needs = WriteNeeds &
  Parameters<typeof callAgents>[0] &
  Pick<App, 'agents' | 'commit' | 'conversations' | 'notices' | 'numbers' | 'settings'> &
  NoticePorts

type About = { numberId: NumberId; conversationId: ConversationId }
type Facts = { number: BusinessNumber; settings: Settings; conversation: Conversation; notice?: Notice }

/**
 * Tells the users of a number of a customer's text [S4]: at once, or later with others; and the agents whom it concerns, as
 * they want it. Everything that it writes for users is one
 * transaction with what is known of having told, so an event that comes twice tells nobody twice.
 */
export const notifyUsers = (
  app: Needs,
  workspace: WorkspaceId,
  text: About & { messageId: MessageId },
): Promise<void> =>
  retryOnConflict(app, async () => {
    const facts = await loadFacts(app, workspace, text)
    if (!facts) return
    await callAgents(app, { ...facts, text: text.messageId })
    if (facts.number.notificationUsers.length === 0) return
    const notice = facts.notice ?? newNotice({ workspace, ...aboutOf(facts) })
    const { messageId } = text
    const now = app.clock.now()
    const decision = decideNotice({ ...facts, text: messageId }, now)
    if (decision.decision === 'none') return
    if (decision.decision === 'tell') {
      const texts = (notice.digest?.texts ?? 0) + 1
      return tell(app, facts, withTold(notice, messageId, now), texts)
    }
    const next = withWaiting(notice, messageId, decision.at, now)
    await app.commit(next, ...(notice.digest ? [] : [digestTimer(next, decision.at)]))
  })

/** Sends the digest of a conversation whose time has come, unless nobody needs it any more. Safe to repeat. */
export const sendDigest = (app: Needs, { workspace, subject }: Timer): Promise<void> =>
  retryOnConflict(app, async () => {
    const facts = await loadFacts(app, workspace, aboutIn(subject))
    const { notice } = facts ?? {}
    const now = app.clock.now()
    if (!facts || !notice?.digest || notice.digest.at > now) return
    if (!isDigestNeeded(facts.conversation, facts.settings)) return app.commit(withoutDigest(notice))
    await tell(app, facts, withoutDigest(notice, now), notice.digest.texts)
  })

const loadFacts = async (
  app: Needs,
  workspace: WorkspaceId,
  { numberId, conversationId }: About,
): Promise<Facts | undefined> => {
  const reading: Reading = 'fresh'
  const [number, settings, conversation, notice] = await Promise.all([
    app.numbers.get(workspace, numberId),
    app.settings.get(workspace),
    app.conversations.get(workspace, conversationId, reading),
    app.notices.get(workspace, numberId, conversationId),
  ])
  return number && conversation && { number, settings, conversation, notice }
}

const aboutOf = ({ number, conversation }: Facts): About => ({
  numberId: number.id,
  conversationId: conversation.id,
})

const tell = async (app: Needs, facts: Facts, notice: Notice, texts: number): Promise<void> => {
  const { number, settings } = facts
  const words = noticeWords({ ...facts, portalUrl: app.portalUrl, texts })
  const users = await usersToTell(app, facts)
  const { id: conversationId } = facts.conversation
  const written = await writeNotices(app, { number, settings, users, words, conversationId })
  if (written.records.length === 0) return
  await app.commit(notice, ...written.records)
  reportNotices(app, written)
}

/** All of them [S4], or after a claim only the one who has it. */
const usersToTell = async (
  app: Pick<App, 'agents'>,
  { number, settings, conversation: { workspace, claimedBy } }: Facts,
): Promise<NotificationUser[]> => {
  if (!claimedBy || settings.notifyAfterClaim === 'everyone') return number.notificationUsers
  const { email } = (await app.agents.get(workspace, claimedBy)) ?? {}
  return number.notificationUsers.filter((user) => isSameAddress(user.email, email))
}

const isSameAddress = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && addressKey(one) === addressKey(other)

const digestTimer = ({ workspace, numberId, conversationId }: Notice, due: number): Timer =>
  newTimer({ workspace, due, rule: 'notice_digest', subject: `${numberId}#${conversationId}` })

const aboutIn = (subject: string): About => {
  const [numberId, conversationId] = subject.split('#') as [NumberId, ConversationId]
  return { numberId, conversationId }
}
