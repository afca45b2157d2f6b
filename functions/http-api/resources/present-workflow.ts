import type { Shape } from '#contract/api/operation.ts'
import type * as contract from '#contract/api/workflows.ts'
import type { Action, WorkflowContent } from '#domain/workflows/workflow.ts'
import type { FailedCondition } from '#domain/workflows/workflow-run.ts'
import { camelCased } from '../edge/camel-case.ts'

type Presented = Shape<
  (typeof contract.workflowOperations)['listWorkflowVersions']['response']
>['data'][number]
type PresentedAction = Presented['otherwise'][number]
type PresentedContent = Pick<Presented, 'name' | 'trigger' | 'branches' | 'otherwise' | 'stop' | 'cooldown'>

/** What is written of a workflow, as clients see it. */
export const presentContent = (content: WorkflowContent): PresentedContent => ({
  name: content.name,
  trigger: content.trigger,
  branches: content.branches.map(({ when, then }) => ({ when, then: then.map(presentAction) })),
  otherwise: content.otherwise.map(presentAction),
  stop: content.stop,
  cooldown: content.cooldown,
})

export const presentAction = (action: Action): PresentedAction => {
  switch (action.action) {
    case 'assign_team':
      return { action: action.action, team_id: action.teamId }
    case 'assign_agent':
      return 'agentId' in action
        ? { action: action.action, agent_id: action.agentId }
        : { action: action.action, team_id: action.teamId, by: action.by, cap: action.cap }
    case 'tag':
    case 'untag':
      return { action: action.action, tag: action.tag }
    case 'reply':
      return { action: action.action, template_id: action.templateId }
    case 'notify':
      return { action: action.action, agent_ids: action.agentIds }
    case 'webhook':
      return { action: action.action, webhook_endpoint_id: action.webhookEndpointId }
    default:
      return action
  }
}

type Written = {
  branches?: PresentedContent['branches'] | undefined
  otherwise?: PresentedAction[] | undefined
}

/** What is written of a workflow, with the names of the domain. */
export const writtenOf = <W extends Written>(written: W) => {
  const { branches, otherwise } = written
  return {
    ...written,
    ...(branches && {
      branches: branches.map(({ when, then }) => ({ when, then: then.map(actionOf) })),
    }),
    ...(otherwise && { otherwise: otherwise.map(actionOf) }),
  } as Omit<W, keyof Written> & {
    [K in keyof W & keyof Written]: WorkflowContent[K] | Extract<W[K], undefined>
  }
}

/** The names of fields are the same but for their case, and the contract has checked which go together. */
const actionOf = (action: PresentedAction): Action => camelCased(action) as Action

/** Why a branch did not fit. */
export const presentFailed = ({ found, ...failed }: FailedCondition) => ({
  ...failed,
  found: Array.isArray(found) ? [...found] : (found as Exclude<typeof found, readonly string[]>),
})
