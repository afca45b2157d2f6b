import type { ProgramPrincipal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { CaseId, MessageId, WorkspaceId } from '../ids.ts'
import type { Filing } from '../messages/filing.ts'
import type { Message } from '../messages/message.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { loadText, mostTexts, textsAround } from './burst.ts'
import { type RefileNeeds, refile } from './refile.ts'

/**
 * Files the text that a customer was asked about to the case that they named in their answer, with what came in one burst
 * with it; the question is over then. Safe to repeat, and goes on where it was cut off.
 */
export const settleQuestion = async (
  app: RefileNeeds,
  { workspace, case: filing, ...answer }: Message,
): Promise<void> => {
  if (answer.direction !== 'inbound' || !filing?.id) return
  const thread = await app.threads.byPhone(workspace, answer.from, 'fresh')
  const question = thread?.caseQuestion
  if (!question || question.answered || question.at > answer.at) return
  await fileAsked(app, workspace, question.messageId, filing.id)
  await retryOnConflict(app, async () => {
    const now = await app.threads.byPhone(workspace, answer.from, 'fresh')
    const open = now?.caseQuestion
    if (!now || !open || open.answered || open.messageId !== question.messageId) return
    await app.commit({ ...now, caseQuestion: { ...open, answered: true } })
  })
}

/** What a person has filed stays. */
const fileAsked = (
  app: RefileNeeds & Pick<App, 'clock'>,
  workspace: WorkspaceId,
  id: MessageId,
  caseId: CaseId,
): Promise<void> =>
  retryOnConflict(app, async () => {
    const by: ProgramPrincipal = { kind: 'program', workspace, id: 'case_question', scopes: ['manage'] }
    const asked = await loadText(app, by, id)
    if (asked.case?.reason !== 'guess') return
    const later = (await textsAround(app, asked, { earlier: false })).slice(0, mostTexts - 1)
    const end = later.findIndex((text) => !isOfBurst(text, asked))
    const texts = [asked, ...(end < 0 ? later : later.slice(0, end))]
    const filing: Filing = { id: caseId, reason: 'answers_question', sure: true }
    await refile(
      app,
      by,
      texts.map((text) => ({ text, filing })),
    )
  })

const isOfBurst = ({ direction, case: filing }: Message, first: Message): boolean =>
  direction === 'inbound' && filing?.reason === 'same_burst' && filing.id === first.case?.id
