import type { App, Change, StoredRecord } from '../app.ts'
import type { ConsentReview } from '../consents/review.ts'
import type { WorkspaceId } from '../ids.ts'
import { inParallel } from '../in-parallel.ts'
import { defaultSettings } from '../settings/settings.ts'
import { isConsentWord } from '../threads/consent-event.ts'
import { day } from '../time.ts'
import { minuteOf, type OpeningRun } from './opening.ts'
import type { ContactRecheck, Recheck } from './recheck.ts'
import { rememberOpening } from './remember-opening.ts'

type Needs = Pick<App, 'clock' | 'commit' | 'log' | 'openings' | 'releases'>
type OpeningFacts = Omit<OpeningRun, 'run'>

/** An execution lasts a year at most. The schedule begins openings that are further away when they come near. */
const startedAhead = 300 * day
const atOnce = 10

/**
 * Begins the releases of texts that became held, one for each number and minute. Safe to repeat: a release that was begun
 * is not begun again.
 */
export const announceHeld = async (app: Needs, changes: Change[]): Promise<void> => {
  const openings = new Map(changes.flatMap(openingOf).map((facts) => [Object.values(facts).join(), facts]))
  await inParallel([...openings.values()], atOnce, (facts) => announce(app, facts))
}

/** Begins a recheck of held texts where the hours that they wait for, or the words about consent, have changed. */
export const announceRechecks = async (app: Pick<App, 'releases'>, changes: Change[]): Promise<void> => {
  await inParallel(changes.flatMap(recheckOf), atOnce, (recheck) => app.releases.recheck(recheck))
  const contacts = new Map(changes.flatMap(contactRecheckOf).map((recheck) => [recheck.contactId, recheck]))
  await inParallel([...contacts.values()], atOnce, (recheck) => app.releases.recheckContact(recheck))
}

const announce = async (app: Needs, facts: OpeningFacts): Promise<void> => {
  const opening = await rememberOpening(app, facts)
  if (opening.minute - app.clock.now() >= startedAhead) return
  // The schedule begins every opening that is remembered, so texts that may leave now need not wait for this call.
  await app.releases.start(opening).catch((error) => {
    const { name } = error instanceof Error ? error : { name: typeof error }
    app.log.warn('a release was not begun yet', { numberId: facts.numberId, error: name })
  })
}

const openingOf = ({ before, after }: Change): OpeningFacts[] => {
  const releaseAt = releaseAtOf(after)
  if (after?.kind !== 'message' || releaseAt === undefined || releaseAt === releaseAtOf(before)) return []
  return [{ workspace: after.workspace, numberId: after.numberId, minute: minuteOf(releaseAt) }]
}

const releaseAtOf = (record: StoredRecord | undefined): number | undefined =>
  record?.kind === 'message' &&
  record.direction === 'outbound' &&
  record.status === 'held' &&
  'releaseAt' in record.gate
    ? record.gate.releaseAt
    : undefined

const recheckOf = ({ id, before, after }: Change): Recheck[] => {
  const scope = scopeOf(before, after)
  if (!scope || !after || !('workspace' in after)) return []
  return [{ workspace: after.workspace as WorkspaceId, scope, change: id, run: 1 }]
}

/** The contact that a word about consent concerns, or the end of a review. */
const contactRecheckOf = ({ id: change, before, after }: Change): ContactRecheck[] => {
  if (after?.kind !== 'consent_event' && after?.kind !== 'consent_review') return []
  if (after.kind === 'consent_event' ? !isConsentWord(after) : !isDecided(before, after)) return []
  return [{ workspace: after.workspace, contactId: after.contactId, change, run: 1 }]
}

const isDecided = (before: StoredRecord | undefined, after: ConsentReview): boolean =>
  before?.kind === 'consent_review' && before.state === 'open' && after.state !== 'open'

/** The texts that a change concerns. New hours and new numbers have no held texts. */
const scopeOf = (
  before: StoredRecord | undefined,
  after: StoredRecord | undefined,
): Recheck['scope'] | undefined => {
  if (after?.kind === 'settings') {
    const was = before?.kind === 'settings' ? before : defaultSettings(after.workspace)
    return differ(was, after, ['quietHours', 'frequencyCaps']) ? 'all' : undefined
  }
  if (after?.kind === 'business_hours' && before?.kind === 'business_hours') {
    return differ(before, after, ['zone', 'weekly', 'holidays']) ? after.id : undefined
  }
  if (after?.kind === 'number' && before?.kind === 'number') {
    return differ(before, after, ['hoursId', 'hoursPolicy', 'teamId']) ? after.id : undefined
  }
  if (after?.kind === 'team' && before?.kind === 'team') {
    return differ(before, after, ['hoursId']) ? after.id : undefined
  }
  return undefined
}

const differ = <T>(before: T, after: T, keys: (keyof T)[]): boolean =>
  keys.some((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
