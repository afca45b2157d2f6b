import { type Principal, requireAdmin, requireScope } from '../agents/principal.ts'
import type { App, Ordered, Page } from '../app.ts'
import { loadContact } from '../contacts/load-contact.ts'
import { loadConversation } from '../conversations/load-conversation.ts'
import { requireReader } from '../conversations/rights.ts'
import type { ContactId, ConversationId, WorkflowId, WorkspaceId } from '../ids.ts'
import { openCursor, type PageOf, type PageQuery, pageOf } from '../pages.ts'
import type { WorkflowRun } from './workflow-run.ts'

type Needs = Pick<App, 'contacts' | 'conversations' | 'cursors' | 'workflowRuns' | 'workflows'>

/** One of them. */
type RunsOf = { conversationId?: ConversationId; contactId?: ContactId; workflowId?: WorkflowId }

/** Runs, and what the workflows that still exist are called now. */
type NamedRuns = PageOf<WorkflowRun> & { names: Map<WorkflowId, string> }

/**
 * What workflows made of what happened, the newest first, for ninety days: in a conversation, for a contact where there was none, or
 * where one of them acted. The last of these tells of conversations that only admins read. Throws `forbidden`, `not_found`.
 */
export const listRuns = async (
  app: Needs,
  principal: Principal,
  of: RunsOf,
  { limit, cursor }: PageQuery,
): Promise<NamedRuns> => {
  requireScope(principal, 'read')
  const { workspace } = principal
  await requireReadable(app, principal, of)
  const from = await openCursor(app, workspace, cursor)
  const read = await readRuns(app, workspace, of, { limit: limit + 1, from })
  const [page, { workflows }] = await Promise.all([
    pageOf(app, workspace, read, limit),
    app.workflows.list(workspace),
  ])
  return { ...page, names: new Map(workflows.map(({ id, name }) => [id, name])) }
}

const requireReadable = async (app: Needs, principal: Principal, of: RunsOf): Promise<void> => {
  if (of.workflowId) requireAdmin(principal)
  if (of.contactId) await loadContact(app, principal.workspace, of.contactId)
  if (of.conversationId) requireReader(principal, await loadConversation(app, principal, of.conversationId))
}

/** A run that was forgotten a moment before what points to it is left out. */
const readRuns = async (
  app: Needs,
  workspace: WorkspaceId,
  { conversationId, contactId, workflowId }: RunsOf,
  page: Page,
): Promise<Ordered<WorkflowRun>[]> => {
  const about = conversationId ?? contactId
  if (about || !workflowId) return app.workflowRuns.list(workspace, about ?? 'workspace', page)
  const uses = await app.workflowRuns.uses(workspace, workflowId, page)
  const runs = await app.workflowRuns.many(uses.map(({ record }) => record))
  const found = new Map(runs.map((run) => [`${run.about} ${run.eventId}`, run]))
  return uses.flatMap(({ record, order }) => {
    const run = found.get(`${record.about} ${record.eventId}`)
    return run ? [{ record: run, order }] : []
  })
}
