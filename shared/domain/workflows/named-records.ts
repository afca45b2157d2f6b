import type { App } from '../app.ts'
import type { AgentId, NumberId, TeamId, TemplateId, WebhookEndpointId, WorkspaceId } from '../ids.ts'
import type { Template } from '../templates/template.ts'
import {
  type Action,
  actionsIn,
  type Condition,
  conditionsIn,
  type WorkflowContent,
  type WorkflowMistake,
} from './workflow.ts'

/** By which what workflows name is looked up. */
export type NamedRecords = Pick<App, 'agents' | 'numbers' | 'teams' | 'templates' | 'webhookEndpoints'>

/** A record that a workflow names, and where. */
type Named = { path: string } & (
  | { kind: 'agent'; id: AgentId }
  | { kind: 'number'; id: NumberId }
  | { kind: 'team'; id: TeamId }
  /** `byHand`: a person starts it, who has a name and uses templates for replies. */
  | { kind: 'template'; id: TemplateId; byHand: boolean }
  | { kind: 'endpoint'; id: WebhookEndpointId }
)

export const namedIn = (content: WorkflowContent): Named[] => [
  ...conditionsIn(content).flatMap(({ path, condition }) => namedByCondition(path, condition)),
  ...actionsIn(content).flatMap(({ path, action }) =>
    namedByAction(path, action, content.trigger.type === 'manual'),
  ),
]

const namedByCondition = (path: string, { fact, value }: Condition): Named[] => {
  const ids = value === undefined ? [] : [value].flat().map(String)
  const paths = ids.map((_, i) => (Array.isArray(value) ? `${path}.value.${i}` : `${path}.value`))
  const at = (i: number) => paths[i] ?? path
  if (fact === 'number') return ids.map((id, i) => ({ path: at(i), kind: 'number', id: id as NumberId }))
  if (fact === 'conversation.team' || fact === 'case.team')
    return ids.map((id, i) => ({ path: at(i), kind: 'team', id: id as TeamId }))
  return []
}

const namedByAction = (path: string, action: Action, byHand: boolean): Named[] => {
  switch (action.action) {
    case 'assign_team':
      return [{ path: `${path}.team_id`, kind: 'team', id: action.teamId }]
    case 'assign_agent':
      return 'agentId' in action
        ? [{ path: `${path}.agent_id`, kind: 'agent', id: action.agentId }]
        : [{ path: `${path}.team_id`, kind: 'team', id: action.teamId }]
    case 'reply':
      return [{ path: `${path}.template_id`, kind: 'template', id: action.templateId, byHand }]
    case 'notify':
      return action.agentIds.map((id, i) => ({ path: `${path}.agent_ids.${i}`, kind: 'agent', id }))
    case 'webhook':
      return [{ path: `${path}.webhook_endpoint_id`, kind: 'endpoint', id: action.webhookEndpointId }]
    default:
      return []
  }
}

/** What is named and does not exist, or cannot be used. Each record is looked up once, however often it is named. */
export const unfitIn = async (
  app: NamedRecords,
  workspace: WorkspaceId,
  named: Named[],
): Promise<WorkflowMistake[]> => {
  const looked = new Map<string, Promise<string | undefined>>()
  const whyUnfit = (one: Named) => {
    const key = `${one.id} ${'byHand' in one && one.byHand}`
    const known = looked.get(key) ?? lookUp(app, workspace, one)
    looked.set(key, known)
    return known
  }
  const found = await Promise.all(named.map(async (one) => ({ path: one.path, detail: await whyUnfit(one) })))
  return found.flatMap(({ path, detail }) => (detail === undefined ? [] : [{ path, detail }]))
}

/** Why it cannot be used; undefined where it can. */
const lookUp = async (app: NamedRecords, workspace: WorkspaceId, one: Named): Promise<string | undefined> => {
  switch (one.kind) {
    case 'agent': {
      const agent = await app.agents.get(workspace, one.id)
      return agent?.active ? undefined : 'There is no such active agent.'
    }
    case 'number':
      return isId(one.id) && (await app.numbers.get(workspace, one.id))
        ? undefined
        : 'There is no such number.'
    case 'team':
      return isId(one.id) && (await app.teams.get(workspace, one.id)) ? undefined : 'There is no such team.'
    case 'endpoint':
      return (await app.webhookEndpoints.get(workspace, one.id)) ? undefined : 'There is no such endpoint.'
    case 'template':
      return whyNoTemplate(await app.templates.get(workspace, one.id, 'fresh'), one.byHand)
  }
}

/** In conditions any text may stand for an id: nothing else is made a key of. */
const isId = (text: string): boolean => /^[a-z]{3}_\w{1,40}$/.test(text)

/** A text leaves without anybody who could be asked for something. Those for replies may say who writes. */
const whyNoTemplate = (template: Template | undefined, byHand: boolean): string | undefined => {
  if (!template) return 'There is no such template.'
  if (template.archived) return 'This template is archived.'
  if (template.use !== 'workflow' && !(byHand && template.use === 'reply'))
    return 'This template is not one for workflows.'
  return template.inputs.some(({ required }) => required)
    ? 'Nobody is there to be asked for its inputs.'
    : undefined
}
