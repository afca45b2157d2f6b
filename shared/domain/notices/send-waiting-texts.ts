import type { App } from '../app.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Timer } from '../timers/timer.ts'
import { isDigestNeeded } from './decide-notice.ts'
import { type NoticePace, withoutWaiting } from './notice-pace.ts'
import { textOfMany } from './notice-words.ts'
import { reportNotices } from './write-notices.ts'
import { loadNoticeRules, type TextNeeds, writeText } from './write-text.ts'

type Needs = TextNeeds &
  Pick<App, 'commit' | 'conversations' | 'notices' | 'settings'> & { portalUrl: string }

/**
 * Sends one text to each phone of the workspace that had to wait for it, of all conversations that still need somebody. Safe
 * to repeat.
 */
export const sendWaitingTexts = async (app: Needs, { workspace }: Timer): Promise<void> => {
  for (const { record } of await app.notices.paces(workspace))
    await retryOnConflict(app, async () => {
      const pace = await app.notices.pace(workspace, record.phone)
      if (pace?.waiting && pace.waiting.at <= app.clock.now()) await sendOne(app, pace, pace.waiting)
    })
}

const sendOne = async (
  app: Needs,
  pace: NoticePace,
  { numberId, conversations: ids }: NonNullable<NoticePace['waiting']>,
): Promise<void> => {
  const { workspace } = pace
  const [number, settings, ...found] = await Promise.all([
    app.numbers.get(workspace, numberId),
    app.settings.get(workspace),
    ...ids.map((id) => app.conversations.get(workspace, id, 'fresh')),
  ])
  const open = found.filter((one) => one !== undefined).filter((one) => isDigestNeeded(one, settings))
  if (!number || open.length === 0) return app.commit(withoutWaiting(pace))
  const rules = await loadNoticeRules(app, number, settings)
  const { records } = await writeText(app, pace, textOfMany(open, app.portalUrl), rules)
  await app.commit(...(records.length > 0 ? records : [withoutWaiting(pace)]))
  reportNotices(app, { records })
}
