import type { Principal } from '../agents/principal.ts'
import type { App, Reading } from '../app.ts'
import type { ReadMarks } from './read-marks.ts'

/** The agent's marks; undefined for a program, which reads nothing. */
export const loadReadMarks = async (
  app: Pick<App, 'readMarks'>,
  principal: Principal,
  reading?: Reading,
): Promise<ReadMarks | undefined> => {
  if (principal.kind !== 'agent') return undefined
  const { workspace, id: agentId } = principal
  const none = { kind: 'read_marks' as const, workspace, agentId, seen: [], unread: [], version: 0 }
  return (await app.readMarks.get(workspace, agentId, reading)) ?? none
}
