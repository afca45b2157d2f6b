import type { App } from '../app.ts'
import type { MessageId, WorkspaceId } from '../ids.ts'
import { inParallel } from '../in-parallel.ts'
import { isWritten } from '../retry-on-conflict.ts'
import { wordEntries } from './word-entry.ts'

const writesAtOnce = 10

/** Writes the entries by which a text is found. Those that are there stay: it is safe to repeat, and goes on where it was cut off. */
export const indexWords = async (
  app: Pick<App, 'commit' | 'messages'>,
  workspace: WorkspaceId,
  id: MessageId,
): Promise<void> => {
  const message = await app.messages.get(workspace, id, 'fresh')
  if (message) await inParallel(wordEntries(message), writesAtOnce, (entry) => isWritten(app.commit(entry)))
}
