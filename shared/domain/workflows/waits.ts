import type { waitingTriggers } from '#contract/workflow-facts.ts'
import type { App } from '../app.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { addOpenTime } from '../hours/business-hours.ts'
import { hoursOf } from '../numbers/hours-of.ts'
import { isWritten } from '../retry-on-conflict.ts'
import { minute, second } from '../time.ts'
import type { Happening } from './happening.ts'
import { type RunNeeds, runWorkflows } from './run-workflows.ts'
import type { Wait, Workflow } from './workflow.ts'
import { timerOf, type WorkflowWait } from './workflow-wait.ts'

type Needs = Pick<App, 'commit' | 'conversations' | 'hours' | 'numbers' | 'teams'>

type WaitingType = (typeof waitingTriggers)[number]

/**
 * Sets the timers of what may begin to be waited for. Safe to repeat: a wait of one moment has one timer. Nobody takes it back:
 * when it is due everything is read again.
 */
export const setWaits = async (
  app: Needs,
  { workspace, conversationId, waits, at }: Happening,
  workflows: readonly Workflow[],
): Promise<void> => {
  const waiting = workflows.filter((one) => waits.some((type) => type === one.trigger.type))
  if (waiting.length === 0 || !conversationId) return
  const conversation = await app.conversations.get(workspace, conversationId, 'fresh')
  if (!conversation) return
  for (const { id: workflowId, trigger } of waiting) {
    if (!('minutes' in trigger)) continue
    const since = beginnings[trigger.type](conversation, at)
    if (since !== undefined)
      await setTimer(app, conversation, trigger, { workspace, workflowId, conversationId, since })
  }
}

/** Since when an open conversation waits for what a trigger says; undefined where it does not. `at`: of the event. */
const beginnings: Record<WaitingType, (conversation: Conversation, at: number) => number | undefined> = {
  no_answer: ({ state, waitingSince }) => (state === 'open' ? waitingSince : undefined),
  no_reply: ({ state, lastInboundAt = 0, lastOutboundAt = 0 }) =>
    state === 'open' && lastOutboundAt > lastInboundAt ? lastOutboundAt : undefined,
  unclaimed: ({ state, claimedBy }, at) => (state === 'open' && !claimedBy ? at : undefined),
}

/** The stream tells times in whole seconds, rounded down. */
const lasts = (type: WaitingType, conversation: Conversation, since: number): boolean => {
  if (type !== 'unclaimed') return beginnings[type](conversation, since) === since
  const { claimedAt = 0, threading } = conversation
  const reopenedAt = threading.decision === 'reopen' ? threading.at : 0
  return (
    beginnings.unclaimed(conversation, since) !== undefined &&
    claimedAt < since &&
    reopenedAt < since + second
  )
}

const setTimer = async (
  app: Needs,
  conversation: Conversation,
  trigger: Wait,
  wait: WorkflowWait,
): Promise<void> => {
  const due = await dueOf(app, conversation, trigger, wait.since)
  if (due !== null) await isWritten(app.commit(timerOf(wait, due)))
}

/** In the hours of the number, or of its team; one without hours never closes. Null where it would take more than a year. */
const dueOf = async (
  app: Needs,
  { workspace, numberId }: Conversation,
  { minutes, clock }: Wait,
  since: number,
): Promise<number | null> => {
  const number = clock === 'open' ? await app.numbers.get(workspace, numberId) : undefined
  const hours = number && (await hoursOf(app, number))
  return hours ? addOpenTime(hours, since, minutes) : since + minutes * minute
}

/**
 * Runs a workflow whose time may have come: where what it waits for has not happened, and so many minutes have passed by the
 * hours of today. Where those were changed meanwhile, it waits on. Safe to repeat.
 */
export const endWait = async (
  app: RunNeeds & Needs,
  wait: WorkflowWait,
  workflows: readonly Workflow[],
): Promise<void> => {
  const { workspace, workflowId, conversationId, since } = wait
  const workflow = workflows.find(({ id }) => id === workflowId)
  if (!workflow || !('minutes' in workflow.trigger)) return
  const { trigger } = workflow
  const conversation = await app.conversations.get(workspace, conversationId, 'fresh')
  if (!conversation || !lasts(trigger.type, conversation, since)) return
  const due = await dueOf(app, conversation, trigger, since)
  if (due === null) return
  if (due > app.clock.now()) {
    await isWritten(app.commit(timerOf(wait, due)))
    return
  }
  const happening: Happening = {
    ...{ workspace, conversationId, contactId: conversation.contactId },
    ...{ eventId: `${workflowId}-${conversationId}-${since}`, at: due, triggers: [trigger.type], waits: [] },
  }
  await runWorkflows(app, happening, [workflow])
}
