import type { Action, Condition, Workflow, WorkflowContent } from '#domain/workflows/workflow.ts'
import { monday, workspace } from './fake-app.ts'

export const tag = (name: string): Action => ({ action: 'tag', tag: name })

/** A workflow that tags what customers write about refunds, but for what is said otherwise. */
export const refunds = (change: Partial<WorkflowContent> = {}): WorkflowContent => ({
  name: 'Refunds',
  trigger: { type: 'customer_message' },
  branches: [{ when: [{ fact: 'message.body', op: 'contains', value: 'refund' }], then: [tag('refund')] }],
  otherwise: [],
  stop: false,
  cooldown: 3_600,
  ...change,
})

/** With one branch: these conditions, and a tag. */
export const asking = (...when: Condition[]): Pick<WorkflowContent, 'branches'> => ({
  branches: [{ when, then: [tag('fits')] }],
})

/** With one branch that always fits and does this. */
export const doing = (...then: Action[]): Pick<WorkflowContent, 'branches'> => ({
  branches: [{ when: [], then }],
})

let made = 0

/** As it is stored. */
export const stored = (change: Partial<Workflow> = {}): Workflow => ({
  kind: 'workflow',
  workspace,
  id: `wfl_${++made}`,
  ...refunds(),
  on: true,
  createdAt: monday,
  version: 1,
  ...change,
})
