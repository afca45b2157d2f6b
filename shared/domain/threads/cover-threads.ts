import type { App } from '../app.ts'
import { type Consent, type ConsentScope, type Consents, saidIn } from './consent.ts'
import { type ConsentEvent, withConsentEvent } from './consent-event.ts'
import { newConsentEvent } from './new-consent-event.ts'
import type { Thread } from './thread.ts'

type Needs = Pick<App, 'clock' | 'randomId'>

type Word = Pick<ConsentEvent, 'action' | 'scope' | 'at'>

/**
 * Whether a word that was said on another phone of the same contact changes something for this one. What was said here later
 * stands, and an opt-out that the carrier keeps is undone by this phone only.
 */
export const isCovered = ({ consents }: Pick<Thread, 'consents'>, { action, scope, at }: Word): boolean => {
  const said = saidIn(consents, scope)
  const state = action === 'opt_out' ? 'opted_out' : 'opted_in'
  if (isSaid(consents, scope, state) || said.some((word) => word.state !== state && word.at > at))
    return false
  return state === 'opted_out' || !said.some(isKeptByCarrier)
}

const isSaid = (consents: Consents, scope: ConsentScope, state: Consent['state']): boolean =>
  consents[scope]?.state === state || consents.workspace?.state === state

const isKeptByCarrier = ({ state, source }: Consent): boolean => state === 'opted_out' && source === 'carrier'

/** Threads with a word that was said on another phone of their contact, each with its entry in the ledger. */
export const coverThreads = (
  app: Needs,
  event: ConsentEvent,
  threads: Thread[],
): { thread: Thread; event: ConsentEvent }[] => {
  const { action, scope, source, by, byName, numberId, received, reason, terms, at } = event
  const saidOn = event.saidOn ?? event.phone
  const facts = { action, scope, source, by, byName, numberId, received, reason, terms, at, saidOn }
  return threads.map((thread) => {
    const entry = newConsentEvent(app, thread, facts)
    return { thread: withConsentEvent(thread, entry), event: entry }
  })
}

/** The threads of one contact, each with the opt-outs of the others and the entries in its ledger that tell of them. */
export const shareOptOuts = (app: Needs, threads: Thread[]): { thread: Thread; events: ConsentEvent[] }[] => {
  const words = threads.flatMap((thread) => optOutsOf(app, thread))
  return threads.map((thread) => {
    const events: ConsentEvent[] = []
    let shared = thread
    for (const word of words) {
      if (word.phone === thread.phone || !isCovered(shared, word)) continue
      for (const covered of coverThreads(app, word, [shared])) {
        shared = covered.thread
        events.push(covered.event)
      }
    }
    return { thread: shared, events }
  })
}

/** The opt-outs that count for a thread, in the form of the ledger. */
const optOutsOf = (app: Needs, thread: Thread): ConsentEvent[] =>
  (Object.entries(thread.consents) as [ConsentScope, Consent][])
    .filter(([, { state }]) => state === 'opted_out')
    .map(([scope, { at, source }]) => {
      const numberId = scope === 'workspace' ? undefined : scope
      return newConsentEvent(app, thread, { action: 'opt_out', scope, source, numberId, at })
    })
