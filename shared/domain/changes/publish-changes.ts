import { publishedKinds } from '#wiring/published-kinds.ts'
import type { App, Change, StoredRecord } from '../app.ts'
import type { Conversation } from '../conversations/conversation.ts'
import type { AgentId } from '../ids.ts'
import { partsToQueue } from '../outbound/deliver-text.ts'
import { announceHeld, announceRechecks } from '../scheduled/announce-held.ts'
import { announceLeavers } from './announce-leavers.ts'
import { eventsOf } from './events-of.ts'

/**
 * The table is the outbox: parts of texts that became ready go to the queue in the order of their writes, texts that
 * became held get their release begun, and events go to the bus. Safe to repeat: the queue knows a part by its id and
 * version, a release has a name, and an event keeps its id.
 */
export const publishChanges = async (
  app: Pick<App, 'clock' | 'commit' | 'conversations' | 'events' | 'log' | 'openings' | 'queue' | 'releases'>,
  all: Change[],
): Promise<void> => {
  const changes = all.filter(isPublished)
  await app.queue.send(changes.flatMap(partsToQueue))
  await announceHeld(app, changes)
  await copyToInboxes(app, changes)
  await app.events.publish(changes.flatMap(eventsOf))
  await announceRechecks(app, changes)
  await announceLeavers(app, changes)
}

const published: readonly StoredRecord['kind'][] = publishedKinds

/** The stream passes no others on. Asked here as well, so that no test sees more than the deployed function does. */
const isPublished = ({ after }: Change): boolean => after !== undefined && published.includes(after.kind)

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

/** Agents with a copy: participants of an open conversation that another agent claimed, all who took part in a closed one. */
const partakersOf = ({ state, claimedBy, participants }: Conversation): AgentId[] => {
  if (state === 'closed') return claimedBy ? [...participants, claimedBy] : participants
  return claimedBy ? participants : []
}
