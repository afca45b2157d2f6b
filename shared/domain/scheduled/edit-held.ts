import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../edit-record.ts'
import { notFound } from '../error.ts'
import { timingOf } from '../gate/timing.ts'
import type { MessageId } from '../ids.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { type MetadataPatch, withMetadata } from '../metadata.ts'
import { composeMessage, type Draft } from '../outbound/compose-message.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from '../seen-versions.ts'
import type { TextFormat } from '../text/plain-text.ts'
import { changesOf, loadPresent, loadRules, type RuleNeeds } from './gate-held.ts'
import { type HeldNeeds, loadHeld } from './load-held.ts'

type Needs = HeldNeeds & RuleNeeds & Pick<App, 'randomId' | 'threads'>

export type HeldPatch = {
  body?: string
  format?: TextFormat
  /** Null: as soon as the hours allow it. */
  send_at?: string | null
  metadata?: MetadataPatch
}

/**
 * Changes a held text or its time; the send gate is asked again, and it may leave at once. Throws `message_not_held`
 * where its release was faster, the gate's reason, `validation_failed`, `precondition_failed`, `not_found`, `forbidden`.
 */
export const editHeld = (
  app: Needs,
  principal: Principal,
  id: MessageId,
  patch: HeldPatch,
  seen?: SeenVersions,
): Promise<OutboundMessage> =>
  retryOnConflict(app, async (reading) => {
    const held = await loadHeld(app, principal, id)
    requireSeen(held, seen)
    const rules = await loadRules(app, held.workspace, held.numberId)
    if (!rules.number) throw notFound('number')
    const { thread, conversation } = await loadPresent(app, held, rules, reading)
    const draft = { ...rules, number: rules.number, thread, conversation }
    const edited = recomposed(app, held, draft, patch)
    await app.commit(...changesOf(edited, thread, app.clock.now()))
    return asStored(edited)
  })

type Context = Pick<Draft, 'thread' | 'number' | 'settings' | 'conversation' | 'hours' | 'creditsLeft'>

/** The same message with what an edit changes; it keeps its place in the thread. */
const recomposed = (
  app: Needs,
  held: OutboundMessage,
  context: Context,
  { body = held.body, format, send_at, metadata = {} }: HeldPatch,
): OutboundMessage => {
  const sendAt = send_at ? timingOf(app, { send_at }).sendAt : send_at === null ? undefined : held.sendAt
  const { origin, sentBy, sendNow } = held
  const draft = composeMessage(app, { ...context, body, format, origin, sentBy, sendAt, sendNow })
  const { encoding, segments, parts, gate, status } = draft
  const { sendAt: _, ...kept } = held
  const content = { body: draft.body, encoding, segments, parts, gate, status }
  const facts = { metadata: withMetadata(held.metadata, metadata), editedAt: app.clock.now() }
  return { ...kept, ...content, ...(sendAt && { sendAt }), ...facts }
}
