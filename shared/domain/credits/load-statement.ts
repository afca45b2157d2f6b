import type { App, Reading } from '../app.ts'
import type { Settings } from '../settings/settings.ts'
import { type Statement, statementOf } from './credit-account.ts'

export type StatementNeeds = Pick<App, 'clock' | 'credits'>

/** What the workspace has now, whether or not its texts are counted. */
export const loadStatement = async (
  app: StatementNeeds,
  { workspace, credits }: Settings,
  reading: Reading = 'cached',
): Promise<Statement> =>
  statementOf(await app.credits.account(workspace, reading), workspace, credits, app.clock.now())

/** Undefined, and nothing read, where credits are not counted. */
export const loadCounted = async (
  app: StatementNeeds,
  settings: Settings,
  reading?: Reading,
): Promise<Statement | undefined> =>
  settings.credits.enabled ? loadStatement(app, settings, reading) : undefined
