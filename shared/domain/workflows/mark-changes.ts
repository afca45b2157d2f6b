import type { App } from '../app.ts'
import { changedFor } from '../conversations/changed-for.ts'
import type { WorkflowId } from '../ids.ts'

/**
 * An app whose writes of conversations say which workflow made them: their events then name it as the cause, and start no
 * other. Contacts, cases, texts and notes say so by their writer.
 */
export const markChanges = <A extends Pick<App, 'commit'>>(app: A, id: WorkflowId): A => ({
  ...app,
  commit: (...changes: Parameters<App['commit']>) =>
    app.commit(...changes.map((change) => marked(change, id))),
})

const marked = (change: Parameters<App['commit']>[number], id: WorkflowId) =>
  'kind' in change && change.kind === 'conversation' ? changedFor(change, { kind: 'workflow', id }) : change
