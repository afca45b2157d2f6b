import type { workflowRunOperations } from '../../api/workflow-runs.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const run = {
  event_id: '01k9xqd5b300000r8t2v',
  at: '2026-11-27T14:03:10.000Z',
  trigger: 'customer_message',
  conversation_id: ids.conversation,
  considered: [
    {
      workflow_id: ids.workflow,
      workflow_name: 'Refunds go to billing',
      workflow_version: 3,
      outcome: 'branch',
      branch: 1,
      failed: [
        {
          branch: 0,
          index: 0,
          condition: { fact: 'contact.attributes.plan', op: 'is', value: 'gold' },
          found: 'silver',
        },
      ],
      actions: [
        { action: 'tag', outcome: 'done' },
        { action: 'reply', outcome: 'done', code: 'quiet_hours', id: ids.outbound },
        {
          action: 'assign_agent',
          outcome: 'refused',
          code: 'validation_failed',
          detail: 'There is no such active agent.',
        },
      ],
    },
  ],
  done_at: '2026-11-27T14:03:11.000Z',
}

export const workflowRunTexts: Texts<typeof workflowRunOperations> = {
  tag: {
    name: 'Workflow runs',
    description:
      'What workflows made of what happened, and why: kept for ninety days, whether they did something or not. What a workflow did starts no other; a run says so where one would have acted on it.',
  },
  operations: {
    listWorkflowRuns:
      'The newest first. By `conversation_id`: every workflow that was considered there, and macros. By `contact_id`: where there was no conversation. By `workflow_id`: where that one acted, for admins and programs, as it tells of all conversations.',
  },
  parameters: {
    listWorkflowRuns: {
      conversation_id: 'In this conversation.',
      contact_id: 'For this contact, without a conversation.',
      workflow_id: 'Where this workflow acted.',
    },
  },
  schemas: {
    WorkflowRun: {
      '': 'What the workflows of one event, or of one wait, did.',
      event_id: 'The event that they began with.',
      at: 'When it happened; of a wait, when it was over.',
      trigger: 'What it was to them.',
      started_by: 'Who started it; of a macro only.',
      started_by_name: 'Their name at that time.',
      considered: 'Every workflow of the trigger, in the order in which they run.',
      done_at: 'When everything was done. Missing while some of it is not.',
    },
    ConsideredWorkflow: {
      '': 'A workflow, and why it did what it did.',
      workflow_id: 'The workflow.',
      actions: 'What became of each of its actions.',
      workflow_name: 'What it is called now. Missing where it was deleted.',
      workflow_version: 'The version that ran.',
      outcome: 'Which of its actions were done, or why none.',
      caused_by: 'The workflow that did what this one begins with, where that kept it from acting.',
      caused_by_name: 'What that one is called now.',
      branch: 'The branch that fitted, from 0 on.',
      failed: 'For each branch that did not fit, its first condition that did not hold.',
    },
    WorkflowRunAction: {
      '': 'What became of an action.',
      action: 'Its name.',
      outcome:
        '`unchanged`: it was so before. `queued`: it is done when somebody is free. `waiting`: it is not done yet.',
      code: 'The problem that refused it; of a reply, why it is held.',
      detail: 'The same in a sentence for people.',
      id: 'What it made, such as a message.',
      overrides: 'The workflow of the same run whose doing it changed.',
    },
  },
  examples: { WorkflowRun: run },
}
