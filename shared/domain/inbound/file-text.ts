import type { App } from '../app.ts'
import { type CaseFacts, decideCase, type FiledByRule } from '../cases/decide-case.ts'
import { keepsClaim } from '../conversations/keeps-claim.ts'
import type { Filing } from '../messages/filing.ts'
import type { ThreadCase } from '../threads/thread.ts'
import { mayHaveLeft, type Place, type Placing } from './place-text.ts'

/** Where a customer's text goes, and the case that it is filed to, if any. */
export type Filed = { place: Place; filing?: Filing }

/** Files a customer's text, decided from what was read to place it; a conversation that it began may get a claimer by it. */
export const fileText = async (
  app: Pick<App, 'agents' | 'cases' | 'messages'>,
  placing: Placing,
  place: Place,
): Promise<Filed> => {
  const filing = await decide(app, factsOf(placing, place), placing)
  return filing ? { place: await assigned(app, placing, place, filing), filing } : { place }
}

/** Nobody answers a text that never left: where the last one did not, the one before it was the last. */
const decide = async (
  app: Pick<App, 'messages'>,
  facts: CaseFacts,
  placing: Placing,
): Promise<FiledByRule | undefined> => {
  const filing = decideCase(facts, placing.settings)
  if (filing?.reason !== 'last_text') return filing
  const lastText = facts.cases.find(({ id }) => id === filing.id)?.lastTextId
  if (!lastText || mayHaveLeft(await app.messages.get(placing.thread.workspace, lastText))) return filing
  const cases = facts.cases.map((each) => (each.id === filing.id ? withoutText(each) : each))
  return decide(app, { ...facts, cases }, placing)
}

const withoutText = ({ lastTextId: _, lastTextAt: __, ...rest }: ThreadCase): ThreadCase => rest

const factsOf = ({ inbound, number, thread }: Placing, { conversation, threading }: Place): CaseFacts => {
  const { cases = [], unanswered, caseQuestion: question } = thread
  const { body, at } = inbound
  const shown = conversation?.case
  const sent = [
    conversation?.lastOutboundAt,
    ...unanswered.map((text) => text.at),
    ...cases.map(({ lastTextAt }) => lastTextAt),
  ]
  return {
    ...{ body, at, cases, numberId: number.id },
    ...(shown && { lastFiled: shown }),
    ...(question && { question }),
    lastSentAt: Math.max(...sent.map((time) => time ?? 0)),
    answersOther: threading.decision === 'start_from_outbound' && !shown,
  }
}

/**
 * A conversation that began with the answer to a text of a case belongs to the case's team and to its assignee, while they are
 * active; where the case is a guess it is everybody's.
 */
const assigned = async (
  app: Pick<App, 'agents' | 'cases'>,
  { number }: Placing,
  place: Place,
  { id, sure }: FiledByRule,
): Promise<Place> => {
  const { conversation, threading } = place
  if (!conversation || !sure || threading.decision !== 'start_from_outbound') return place
  const one = await app.cases.get(conversation.workspace, id)
  const assignee = one?.assignee && (await app.agents.get(conversation.workspace, one.assignee))
  const { openedAt: claimedAt } = conversation
  const claim = assignee && keepsClaim(assignee, number) ? { claimedBy: assignee.id, claimedAt } : {}
  const team = one?.teamId ? { teamId: one.teamId } : {}
  return { ...place, conversation: { ...conversation, ...team, ...claim } }
}
