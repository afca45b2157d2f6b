import type { Change, StoredRecord } from '../app.ts'
import type { Case } from '../cases/case.ts'
import type { Conversation } from '../conversations/conversation.ts'
import type { LostClaim } from '../conversations/lost-claim.ts'
import type { CreditEntry } from '../credits/credit-account.ts'
import type { AgentId } from '../ids.ts'
import type { Message, OutboundMessage } from '../messages/message.ts'
import { wastedSegments } from '../messages/wasted-segments.ts'
import type { ConsentEvent } from '../threads/consent-event.ts'
import type { WorkflowRun } from '../workflows/workflow-run.ts'
import type { ChangeFact, Fact, FactPlace, OpenState, Owners } from './fact.ts'

/** What reports learn from a write. Most tell nothing. */
export const factsOf = ({ before, after, at }: Change): Fact[] => {
  if (!after) return []
  const changed = after.kind === 'conversation' ? changeFacts(asConversation(before), after, at) : []
  return [...recordFacts(after), ...changed]
}

const asConversation = (record: StoredRecord | undefined) =>
  record?.kind === 'conversation' ? record : undefined

const recordFacts = (record: StoredRecord): Fact[] => {
  switch (record.kind) {
    case 'message':
      return [textFact(record)]
    case 'conversation':
      return conversationFacts(record)
    case 'consent_event':
      return [consentFact(record)]
    case 'credit_entry':
      return [creditFact(record)]
    case 'lost_claim':
      return [lostFact(record)]
    case 'case':
      return [caseFact(record)]
    case 'workflow_run':
      return runFacts(record)
    default:
      return []
  }
}

const textFact = (message: Message): Fact => {
  const { id, version, createdAt: at, numberId: number, direction, status, origin, segments } = message
  const { conversationId: conversation } = message
  const text = { type: 'text', id, version, at, number, direction, status, origin, segments } as const
  const fact = { ...text, ...(conversation && { conversation }) }
  return message.direction === 'inbound' ? fact : { ...fact, ...sentFacts(message) }
}

const sentFacts = (message: OutboundMessage) => {
  const { sentBy, template, parts, error, gate } = message
  const price = parts.reduce((sum, part) => sum + (part.price ?? 0) + (part.carrierFee ?? 0), 0)
  const wasted = wastedSegments(message)
  const code = error?.code ?? (gate.decision === 'block' ? gate.reason : undefined)
  return {
    ...(sentBy?.startsWith('agt_') && { agent: sentBy as AgentId }),
    ...(template && { template: template.id }),
    ...(price > 0 && { price }),
    ...(wasted > 0 && { wasted }),
    ...(code && { code }),
  }
}

const conversationFacts = (conversation: Conversation): Fact[] => {
  const { id, version } = conversation
  const owners = ownersOf(conversation)
  const change = (fact: ChangeFact & FactPlace): Fact => ({ ...owners, ...fact })
  const { openedAt, claimedAt, closedAt, threading, merged } = conversation
  return [
    { ...conversationFact(conversation), ...owners },
    ...waitFacts(conversation, owners),
    // Of all claims the first one counts: the highest version is the earliest time.
    ...(claimedAt === undefined
      ? []
      : [
          change({
            type: 'claimed',
            id: `${id}#claimed`,
            version: -claimedAt,
            at: openedAt,
            took: claimedAt - openedAt,
          }),
        ]),
    ...(closedAt === undefined || merged
      ? []
      : [change({ ...closing(conversation), id: `${id}#closed#${closedAt}`, version, at: closedAt })]),
    ...(threading.decision === 'reopen'
      ? [change({ type: 'reopened', id: `${id}#reopened#${threading.at}`, version, at: threading.at })]
      : []),
  ]
}

const ownersOf = ({ numberId: number, claimedBy: agent, teamId: team }: Conversation): Owners => ({
  ...{ number, ...(agent && { agent }), ...(team && { team }) },
})

/** What shows only beside the version before. `at`: when this version was written. */
const changeFacts = (before: Conversation | undefined, after: Conversation, at: number): Fact[] => {
  const state = stateFact(after, at)
  const isSame = before !== undefined && JSON.stringify(stateFact(before, at)) === JSON.stringify(state)
  const isTransfer = before?.claimedBy && after.claimedBy && before.claimedBy !== after.claimedBy
  const { id, version } = after
  const transfer = { id: `${id}#transferred#${version}`, version, at, ...ownersOf(after) }
  return [
    ...(isSame ? [] : [{ ...state, version }]),
    ...(isTransfer ? [{ type: 'transferred', ...transfer } as const] : []),
  ]
}

const stateFact = (conversation: Conversation, at: number): OpenState => {
  const { id, state, waitingSince, tags } = conversation
  return {
    ...{
      type: 'state',
      id: `${id}#state`,
      version: 0,
      at,
      ...ownersOf(conversation),
      open: state === 'open',
    },
    ...(waitingSince !== undefined && { waiting: true }),
    ...(tags.length > 0 && { tags }),
  }
}

const conversationFact = (conversation: Conversation): Fact => {
  const { id, version, openedAt: at, state, closedAt, merged } = conversation
  const took = state === 'closed' && closedAt !== undefined ? closedAt - at : undefined
  return {
    ...{
      type: 'conversation',
      id,
      version,
      at,
      by: conversation.begunBy ?? 'customer',
      state: merged ? 'merged' : state,
    },
    ...(took !== undefined && !merged && { took }),
  }
}

const closing = ({ waitingSince }: Conversation): ChangeFact =>
  waitingSince === undefined ? { type: 'closed' } : { type: 'closed', unanswered: true }

/** An answer that turns out not to have arrived makes the same wait one without an answer again, in a later version. */
const waitFacts = (conversation: Conversation, owners: Owners): Fact[] => {
  const { id, version, waitingSince, answered, firstReplyAt, merged } = conversation
  const wait = (since: number, took?: number): Fact => ({
    ...{ type: 'wait', id: `${id}#wait#${since}`, version, at: since, ...owners },
    first: took === undefined ? firstReplyAt === undefined : firstReplyAt === since + took,
    ...(took !== undefined && { took }),
    ...(merged && { gone: true }),
  })
  return [
    ...(answered ? [wait(answered.since, answered.at - answered.since)] : []),
    ...(waitingSince === undefined ? [] : [wait(waitingSince)]),
  ]
}

const consentFact = ({ id, version, at, action, source, ...one }: ConsentEvent): Fact => ({
  ...{ type: 'consent', id, version, at, action, origin: source },
  ...(one.numberId && { number: one.numberId }),
  ...(one.templateId && { template: one.templateId }),
})

const creditFact = ({ id, version, at, type: kind, change }: CreditEntry): Fact => ({
  ...{ type: 'credits', id, version, at, kind, change },
})

/** It is the loser's. */
const lostFact = ({
  conversationId,
  agentId: agent,
  claimedAt,
  numberId: number,
  ...lost
}: LostClaim): Fact => {
  const { teamId: team, version, at } = lost
  const id = `${conversationId}#lost#${agent}#${claimedAt}`
  return { type: 'claim_lost', id, version, at, number, agent, ...(team && { team }) }
}

const caseFact = ({ id, version, openedAt: at, resolvedAt, state, ...one }: Case): Fact => ({
  ...{ type: 'case', id, version, at, state },
  ...(one.numberId && { number: one.numberId }),
  ...(one.assignee && { agent: one.assignee }),
  ...(one.teamId && { team: one.teamId }),
  ...(state === 'done' && resolvedAt !== undefined && { took: resolvedAt - at }),
})

const runFacts = ({ eventId, version, at, considered }: WorkflowRun): Fact[] =>
  considered.map(({ workflowId: workflow, outcome, actions }) => ({
    ...{ type: 'run', id: `${eventId}#${workflow}`, version, at, workflow, outcome },
    done: actions.filter((action) => action.outcome === 'done').length,
    refused: actions.filter((action) => action.outcome === 'refused').length,
  }))
