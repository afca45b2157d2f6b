import type { ParleyEvent } from '#contract/events/events.ts'
import { showCase } from '#domain/cases/show-case.ts'
import type { CaseId, WorkspaceId } from '#domain/ids.ts'
import { busEvent } from '../edge/bus-event.ts'
import type { QueueWork } from '../edge/queue-worker.ts'

type Shown = Extract<
  ParleyEvent,
  { type: 'case.updated' | 'case.resolved' | 'case.reopened' | 'case.page_due' | 'message.updated' }
>

/** Whatever happened to a case or a text of it: its page is written from what is there now. lib/stacks/case-stack.ts says what comes. */
export const showWork = (app: Parameters<typeof showCase>[0]): QueueWork<Shown> => ({
  parse: busEvent<Shown>,
  about: ({ id, type, data }) => ({ event: id, type, caseId: data.case_id }),
  work: async ({ workspace, data: { case_id: id } }) => {
    if (id) await showCase(app, workspace as WorkspaceId, id as CaseId)
  },
})
