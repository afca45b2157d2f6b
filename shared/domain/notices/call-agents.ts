import { mayUse } from '../agents/number-user.ts'
import type { CallKind } from '../agents/preferences.ts'
import type { App } from '../app.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { type AgentId, encodeNumber, type MessageId, orderOf } from '../ids.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Settings } from '../settings/settings.ts'
import { type EmailAgentNeeds, emailAgent } from './email-agent.ts'
import { noticeWords } from './notice-words.ts'

type Needs = EmailAgentNeeds & Pick<App, 'teams'> & { portalUrl: string }

type Facts = { number: BusinessNumber; settings: Settings; conversation: Conversation; text: MessageId }

/**
 * Calls the agents whom a customer's text concerns, by e-mail: of a claimed conversation its claimer and participants, of an
 * unclaimed one the members of its team. Once while nobody has answered: only the first text calls. Who is told as a
 * notification user is not told twice. Safe to repeat.
 */
export const callAgents = async (
  app: Needs,
  { number, settings, conversation, text }: Facts,
): Promise<void> => {
  const { workspace, waitingSince } = conversation
  if (waitingSince === undefined || !orderOf(text).startsWith(encodeNumber(waitingSince, 10))) return
  const told = number.notificationUsers.filter(({ notifyByEmail }) => notifyByEmail)
  const { subject, body } = noticeWords({ conversation, number, portalUrl: app.portalUrl, texts: 1 })
  const call = { settings, subject, body, about: orderOf(text) }
  for (const [id, kind] of await concernedBy(app, number, conversation)) {
    if (told.some(({ agentId }) => agentId === id)) continue
    await emailAgent(app, workspace, id, {
      ...{ ...call, kind },
      isFor: (agent) => mayUse({ ...agent, kind: 'agent' }, number),
    })
  }
}

const concernedBy = async (
  app: Pick<App, 'teams'>,
  number: BusinessNumber,
  { workspace, claimedBy, participants, teamId = number.teamId }: Conversation,
): Promise<Map<AgentId, CallKind>> => {
  const team = !claimedBy && teamId ? await app.teams.get(workspace, teamId) : undefined
  const mine = [...participants, ...(claimedBy ? [claimedBy] : [])]
  return new Map([
    ...(team?.members ?? []).map((id) => [id, 'unclaimed'] as const),
    ...mine.map((id) => [id, 'mine'] as const),
  ])
}
