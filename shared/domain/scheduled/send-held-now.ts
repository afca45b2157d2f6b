import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { changedConversation } from '../conversations/changed-conversation.ts'
import { DomainError } from '../error.ts'
import { loadRulesOf, type RuleNeeds } from '../gate/ask-gate.ts'
import { requireSendNow } from '../gate/timing.ts'
import type { MessageId } from '../ids.ts'
import { explainGate, type GateDecision } from '../messages/gate-decision.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { refusal } from '../outbound/compose-message.ts'
import { reportAccepted } from '../outbound/report-accepted.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { changesOf, gateHeld, loadCircumstances, withGate } from './gate-held.ts'
import { type HeldNeeds, loadHeld } from './load-held.ts'

type Needs = HeldNeeds & RuleNeeds & Pick<App, 'numbers' | 'report' | 'settings' | 'threads'>

/**
 * Sends a held text at once, whatever it waited for but the recipient's quiet hours, the caps on how often they may be
 * written to, and the decision on what they meant. Throws `message_not_held`, `quiet_hours`, `frequency_cap`,
 * `consent_review`, the reason for which the gate blocks it, `not_found`, `forbidden`.
 */
export const sendHeldNow = (app: Needs, principal: Principal, id: MessageId): Promise<OutboundMessage> =>
  retryOnConflict(app, async (reading) => {
    const { sendAt: _, ...held } = await loadHeld(app, principal, id)
    const now = app.clock.now()
    const rules = await loadRulesOf(app, held, 'fresh')
    if (rules) requireSendNow(principal, rules, held.origin, now)
    const loaded = await loadCircumstances(app, held, rules, reading)
    const circumstances = { ...loaded, customerWrote: false }
    const asked: OutboundMessage = { ...held, sendNow: true }
    const gate = gateHeld(asked, rules, circumstances, now)
    requireAllowed(gate)
    const next = withGate(asked, gate)
    const changed = changedConversation(circumstances.conversation, asked, next, now)
    await app.commit(...changesOf(next, circumstances.thread, now), ...changed)
    reportAccepted(app, next)
    return asStored(next)
  })

const requireAllowed = (gate: GateDecision): void => {
  if (gate.decision === 'block') throw refusal(gate)
  if (gate.decision === 'hold') {
    if (gate.reason === 'consent_review') throw new DomainError(gate.reason, explainGate(gate))
    const release_at = 'releaseAt' in gate ? new Date(gate.releaseAt).toISOString() : undefined
    const code = gate.reason === 'frequency_cap' ? gate.reason : 'quiet_hours'
    throw new DomainError(code, explainGate(gate), { release_at })
  }
}
