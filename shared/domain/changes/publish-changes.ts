import type { App, Change, DomainEvent } from '../app.ts'
import type { Conversation } from '../conversations/conversation.ts'
import type { AgentId } from '../ids.ts'
import { partsToQueue } from '../outbound/deliver-text.ts'
import { announceHeld, announceHours } from '../scheduled/announce-held.ts'

/**
 * The table is the outbox: texts that became ready go to the queue in the order in which they were written, those that
 * became held get their release begun, and every change that others may want to know goes to the bus. Safe to repeat:
 * the queue knows a part by its id, and a release has a name.
 */
export const publishChanges = async (
  app: Pick<App, 'clock' | 'commit' | 'conversations' | 'events' | 'log' | 'openings' | 'queue' | 'releases'>,
  changes: Change[],
): Promise<void> => {
  await app.queue.send(changes.flatMap(partsToQueue))
  await announceHeld(app, changes)
  await copyToInboxes(app, changes)
  await app.events.publish(changes.flatMap(eventsOf))
  await announceHours(app, changes)
}

/** One after the other: the copies of a conversation follow it in the order of its changes. */
export const copyToInboxes = async (app: Pick<App, 'conversations'>, changes: Change[]): Promise<void> => {
  for (const { before, after } of changes) {
    if (after?.kind !== 'conversation') continue
    const shown = partakersOf(after)
    const hidden =
      before?.kind === 'conversation' ? partakersOf(before).filter((a) => !shown.includes(a)) : []
    await Promise.all(shown.map((agent) => app.conversations.showTo(agent, after)))
    await Promise.all(hidden.map((agent) => app.conversations.hideFrom(agent, after)))
  }
}

/** Who has a copy: participants of what another agent claims, and everybody who had a part in what is closed. */
const partakersOf = ({ state, claimedBy, participants }: Conversation): AgentId[] => {
  if (state === 'closed') return claimedBy ? [...participants, claimedBy] : participants
  return claimedBy ? participants : []
}

/** Ids and states only: whoever needs the words asks the API, where access is checked. */
const eventsOf = ({ id, at, before, after }: Change): DomainEvent[] => {
  if (after?.kind === 'message') {
    const type = before
      ? 'message.updated'
      : after.direction === 'inbound'
        ? 'message.received'
        : 'message.created'
    const { conversationId, status } = after
    return [event(after, id, at, type, { message_id: after.id, conversation_id: conversationId, status })]
  }
  if (after?.kind === 'conversation') {
    const type = before ? 'conversation.updated' : 'conversation.created'
    return [event(after, id, at, type, { conversation_id: after.id, state: after.state })]
  }
  if (after?.kind === 'consent_event') {
    const { contactId: contact_id, action, source } = after
    return [event(after, id, at, 'consent.changed', { consent_id: after.id, contact_id, action, source })]
  }
  if (after?.kind === 'credit_entry' && after.warning) {
    const type = after.warning === 'none' ? 'credits.used_up' : 'credits.low'
    return [event(after, id, at, type, { entry_id: after.id, left: after.left })]
  }
  return []
}

const event = (
  { workspace }: { workspace: DomainEvent['workspace'] },
  id: string,
  at: number,
  type: string,
  data: DomainEvent['data'],
): DomainEvent => ({ id, at, type, workspace, data })
