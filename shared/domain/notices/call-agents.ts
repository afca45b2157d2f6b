import { mayUse } from '../agents/number-user.ts'
import type { CallKind } from '../agents/preferences.ts'
import type { App } from '../app.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { type AgentId, encodeNumber, type MessageId, orderOf } from '../ids.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Settings } from '../settings/settings.ts'
import { type CallNeeds, callAgent } from './call-agent.ts'
import { noticeWords, pushWords } from './notice-words.ts'

type Needs = CallNeeds & Pick<App, 'teams'> & { portalUrl: string }

type Facts = { number: BusinessNumber; settings: Settings; conversation: Conversation; text: MessageId }

/**
 * Calls the agents whom a customer's text concerns, by e-mail and on their devices: of a claimed conversation its claimer and
 * participants, of an unclaimed one the members of its team. Once while nobody has answered: only the first text calls. Who
 * gets an e-mail as a notification user gets no second one. Safe to repeat.
 */
export const callAgents = async (
  app: Needs,
  { number, settings, conversation, text }: Facts,
): Promise<void> => {
  const { workspace, waitingSince } = conversation
  if (waitingSince === undefined || !orderOf(text).startsWith(encodeNumber(waitingSince, 10))) return
  const told = number.notificationUsers.filter(({ notifyByEmail }) => notifyByEmail)
  const { subject, body } = noticeWords({ conversation, number, portalUrl: app.portalUrl, texts: 1 })
  const call = { settings, push: pushWords(conversation, number), about: orderOf(text) }
  for (const [id, kind] of await concernedBy(app, number, conversation)) {
    const isMailed = told.some(({ agentId }) => agentId === id)
    await callAgent(app, workspace, id, {
      ...{ ...call, kind, email: isMailed ? undefined : { subject, body } },
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
