import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { changedConversation } from '../conversations/changed-conversation.ts'
import { notFound } from '../error.ts'
import { loadRulesOf, type RuleNeeds } from '../gate/ask-gate.ts'
import { requireSendAt } from '../gate/timing.ts'
import type { MessageId } from '../ids.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { type MetadataPatch, withMetadata } from '../metadata.ts'
import { composeMessage, type Draft } from '../outbound/compose-message.ts'
import { reportAccepted } from '../outbound/report-accepted.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from '../seen-versions.ts'
import { plainBody } from '../text/plain-body.ts'
import type { TextFormat } from '../text/plain-text.ts'
import { changesOf, loadCircumstances } from './gate-held.ts'
import { type HeldNeeds, loadHeld } from './load-held.ts'

type Needs = HeldNeeds & RuleNeeds & Pick<App, 'numbers' | 'randomId' | 'report' | 'settings' | 'threads'>

export type HeldPatch = {
  body?: string
  format?: TextFormat
  /** Epoch milliseconds. Null: as soon as the hours allow it. */
  sendAt?: number | null
  metadata?: MetadataPatch
}

/**
 * Changes a held text or its time; the send gate is asked again, and it may leave at once. Throws `message_not_held`
 * where its release was faster, the gate's reason, `validation_failed`, `precondition_failed`, `not_found`, `forbidden`.
 */
export const editHeld = async (
  app: Needs,
  principal: Principal,
  id: MessageId,
  { format, ...written }: HeldPatch,
  seen?: SeenVersions,
): Promise<OutboundMessage> => {
  const body = written.body === undefined ? undefined : await plainBody(written.body, format)
  const patch = { ...written, ...(body !== undefined && { body }) }
  return retryOnConflict(app, async (reading) => {
    const held = await loadHeld(app, principal, id)
    requireSeen(held, seen)
    const rules = await loadRulesOf(app, held, 'fresh')
    if (!rules) throw notFound('number')
    const { thread, conversation } = await loadCircumstances(app, held, rules, reading)
    const edited = withPatch(app, held, { rules, thread }, patch)
    const changed = changedConversation(conversation, held, edited, app.clock.now())
    await app.commit(...changesOf(edited, thread, app.clock.now()), ...changed)
    reportAccepted(app, edited)
    return asStored(edited)
  })
}

/** The same message with what an edit changes; it keeps its place in the thread. */
const withPatch = (
  app: Needs,
  held: OutboundMessage,
  context: Pick<Draft, 'rules' | 'thread'>,
  { body = held.body, sendAt: asked, metadata = {} }: Omit<HeldPatch, 'format'>,
): OutboundMessage => {
  const now = app.clock.now()
  const sendAt = asked === undefined ? held.sendAt : (asked ?? undefined)
  if (asked) requireSendAt(asked, now)
  const { id, origin, sentBy, sendNow } = held
  const pictures = held.media?.map((media) => ({ media }))
  const draft = composeMessage(app, { ...context, id, body, pictures, origin, sentBy, sendAt, sendNow })
  const { encoding, segments, parts, gate, status } = draft
  const { sendAt: _, template, ...kept } = held
  const content = { body: draft.body, encoding, segments, parts, gate, status }
  const facts = { metadata: withMetadata(held.metadata, metadata), editedAt: now }
  // Other words are no longer those of the template.
  const made = template && body === held.body ? { template } : {}
  return { ...kept, ...content, ...made, ...(sendAt && { sendAt }), ...facts }
}
