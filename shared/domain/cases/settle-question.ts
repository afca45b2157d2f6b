import type { App } from '../app.ts'
import type { Message } from '../messages/message.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { fileByAnswer } from './file-by-hand.ts'

type Needs = Parameters<typeof fileByAnswer>[0] & Pick<App, 'threads'>

/**
 * Files the text that a customer was asked about to the case that they named in their answer, with what came in one burst
 * with it; the question is over then. Safe to repeat, and goes on where it was cut off.
 */
export const settleQuestion = async (
  app: Needs,
  { workspace, case: filing, ...answer }: Message,
): Promise<void> => {
  if (answer.direction !== 'inbound' || !filing?.id) return
  const thread = await app.threads.byPhone(workspace, answer.from, 'fresh')
  const question = thread?.caseQuestion
  if (!question || question.answered || question.at > answer.at) return
  await fileByAnswer(app, workspace, question.messageId, filing.id)
  await retryOnConflict(app, async () => {
    const now = await app.threads.byPhone(workspace, answer.from, 'fresh')
    const open = now?.caseQuestion
    if (!now || !open || open.answered || open.messageId !== question.messageId) return
    await app.commit({ ...now, caseQuestion: { ...open, answered: true } })
  })
}
