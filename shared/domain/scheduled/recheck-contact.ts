import type { App } from '../app.ts'
import { type SyncNeeds, syncContact, threadsOf } from '../consents/sync-contact.ts'
import { findContact } from '../contacts/load-contact.ts'
import { changedConversation } from '../conversations/changed-conversation.ts'
import { loadRulesOf, type RuleNeeds, type Rules } from '../gate/ask-gate.ts'
import { encodeNumber, type NumberId, orderOf } from '../ids.ts'
import type { GateDecision } from '../messages/gate-decision.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Thread } from '../threads/thread.ts'
import { day } from '../time.ts'
import { changesOf, gateHeld, loadCircumstances, withGate } from './gate-held.ts'
import type { ContactRecheck } from './recheck.ts'
import { reportReleased } from './release-messages.ts'

type Needs = SyncNeeds & RuleNeeds & Pick<App, 'numbers' | 'releases' | 'report'>

export type ContactProgress = { at?: ContactRecheck['at']; pages: number; more: boolean; pause: number }

const pageSize = 100
/** As for releases: a run's history is limited. */
const pagesOfRun = 1_000
/** Nothing is scheduled further ahead. What waits longer for a person meets the gate when that person decides. */
const longestWait = 400 * day

/**
 * After a word about consent: what belongs to the contact follows it, and a page of what is held for its phones is decided on
 * again. So a text to somebody who opted out says so at once, and one that waited for a decision leaves.
 */
export const recheckContact = async (
  app: Needs,
  recheck: ContactRecheck,
  pagesBefore: number,
): Promise<ContactProgress> => {
  const { at } = recheck
  const threads = at
    ? await loadThreads(app, recheck)
    : await syncContact(app, recheck.workspace, recheck.contactId)
  const thread = threads.find(({ ref }) => ref >= (at?.thread ?? ''))
  if (!thread) return { pages: pagesBefore, more: false, pause: 1 }
  const next = await recheckPage(app, thread, at?.thread === thread.ref ? at.from : undefined)
  const following = threads.find(({ ref }) => ref > thread.ref)
  return goOn(app, recheck, next ?? (following && { thread: following.ref }), pagesBefore + 1)
}

const loadThreads = async (app: Needs, { workspace, contactId }: ContactRecheck): Promise<Thread[]> => {
  const contact = await findContact(app, workspace, contactId)
  return contact ? threadsOf(app, contact) : []
}

const goOn = async (
  app: Needs,
  recheck: ContactRecheck,
  at: ContactRecheck['at'],
  pages: number,
): Promise<ContactProgress> => {
  const full = pages >= pagesOfRun
  if (at && full) await app.releases.recheckContact({ ...recheck, at, run: recheck.run + 1 })
  return { at, pages, more: at !== undefined && !full, pause: 1 }
}

/** One text after the other, the oldest of the page first. Gives the place after the page. */
const recheckPage = async (
  app: Needs,
  { workspace, ref }: Thread,
  to: string | undefined,
): Promise<ContactRecheck['at']> => {
  const from = encodeNumber(Math.max(0, app.clock.now() - longestWait), 10)
  const page = await app.messages.entries(workspace, ref, { from, to, limit: pageSize + 1, reading: 'fresh' })
  const rules = new Map<NumberId, Promise<Rules | undefined>>()
  for (const entry of page.slice(0, pageSize).toReversed()) {
    if (!isHeld(entry)) continue
    const { numberId } = entry
    const known = rules.get(numberId) ?? loadRulesOf(app, { workspace, numberId }, 'fresh')
    rules.set(numberId, known)
    await recheckText(app, await known, entry)
  }
  const more = page[pageSize]
  return more && { thread: ref, from: orderOf(more.id) }
}

type Entry = Awaited<ReturnType<App['messages']['entries']>>[number]

const isHeld = (entry: Entry | undefined): entry is OutboundMessage =>
  entry?.kind === 'message' && entry.direction === 'outbound' && entry.status === 'held'

const recheckText = (app: Needs, rules: Rules | undefined, listed: OutboundMessage): Promise<void> =>
  retryOnConflict(app, async () => {
    const message = await app.messages.get(listed.workspace, listed.id, 'fresh')
    if (!isHeld(message)) return
    const circumstances = await loadCircumstances(app, message, rules, 'fresh')
    const now = app.clock.now()
    const gate = gateHeld(message, rules, circumstances, now)
    if (!isConcerned(message.gate, gate)) return
    const next = withGate(message, gate)
    const changed = changedConversation(circumstances.conversation, message, next)
    await app.commit(...changesOf(next, circumstances.thread, now), ...changed)
    reportReleased(app, next)
  })

/** A word about consent blocks what it forbids and frees what waited for it; all else is decided in its time. */
const isConcerned = (before: GateDecision, after: GateDecision): boolean => {
  if (after.decision === 'block' && after.reason === 'recipient_opted_out') return true
  const waited = before.decision === 'hold' && before.reason === 'consent_review'
  return waited && !(after.decision === 'hold' && after.reason === 'consent_review')
}
