import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { findRecipient } from '../contacts/find-recipient.ts'
import { creditsLeft } from '../credits/load-statement.ts'
import { decideHold } from '../gate/decide-hold.ts'
import { decideSend } from '../gate/decide-send.ts'
import { type TimingRequest, timingFor } from '../gate/timing.ts'
import type { ContactId } from '../ids.ts'
import type { GateDecision } from '../messages/gate-decision.ts'
import { chooseNumber } from '../numbers/choose-number.ts'
import { partSettings } from '../numbers/part-settings.ts'
import { describeEncoding, type EncodingDescription } from '../text/describe-encoding.ts'
import { plainText } from '../text/plain-text.ts'
import { type PartPlan, planParts } from '../text/plan-parts.ts'
import type { Content } from './compose-message.ts'

type Needs = Pick<
  App,
  | 'agents'
  | 'randomId'
  | 'clock'
  | 'contacts'
  | 'credits'
  | 'hours'
  | 'numbers'
  | 'settings'
  | 'teams'
  | 'threads'
>

export type PreviewRequest = Content &
  Pick<TimingRequest, 'send_at'> & { to?: string; contact_id?: ContactId; from?: string }

/** `price` in USD, an estimate; `gate` only where it is known to whom the text would go. */
export type Preview = {
  plan: PartPlan
  saving: EncodingDescription
  price: number
  gate?: GateDecision
}

/** What would become of a text, before it is sent [S3]. Nothing is written. Throws for an unreadable recipient. */
export const previewMessage = async (
  app: Needs,
  principal: Principal,
  request: PreviewRequest,
): Promise<Preview> => {
  requireScope(principal, 'read')
  const [settings, number] = await Promise.all([
    app.settings.get(principal.workspace),
    chooseNumber(app, principal, request.from),
  ])
  const body = plainText(request.body, request.format ?? 'text')
  const plan = planParts(body, partSettings(number))
  const preview = {
    plan,
    saving: describeEncoding(body, partSettings(number)),
    price: plan.segments * settings.pricePerSegment,
  }
  if (request.to === undefined && request.contact_id === undefined) return preview
  const { thread } = await findRecipient(app, settings, request, 'cached')
  const origin = principal.kind === 'agent' ? 'agent' : 'api'
  const { segments } = plan
  const media = (request.media?.length ?? 0) > 0
  const facts = { number, to: thread.phone, thread, origin, settings, body, media, segments } as const
  const timing = await timingFor(app, { principal, number, origin }, request)
  const hold = decideHold({ ...facts, ...timing, now: app.clock.now(), zone: thread.flags.zone })
  const gate = decideSend({ ...facts, creditsLeft: await creditsLeft(app, settings), hold })
  return { ...preview, gate }
}
