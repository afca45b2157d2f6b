import * as z from 'zod/mini'
import { once } from '../once.ts'
import type { Operation } from './operation.ts'
import { contactId, conversationId, named, page, pageQuery, timestamp, workflowId } from './shapes.ts'
import { doneFacts, failedCondition, triggerType, workflowOutcome } from './workflows.ts'

const runAction = named('WorkflowRunAction', () =>
  z.object({ ...doneFacts(), overrides: z.optional(workflowId) }),
)

const considered = named('ConsideredWorkflow', () =>
  z.object({
    workflow_id: workflowId,
    workflow_name: z.optional(z.string()),
    workflow_version: z.int(),
    outcome: workflowOutcome(),
    caused_by: z.optional(workflowId),
    caused_by_name: z.optional(z.string()),
    branch: z.optional(z.int()),
    failed: z.array(failedCondition()),
    actions: z.array(runAction()),
  }),
)

const run = named('WorkflowRun', () =>
  z.object({
    event_id: z.string(),
    at: timestamp,
    trigger: triggerType(),
    conversation_id: z.optional(conversationId),
    contact_id: z.optional(contactId),
    started_by: z.optional(z.string()),
    started_by_name: z.optional(z.string()),
    considered: z.array(considered()),
    done_at: z.optional(timestamp),
  }),
)

const isOfOne = once(() =>
  z.refine<{ conversation_id?: string; contact_id?: string; workflow_id?: string }>(
    ({ conversation_id, contact_id, workflow_id }) =>
      [conversation_id, contact_id, workflow_id].filter((id) => id !== undefined).length === 1,
    { path: ['conversation_id'], error: 'Send one of conversation_id, contact_id and workflow_id.' },
  ),
)

export const workflowRunOperations = {
  listWorkflowRuns: {
    method: 'GET',
    path: '/v1/workflow_runs',
    summary: 'What workflows did in a conversation, for a contact, or one of them anywhere, and why',
    scope: 'read',
    query: () =>
      z
        .object({
          conversation_id: z.optional(conversationId),
          contact_id: z.optional(contactId),
          workflow_id: z.optional(workflowId),
          ...pageQuery,
        })
        .check(isOfOne()),
    response: page(run),
    status: 200,
  },
} as const satisfies Record<string, Operation>
