import type { App } from '../app.ts'
import { loadRulesOf, type RuleNeeds, type Rules } from '../gate/ask-gate.ts'
import { decideHold, waitsForCaps, waitsForQuietHours } from '../gate/decide-hold.ts'
import { cappedUntil } from '../gate/frequency-cap.ts'
import { inParallel } from '../in-parallel.ts'
import type { Hold } from '../messages/gate-decision.ts'
import type { OutboundMessage } from '../messages/message.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { withGate } from './gate-held.ts'
import type { Recheck } from './recheck.ts'

type Needs = RuleNeeds & Pick<App, 'commit' | 'messages' | 'numbers' | 'releases' | 'settings' | 'threads'>

export type RecheckProgress = { at?: Recheck['at']; pages: number; more: boolean; pause: number }

const pageSize = 200
const workers = 10
/** As for releases: a run's history is limited. */
const pagesOfRun = 1_000

/**
 * Decides again how long a page of texts is held, after hours or policies changed. A text that may leave at once becomes
 * due now and is released like all others. A text whose time stays is not written.
 */
export const recheckHeld = async (
  app: Needs,
  recheck: Recheck,
  pagesBefore: number,
): Promise<RecheckProgress> => {
  const { workspace, at } = recheck
  const numbers = await affected(app, recheck)
  const number = numbers.find(({ id }) => id >= (at?.numberId ?? ''))
  if (!number) return { pages: pagesBefore, more: false, pause: 1 }
  const from = at?.numberId === number.id ? at.from : undefined
  const rules = await loadRulesOf(app, { workspace, numberId: number.id }, 'fresh')
  const page = await app.messages.held(workspace, number.id, { from, limit: pageSize + 1 })
  await inParallel(page.slice(0, pageSize), workers, ({ record }) => recheckOne(app, rules, record))
  const more = page[pageSize]
  const following = numbers.find(({ id }) => id > number.id)
  const next = more ? { numberId: number.id, from: more.order } : following && { numberId: following.id }
  return goOn(app, recheck, next, pagesBefore + 1)
}

const goOn = async (
  app: Needs,
  recheck: Recheck,
  at: Recheck['at'],
  pages: number,
): Promise<RecheckProgress> => {
  const full = pages >= pagesOfRun
  if (at && full) await app.releases.recheck({ ...recheck, at, run: recheck.run + 1 })
  return { at, pages, more: at !== undefined && !full, pause: 1 }
}

/** In the order of their ids. */
const affected = async (app: Needs, { workspace, scope }: Recheck): Promise<BusinessNumber[]> => {
  const numbers = await app.numbers.list(workspace)
  const concerned = await Promise.all(numbers.map((number) => isConcerned(app, number, scope)))
  return numbers.filter((_, i) => concerned[i]).toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

const isConcerned = async (app: Needs, number: BusinessNumber, scope: Recheck['scope']): Promise<boolean> => {
  const { workspace, id, hoursId, teamId } = number
  if (scope === 'all' || scope === id || scope === hoursId) return true
  if (hoursId || !teamId) return false
  return scope === teamId || scope === (await app.teams.get(workspace, teamId, 'fresh'))?.hoursId
}

const recheckOne = (app: Needs, rules: Rules | undefined, listed: OutboundMessage): Promise<void> =>
  retryOnConflict(app, async (reading) => {
    const { workspace, id } = listed
    const message = reading === 'cached' ? listed : await app.messages.get(workspace, id, 'fresh')
    if (message?.direction !== 'outbound' || message.status !== 'held') return
    const { gate } = message
    const now = app.clock.now()
    if (!('releaseAt' in gate) || gate.releaseAt <= now || !rules) return
    const hold = await holdOf(app, message, rules, now)
    // Hours that were emptied by mistake can be mended until the text is due: only then the gate blocks it.
    if (hold === 'never') return
    const next = hold ?? { ...gate, releaseAt: now }
    if ('releaseAt' in next && next.releaseAt === gate.releaseAt && next.reason === gate.reason) return
    await app.commit(withGate(message, { decision: 'hold', ...next }))
  })

const holdOf = async (
  app: Needs,
  { workspace, id, origin, to, sendAt, sendNow }: OutboundMessage,
  { number, settings, hours }: Rules,
  now: number,
): Promise<Hold | 'never' | undefined> => {
  const capped = waitsForCaps({ settings, origin })
  const reads = capped || waitsForQuietHours({ settings, origin })
  const thread = reads ? await app.threads.byPhone(workspace, to) : undefined
  const cap = capped && thread ? cappedUntil(thread, now, id) : undefined
  const zone = thread?.flags.zone
  return decideHold({ now, origin, number, hours, settings, cap, to, zone, sendAt, sendNow })
}
