import type { App, Reading } from '../app.ts'
import { creditsIn, type Statement, total } from '../credits/credit-account.ts'
import { loadCounted } from '../credits/load-statement.ts'
import type { BusinessHours } from '../hours/business-hours.ts'
import type { NumberId, WorkspaceId } from '../ids.ts'
import type { GateDecision } from '../messages/gate-decision.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { holdingHours } from '../numbers/hours-of.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Settings } from '../settings/settings.ts'
import type { Thread } from '../threads/thread.ts'
import { decideHold, waitsForCaps } from './decide-hold.ts'
import { decideSend } from './decide-send.ts'
import { cappedUntil } from './frequency-cap.ts'

/** The facts that hold for every text of a number: read once, however many texts the gate is asked about. */
export type Rules = {
  number: BusinessNumber
  settings: Settings
  /** The business hours that texts from the number wait for, if any. */
  hours?: BusinessHours
  /** The credits of the workspace; undefined where it does not count them. */
  statement?: Statement
}

export type RuleNeeds = Pick<App, 'clock' | 'credits' | 'hours' | 'teams'>

/** The rules for a number and settings that were read before. */
export const loadRules = async (
  app: RuleNeeds,
  { number, settings }: Pick<Rules, 'number' | 'settings'>,
  reading?: Reading,
): Promise<Rules> => {
  const [hours, statement] = await Promise.all([
    holdingHours(app, number),
    loadCounted(app, settings, reading),
  ])
  return { number, settings, hours, statement }
}

/** The rules of a number by its id. Undefined where the number was taken away. */
export const loadRulesOf = async (
  app: RuleNeeds & Pick<App, 'numbers' | 'settings'>,
  { workspace, numberId }: { workspace: WorkspaceId; numberId: NumberId },
  reading: Reading = 'cached',
  creditsReading: Reading = reading,
): Promise<Rules | undefined> => {
  const [number, settings] = await Promise.all([
    app.numbers.get(workspace, numberId, reading),
    app.settings.get(workspace, reading),
  ])
  return number && loadRules(app, { number, settings }, creditsReading)
}

/** One text before the gate, with what may have changed since it was written. */
export type TextAtGate = Pick<
  OutboundMessage,
  'origin' | 'body' | 'media' | 'segments' | 'sendAt' | 'sendNow' | 'leaveBy'
> & {
  /** Its own id, where it has been accepted before. */
  id?: OutboundMessage['id']
  thread: Pick<Thread, 'phone' | 'flags' | 'consents' | 'review' | 'writtenTo' | 'campaignTexts'>
  conversation?: { state: 'open' | 'closed' }
  /** Whether the sender is among the users of the number. Unset when nobody is asking. */
  mayUseNumber?: boolean
  /** Whether the sender may speak in the conversation. Unset when nobody is asking. */
  maySpeak?: boolean
  /** Whether the customer wrote since the text was held, and that matters. */
  customerWrote?: boolean
  /** The credits that it has paid already. */
  paid?: number
  /** Which hours it must keep. Default: all. A text from the queue was let through the business hours before. */
  keeps?: 'all hours' | 'quiet hours' | 'no hours'
}

/** The send gate's decision on one text at a moment (epoch milliseconds). Every question to the gate goes through here. */
export const askGate = (rules: Rules, text: TextAtGate, now: number): GateDecision => {
  const { number, settings, statement } = rules
  const to = text.thread.phone
  const creditsLeft = statement && total(creditsIn(statement)) + (text.paid ?? 0)
  return decideSend({ ...text, now, number, settings, to, creditsLeft, hold: holdOf(rules, text, now) })
}

const holdOf = ({ number, settings, hours }: Rules, text: TextAtGate, now: number) => {
  const { keeps = 'all hours', thread, ...facts } = text
  if (keeps === 'no hours') return undefined
  const hoursPolicy = keeps === 'quiet hours' ? 'off' : number.hoursPolicy
  const recipient = { to: thread.phone, zone: thread.flags.zone, review: thread.review !== undefined }
  const cap = waitsForCaps({ settings, origin: text.origin }) ? cappedUntil(thread, now, text.id) : undefined
  return decideHold({ ...facts, ...recipient, cap, now, number: { hoursPolicy }, hours, settings })
}
