import type { App } from '../app.ts'
import { decideCase } from '../cases/decide-case.ts'
import { keepsClaim } from '../conversations/keeps-claim.ts'
import type { Filing } from '../messages/filing.ts'
import type { Place, Placing } from './place-text.ts'

/** To which case a customer's text is filed, decided from what was read to place it. Undefined where there is none for it. */
export const fileText = (
  { inbound, number, settings, thread }: Placing,
  { conversation, threading }: Place,
): Filing | undefined => {
  const { cases } = thread
  if (!cases?.length) return undefined
  const { body, at } = inbound
  const shown = conversation?.case
  const sent = [
    conversation?.lastOutboundAt,
    ...thread.unanswered.map((text) => text.at),
    ...cases.map(({ lastTextAt }) => lastTextAt),
  ]
  const facts = {
    ...{ body, at, cases, numberId: number.id },
    ...(shown && { lastFiled: shown }),
    lastSentAt: Math.max(...sent.map((time) => time ?? 0)),
    answersOther: threading.decision === 'start_from_outbound' && !shown,
  }
  return decideCase(facts, settings)
}

/**
 * A conversation that began with the answer to a text of a case belongs to the case's team and to its assignee, while they are
 * active; where the case is a guess it is everybody's.
 */
export const assigned = async (
  app: Pick<App, 'agents' | 'cases'>,
  { number }: Placing,
  place: Place,
  filing: Filing | undefined,
): Promise<Place> => {
  const { conversation, threading } = place
  if (!conversation || !filing?.id || !filing.sure || threading.decision !== 'start_from_outbound')
    return place
  const one = await app.cases.get(conversation.workspace, filing.id)
  const assignee = one?.assignee && (await app.agents.get(conversation.workspace, one.assignee))
  const { openedAt: claimedAt } = conversation
  const claim = assignee && keepsClaim(assignee, number) ? { claimedBy: assignee.id, claimedAt } : {}
  const team = one?.teamId ? { teamId: one.teamId } : {}
  return { ...place, conversation: { ...conversation, ...team, ...claim } }
}
