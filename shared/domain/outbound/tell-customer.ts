import { parley } from '../agents/parley.ts'
import type { App, StoredRecord } from '../app.ts'
import type { Case, CaseEntry, Channel, Notice, NoticeEntry } from '../cases/case.ts'
import { loadCase } from '../cases/load-case.ts'
import { withPage } from '../cases/page-for-text.ts'
import { createEmail } from '../emails/create-email.ts'
import { DomainError } from '../error.ts'
import type { CaseEntryId, CaseId, WorkspaceId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { fillRequest } from '../templates/fill-request.ts'
import { addresseeFor } from './addressee.ts'
import { type CaseTextNeeds, recordsOfText, sendTextOf } from './send-case-text.ts'
import { emailOf } from './update-case.ts'

type Needs = CaseTextNeeds & Pick<App, 'emails'>

type NoticeRef = { workspace: WorkspaceId; caseId: CaseId; entryId: CaseEntryId }

/**
 * Tells the customer what a notice of a case says, by each of its channels. Safe to repeat: the text, or the e-mail, and the
 * word that it was sent are one transaction. What cannot be sent is written into the notice, so that the timeline says why.
 */
export const tellCustomer = async (app: Needs, ref: NoticeRef): Promise<void> => {
  for (const channel of ['sms', 'email'] as const) await tellBy(app, ref, channel)
}

const tellBy = async (app: Needs, ref: NoticeRef, channel: Channel): Promise<void> => {
  try {
    await retryOnConflict(app, async () => {
      const waiting = await waitingNotice(app, ref, channel)
      if (waiting) await sends[channel](app, waiting)
    })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const { code, message: detail } = error
    await retryOnConflict(app, async () => {
      const waiting = await waitingNotice(app, ref, channel)
      if (waiting) await app.commit(settled(waiting, { state: 'not_sent', code, detail }))
    })
  }
}

type Waiting = { entry: CaseEntry & NoticeEntry; channel: Channel; notice: Notice; one: Case }

/** Undefined where the channel has its word already, or there is none. */
const waitingNotice = async (
  app: Pick<App, 'cases'>,
  { workspace, caseId, entryId }: NoticeRef,
  channel: Channel,
): Promise<Waiting | undefined> => {
  const entry = await app.cases.entry(workspace, caseId, entryId)
  const notice = entry?.type === 'notice' ? entry[channel] : undefined
  if (entry?.type !== 'notice' || notice?.state !== 'waiting') return undefined
  return { entry, channel, notice, one: await loadCase(app, { workspace }, caseId) }
}

type Outcome = Notice extends infer N ? (N extends Notice ? Omit<N, 'templateId'> : never) : never

const settled = ({ entry, channel, notice: { templateId } }: Waiting, outcome: Outcome): StoredRecord => ({
  ...entry,
  [channel]: { templateId, ...outcome },
})

const sends: Record<Channel, (app: Needs, waiting: Waiting) => Promise<unknown>> = {
  sms: async (app, waiting) => {
    const { one } = waiting
    const words = await wordsOf(app, waiting)
    return sendTextOf(app, parley(one.workspace), one, words, 'fresh', {
      isAutomatic: true,
      also: (changes) => [
        ...recordsOfText(changes),
        settled(waiting, { state: 'sent', id: changes.message.id }),
      ],
    })
  },
  email: async (app, waiting) => {
    const { one } = waiting
    const { body, pageCode } = await wordsOf(app, waiting)
    const page = pageCode && (await withPage(app, one, pageCode))
    return createEmail(app, parley(one.workspace), emailOf(one, body), ({ id }) => [
      settled(waiting, { state: 'sent', id }),
      ...(page ? [page.one, ...page.records] : []),
    ])
  },
}

const wordsOf = (app: Needs, { one, notice: { templateId } }: Waiting) => {
  const principal = parley(one.workspace)
  return fillRequest(app, principal, { templateId, input: {}, bySetting: true }, () =>
    addresseeFor(app, principal, one),
  )
}
