import { type Principal, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import type { Case } from '../cases/case.ts'
import { unfit } from '../cases/case-facts.ts'
import { type ChangeNeeds, changed, recordsOf } from '../cases/change-case.ts'
import { resolved } from '../cases/edit-case.ts'
import { loadCase, requireCaseWorker, requireNotDone } from '../cases/load-case.ts'
import type { Notify } from '../cases/new-notice.ts'
import type { CaseId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { fillRequest } from '../templates/fill-request.ts'
import { addresseeFor } from './addressee.ts'
import { type Also, type CaseTextNeeds, sendTextOf } from './send-case-text.ts'

type Needs = CaseTextNeeds & ChangeNeeds

/**
 * Sends the text that a task has, and says that it is done: both in one transaction, or neither. Throws `case_done`, `forbidden`,
 * `validation_failed` for a case without such a text, and whatever its template and the send gate say.
 */
export const resolveWithText = async (
  app: Needs,
  principal: Principal,
  id: CaseId,
  { status, notify = ['sms', 'email'] }: { status?: string; notify?: Notify },
): Promise<Case> => {
  requireScope(principal, 'manage')
  requireScope(principal, 'send')
  return retryOnConflict(app, async (reading) => {
    const one = await loadCase(app, principal, id)
    requireNotDone(one)
    requireCaseWorker(principal, one)
    const words = await taskWords(app, principal, one)
    const done: { stored?: Case } = {}
    // The customer is texted already, so that a text of the settings would be a second one.
    const others = notify.filter((channel) => channel !== 'sms')
    const also: Also = async ({ before, after }) => {
      const next =
        changed(app, principal, after.one, resolved(after.one, app.clock.now(), status)) ?? after.one
      done.stored = next
      const { thread } = after
      const records = await recordsOf(app, principal, {
        before: before.one,
        after: next,
        thread,
        notify: others,
      })
      const isThere = records.some((record) => 'kind' in record && record.kind === 'thread')
      return [next, ...(isThere || thread === before.thread ? [] : [thread]), ...records]
    }
    await sendTextOf(app, principal, one, words, reading, { also })
    return asStored(done.stored ?? one)
  })
}

/** The words of a task's own text for its customer. Throws `validation_failed` where it has none, and what fillRequest throws. */
const taskWords = async (
  app: Parameters<typeof addresseeFor>[0] & Pick<App, 'renderer' | 'teams' | 'templates'>,
  principal: Principal,
  one: Case,
) => {
  const { templateId, input = {} } = one
  if (!templateId) throw unfit('send_text', 'This case has no text of its own.')
  const request = { templateId, input, bySetting: true }
  return fillRequest(app, principal, request, () => addresseeFor(app, principal, one))
}
