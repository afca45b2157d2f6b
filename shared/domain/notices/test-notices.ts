import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { NumberId } from '../ids.ts'
import { loadNumber } from '../numbers/load-number.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { NoticeWords } from './notice-words.ts'
import { reportNotices, type Told, type WriteNeeds, type Written, writeNotices } from './write-notices.ts'

type Needs = WriteNeeds & Pick<App, 'commit' | 'settings'>

/** Whether the users of a number would be told of a text now, by each of their channels. Nothing is sent. Throws `not_found`, `forbidden`. */
export const readReach = async (app: Needs, principal: Principal, id: NumberId): Promise<Told[]> =>
  (await write({ ...app, report: () => {} }, principal, id)).told

/** Sends the users of a number a notice that is none, and says who gets it by which channel. Throws `not_found`, `forbidden`. */
export const testNotices = (app: Needs, principal: Principal, id: NumberId): Promise<Told[]> =>
  retryOnConflict(app, async () => {
    const written = await write(app, principal, id)
    if (written.records.length > 0) await app.commit(...written.records)
    reportNotices(app, written)
    return written.told
  })

const write = async (app: Needs, principal: Principal, id: NumberId): Promise<Written> => {
  requireAdmin(principal)
  const { workspace } = principal
  const [number, settings] = await Promise.all([loadNumber(app, workspace, id), app.settings.get(workspace)])
  return writeNotices(app, { number, settings, users: number.notificationUsers, words: testWords(number) })
}

const testWords = ({ name, address }: BusinessNumber): NoticeWords => {
  const subject = `Test: you will be told of texts to ${name ?? address}`
  const body = 'An admin has sent this to see that it arrives. There is nothing to do.'
  return { subject, body: `${subject}\n\n${body}`, sms: subject }
}
