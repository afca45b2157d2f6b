import type { App, Change } from '../app.ts'

/** Lets agents who were deactivated leave their conversations. Safe to repeat: a leave that was begun is not begun again. */
export const announceLeavers = async (app: Pick<App, 'releases'>, changes: Change[]): Promise<void> => {
  for (const { id: change, before, after } of changes) {
    if (after?.kind !== 'agent' || before?.kind !== 'agent') continue
    if (!before.active || after.active) continue
    await app.releases.leave({ workspace: after.workspace, agent: after.id, change, run: 1 })
  }
}
