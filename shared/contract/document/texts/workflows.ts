import type { workflowOperations } from '../../api/workflows.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const one = { id: 'The workflow.' }

const content = {
  name: 'Refunds go to billing',
  trigger: { type: 'customer_first_message' },
  branches: [
    {
      when: [
        { fact: 'channel', op: 'is', value: 'sms' },
        { fact: 'message.body', op: 'contains', value: 'refund' },
      ],
      then: [
        { action: 'tag', tag: 'refund' },
        { action: 'assign_team', team_id: ids.team },
      ],
    },
  ],
  otherwise: [],
  stop: false,
  cooldown: 3600,
}

const workflow = {
  id: ids.workflow,
  on: true,
  ...content,
  problems: [],
  created_at: '2026-11-20T14:00:00.000Z',
  version: 3,
}

const contentTexts = {
  name: 'For people.',
  trigger: 'What it begins with.',
  branches: 'The first one that fits is done; the others are not.',
  otherwise: 'What is done where no branch fits.',
  stop: 'Whether the workflows after it are left out where it has done something.',
  cooldown:
    'For so many seconds it does nothing more in the same conversation. Left out: an hour where it replies, none where it does not.',
}

export const workflowTexts: Texts<typeof workflowOperations> = {
  tag: {
    name: 'Workflows',
    description:
      'What is done by itself when something happens: an event, conditions in branches, actions. Workflows of one event run from the top down, and what a workflow does starts no other one.',
  },
  operations: {
    createWorkflow:
      'It is off unless `on` is true, and runs after those that there are. A workspace has 100 workflows at most, and one of them 20 KB.',
    listWorkflows: 'All of them, or those of one trigger.',
    orderWorkflows: 'Names all workflows, the first one to run first.',
    getWorkflow: 'With `problems`, where something that it names is gone.',
    editWorkflow:
      'Each edit is a new version. Branches and `otherwise` replace those before. It counts for what happens from then on, a few seconds later.',
    deleteWorkflow: 'Nothing is done by it any more; what it did is still told by its runs.',
    listWorkflowVersions: 'Each save, with who made it.',
    restoreWorkflow:
      'A new version with what the earlier one said. Whether it is on stays. Refused with `workflow_invalid` where something is gone that it named.',
    tryWorkflow:
      'Nothing is written. It is tried as if it were alone, with what is known today; only open hours and the time of the day are those of the event. What is kept no longer tells of every event: of conversations, contacts and cases the newest are tried that are in the state which the trigger leaves, and for `no_answer`, `no_reply` and `unclaimed` those that wait at present, as if their time were up. `agent_available` cannot be tried.',
    runWorkflow:
      'Its trigger is `manual`. Each action is done with the rights and in the name of whoever asks; one that is refused says why, and the next ones are still done. With `dry` nothing is done or written, and it is said what would be: of a reply its words, its segments and what the send gate says. Send an Idempotency-Key, so that a repeated request does nothing twice.',
  },
  parameters: {
    listWorkflows: { trigger: 'Only those that begin with this.' },
    getWorkflow: one,
    editWorkflow: one,
    deleteWorkflow: one,
    listWorkflowVersions: one,
    restoreWorkflow: one,
    tryWorkflow: one,
    runWorkflow: one,
  },
  schemas: {
    WorkflowTriggerType: {
      '': 'What happened. `customer_first_message`: it opens or reopens a conversation. `no_answer`: the customer waits for a person’s answer. `no_reply`: we wait for the customer’s. `unclaimed`: it is open and nobody’s. `manual`: a macro, which people start.',
    },
    WorkflowTrigger: {
      '': 'What a workflow begins with; some wait for a time.',
      type: 'What happened, or has not happened for a time.',
      minutes: 'How long; a fortnight at most.',
      clock: '`open`: minutes of the business hours of the number or its team. `all`: any minutes.',
    },
    WorkflowCondition: {
      '': 'What must be so.',
      fact: 'What is asked. `contact.attributes.plan` is the attribute `plan` of the contact.',
      op: 'How it is compared. `contains`: the words stand anywhere; `has_word`: as words of their own; of a list, any of them. `in`: one of those. None minds capital letters. A fact that is not known is in no condition but those with `not`.',
      value:
        'With what: a list for `in` and `not_in`, HH:MM for `time_of_day`, a number, true or false; nothing for `is_set` and `is_not_set`.',
    },
    WorkflowAction: {
      '': 'What is done.',
      action: 'What.',
      team_id: 'The team; with `by` and `cap`, one of its members.',
      agent_id: 'The agent.',
      agent_ids: 'The agents who are told.',
      by: 'Who of the team: in turn, or who has the fewest open conversations.',
      cap: 'Who has claimed so many open conversations gets no more.',
      tag: 'The tag.',
      template_id:
        'The template that is sent. It asks for nothing, and its use is `workflow`; in a macro `reply`, too.',
      webhook_endpoint_id: 'The endpoint that is told.',
      body: 'The note, for agents only.',
      subject: 'The subject.',
      type: 'The kind of case.',
      key: 'The attribute of the contact.',
      value: 'What it becomes; empty takes it away.',
    },
    WorkflowBranch: {
      '': 'What is done where all conditions hold. Without any it always fits.',
      when: 'The conditions.',
      then: 'The actions, in their order.',
    },
    WorkflowMistake: {
      '': 'What cannot be done any more.',
      path: 'Where, such as `branches.0.then.1.team_id`.',
    },
    Workflow: {
      '': 'What is done when something happens.',
      on: 'Whether it runs.',
      ...contentTexts,
      problems: 'What it names that was deleted, archived or deactivated since.',
    },
    WorkflowVersion: {
      '': 'A workflow as it was saved once.',
      version: 'The version that it had by this save.',
      on: 'Whether it ran from then on.',
      ...contentTexts,
      saved_at: 'When it was saved.',
      saved_by: 'Who saved it.',
      saved_by_name: 'Their name at that time.',
    },
    WorkflowOutcome: {
      '': '`branch`: it fitted. `otherwise`: no branch did. `nothing`: no branch did, and nothing is done otherwise. `cooling_down`: it has just acted there. `stopped`: one before it left it out. `too_many_runs`: the conversation has had 30 in an hour. `caused_by_workflow`: a workflow did what it begins with, and no workflow starts another.',
    },
    WorkflowFailedCondition: {
      '': 'Why a branch did not fit: its first condition that did not hold.',
      branch: 'Which branch, from 0 on.',
      index: 'Which of its conditions, from 0 on.',
      condition: 'The condition; what is long in it is cut.',
      found:
        'What was found instead, cut to 80 characters. Missing where nothing is known, and always for the words of a text.',
    },
    WorkflowTrial: {
      '': 'What a workflow would have done about one event.',
      at: 'When it happened.',
      outcome: 'What became of it.',
      branch: 'The branch that fitted, from 0 on.',
      failed: 'Why the branches before it did not.',
      actions: 'What would have been done.',
    },
    TryWorkflowBody: {
      '': 'What is tried, and with how many events.',
      last: 'How many events, the newest ones.',
      draft: 'What is tried instead of what is saved.',
      'draft.trigger': 'What it begins with.',
      'draft.branches': 'The first one that fits is done.',
      'draft.otherwise': 'What is done where no branch fits.',
      'draft.stop': 'Whether the workflows after it are left out.',
      'draft.cooldown': 'As of a workflow.',
    },
    WorkflowTrials: {
      '': 'What would have been done.',
      data: 'Each event, the newest first.',
      counts: 'How many events there are of each outcome.',
      'counts.branch': 'A branch fitted.',
      'counts.otherwise': 'No branch fitted, and something is done otherwise.',
      'counts.nothing': 'Nothing would have been done.',
      'counts.cooling_down': 'It would have acted a moment before.',
      'counts.too_many_runs': 'It would have acted 30 times in an hour before.',
    },
    MacroRun: {
      '': 'What a macro has done, or would do.',
      outcome: 'Which branch fitted, if any.',
      branch: 'The branch that fitted, from 0 on.',
      failed: 'Why the branches before it did not.',
      actions: 'What became of each action, in their order.',
      'actions.action': 'What was to be done.',
      'actions.outcome': '`done`, `unchanged`, `refused`, or `queued` until somebody is free.',
      'actions.code': 'Why it was refused, or why a reply is held.',
      'actions.id': 'What it made. Missing where nothing was done.',
      'actions.preview': 'Of a reply that would be sent.',
      'actions.preview.body': 'Its words.',
      'actions.preview.segments': 'How many segments it has.',
      'actions.preview.gate': 'What the send gate says.',
    },
    RunWorkflowBody: {
      '': 'Where, and whether at all.',
      conversation_id: 'The conversation.',
      dry: 'Say what would be done, and do nothing.',
    },
    CreateWorkflowBody: { '': 'A new workflow.' },
    EditWorkflowBody: { '': 'What is left out stays.' },
    OrderWorkflowsBody: { '': 'An order.', ids: 'All workflows, the first one to run first.' },
    RestoreWorkflowBody: { '': 'An earlier version.', version: 'Which one.' },
  },
  examples: {
    Workflow: workflow,
    WorkflowVersion: {
      version: 2,
      on: true,
      ...content,
      saved_at: '2026-11-20T15:00:00.000Z',
      saved_by: ids.ana,
      saved_by_name: 'Ana Ruiz',
    },
    CreateWorkflowBody: { on: true, ...content },
    EditWorkflowBody: { on: false },
    OrderWorkflowsBody: { ids: [ids.workflow] },
    RestoreWorkflowBody: { version: 2 },
    TryWorkflowBody: { last: 50 },
    RunWorkflowBody: { conversation_id: ids.conversation, dry: true },
    MacroRun: {
      outcome: 'branch',
      branch: 0,
      failed: [],
      actions: [
        { action: 'tag', outcome: 'unchanged' },
        {
          action: 'reply',
          outcome: 'done',
          preview: { body: 'We are on it.', segments: 1, gate: { decision: 'allow' } },
        },
      ],
    },
    WorkflowTrials: {
      data: [
        {
          at: '2026-11-27T14:00:00.000Z',
          conversation_id: ids.conversation,
          message_id: ids.inbound,
          outcome: 'nothing',
          failed: [
            { branch: 0, index: 1, condition: { fact: 'message.body', op: 'contains', value: 'refund' } },
          ],
          actions: [],
        },
      ],
      counts: { branch: 0, otherwise: 0, nothing: 1, cooling_down: 0, too_many_runs: 0 },
    },
  },
}
