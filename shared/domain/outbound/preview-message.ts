import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { findRecipient, type RecipientRequest } from '../contacts/find-recipient.ts'
import { askGate, loadRules, type RuleNeeds } from '../gate/ask-gate.ts'
import { requireSendAt, type Timing } from '../gate/timing.ts'
import type { GateDecision } from '../messages/gate-decision.ts'
import type { ProgramOrigin } from '../messages/message.ts'
import { chooseNumber } from '../numbers/choose-number.ts'
import { partSettings } from '../numbers/part-settings.ts'
import { describeEncoding, type EncodingDescription } from '../text/describe-encoding.ts'
import { type ContentWarning, warningsOf } from '../text/filtered-content.ts'
import { withLineFeeds } from '../text/line-ends.ts'
import type { PartPlan } from '../text/plan-parts.ts'
import { addresseeOf } from './addressee.ts'
import type { Content } from './compose-message.ts'
import { type Formatted, inWords, type WordsNeeds } from './in-words.ts'
import { planText } from './plan-text.ts'

type Needs = RuleNeeds &
  WordsNeeds &
  Pick<App, 'agents' | 'contacts' | 'numbers' | 'randomId' | 'settings' | 'threads' | 'uploads'>

/** `from`: a number's id or address. */
export type PreviewRequest = Formatted<Content> &
  Pick<Timing, 'sendAt'> &
  RecipientRequest & { from?: string; origin?: ProgramOrigin }

/** `price` in USD, an estimate; `gate` only where it is known to whom the text would go. */
export type Preview = {
  plan: PartPlan
  saving: EncodingDescription
  price: number
  gate?: GateDecision
  warnings: ContentWarning[]
}

/** What would become of a text, before it is sent [S3]. Nothing is written. Throws for an unreadable recipient. */
export const previewMessage = async (
  app: Needs,
  principal: Principal,
  request: PreviewRequest,
): Promise<Preview> => {
  requireScope(principal, 'read', 'send')
  const [settings, number] = await Promise.all([
    app.settings.get(principal.workspace),
    chooseNumber(app, principal, request.from),
  ])
  const { pictures, ...words } = await inWords<Content>(app, principal, request, () =>
    addresseeOf(app, principal, request),
  )
  const body = withLineFeeds(words.body)
  const plan = planText({ number, settings }, body, pictures)
  const saving = describeEncoding(body, partSettings(number))
  const preview = {
    plan,
    // With a picture the number of segments is the same whatever the characters are.
    saving: pictures ? { ...saving, characters: [], saved: 0 } : saving,
    price: plan.segments * settings.pricePerSegment,
    warnings: warningsOf(body),
  }
  if (request.to === undefined && request.contactId === undefined) return preview
  const { thread } = await findRecipient(app, settings, request, 'cached')
  const now = app.clock.now()
  requireSendAt(request.sendAt, now)
  const origin = request.origin ?? (principal.kind === 'agent' ? 'agent' : 'api')
  const media = pictures?.map((picture) => picture.media)
  const text = { origin, body, segments: plan.segments, media, sendAt: request.sendAt, thread } as const
  return { ...preview, gate: askGate(await loadRules(app, { number, settings }), text, now) }
}
