import type { App, StoredRecord } from '../app.ts'
import { newCustomer } from '../contacts/new-customer.ts'
import { loadRules, type RuleNeeds, type Rules } from '../gate/ask-gate.ts'
import type { WorkspaceId } from '../ids.ts'
import type { BlockReason, HoldReason } from '../messages/gate-decision.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import { composeAnswer } from '../outbound/compose-message.ts'
import type { Settings } from '../settings/settings.ts'
import { withNotice } from '../threads/notices.ts'
import { minute } from '../time.ts'
import { type NoticePace, withText } from './notice-pace.ts'

export type TextNeeds = RuleNeeds & Pick<App, 'numbers' | 'randomId' | 'report' | 'threads'>

/** A text that says that somebody waits helps nobody later. */
const leavesWithin = 15 * minute

/** The rules of the number that notices of a number leave from: their own, so that they do not slow down that of customers. */
export const loadNoticeRules = async (
  app: TextNeeds,
  number: BusinessNumber,
  settings: Settings,
): Promise<Rules> => {
  const { noticesFrom } = settings
  const own = noticesFrom && (await app.numbers.get(number.workspace, noticesFrom))
  return loadRules(app, { number: own || number, settings })
}

/** The text to a user's phone, to be written by the caller with what it changes; or the word of the gate that blocks it. */
export const writeText = async (
  app: TextNeeds,
  pace: NoticePace,
  body: string,
  rules: Rules,
): Promise<{ reason?: BlockReason | HoldReason; records: StoredRecord[] }> => {
  const { thread, contact } = await threadOf(app, pace.workspace, pace.phone)
  const now = app.clock.now()
  const message = composeAnswer(app, { body, thread, rules, origin: 'notice', leaveBy: now + leavesWithin })
  const { gate } = message
  if (gate.decision !== 'allow') return { reason: gate.reason, records: [] }
  const known = withNotice(thread, rules.number.id, now)
  return { records: [message, known, withText(pace, now), ...(contact ? [contact] : [])] }
}

const threadOf = async (app: TextNeeds, workspace: WorkspaceId, phone: string) => {
  const thread = await app.threads.byPhone(workspace, phone, 'fresh')
  return thread ? { thread, contact: undefined } : newCustomer(app, workspace, phone, { kind: 'system' })
}
