import type { App } from '../app.ts'
import { DomainError } from '../error.ts'
import type { AgentId, NumberId, TeamId, TemplateId, WorkspaceId } from '../ids.ts'
import { patched } from '../patch.ts'
import { noSuchTeam } from '../teams/load-team.ts'
import type { Case, CaseExternal, CaseNumber, ExternalCase } from './case.ts'

/** What people and programs say of a case. */
export type CaseFacts = Partial<
  Pick<
    Case,
    | 'type'
    | 'status'
    | 'assignee'
    | 'teamId'
    | 'numberId'
    | 'dueAt'
    | 'templateId'
    | 'input'
    | 'fields'
    | 'external'
  >
> & { subject: string; number?: string }

export type CheckNeeds = Pick<App, 'agents' | 'numbers' | 'teams' | 'templates'>

/** Throws `validation_failed` for an agent who is not active, a team, a number or a template that the workspace does not have. */
export const requireKnown = async (
  app: CheckNeeds,
  workspace: WorkspaceId,
  named: {
    assignee?: AgentId | null
    teamId?: TeamId | null
    numberId?: NumberId | null
    templateId?: TemplateId | null
  },
): Promise<void> => {
  const [agent, team, number, template] = await Promise.all([
    named.assignee && app.agents.get(workspace, named.assignee),
    named.teamId && app.teams.get(workspace, named.teamId),
    named.numberId && app.numbers.get(workspace, named.numberId),
    named.templateId && app.templates.get(workspace, named.templateId, 'fresh'),
  ])
  if (named.assignee && !agent?.active) throw unfit('assignee', 'There is no such active agent.')
  if (named.teamId && !team) throw noSuchTeam()
  if (named.numberId && !number) throw unfit('number_id', 'There is no such number.')
  if (named.templateId && !(template && !template.archived))
    throw unfit('template_id', 'There is no such template in use.')
}

/** Throws `validation_failed` for a text of its own in a case that is no task. */
export const requireTask = <T extends Pick<Case, 'type' | 'templateId'>>(one: T): T => {
  if (one.templateId && one.type !== 'task') throw unfit('template_id', 'Only a task has a text of its own.')
  return one
}

export const unfit = (path: string, detail: string): DomainError =>
  new DomainError('validation_failed', detail, { errors: [{ path, detail }] })

const mostFields = 20

/** Null takes a field away, what is not named stays. Throws `validation_failed` beyond twenty. */
export const withFields = (
  fields: Record<string, string>,
  patch: Record<string, string | null>,
): Record<string, string> => {
  const next = patched(fields, patch as Record<string, string>)
  if (Object.keys(next).length <= mostFields) return next
  throw unfit('fields', `A case has at most ${mostFields} fields.`)
}

/** Keeps a number for the case. Throws `case_number_taken` where another one has it. */
export const takeNumber = async (
  app: Pick<App, 'cases'>,
  { workspace, id: caseId, number }: Pick<Case, 'workspace' | 'id' | 'number'>,
): Promise<CaseNumber[]> => {
  const taken = await app.cases.byNumber(workspace, number)
  if (taken && taken.caseId !== caseId)
    throw new DomainError('case_number_taken', 'Another case has this number.', { case_id: taken.caseId })
  return taken ? [] : [{ kind: 'case_number', workspace, number, caseId, version: 0 }]
}

/** Keeps an outside id for the case. Throws `external_id_in_use` where another one has it. */
export const takeExternal = async (
  app: Pick<App, 'cases'>,
  { workspace, id: caseId }: Pick<Case, 'workspace' | 'id'>,
  external: ExternalCase,
): Promise<CaseExternal[]> => {
  const taken = await app.cases.byExternal(workspace, external)
  if (taken && taken.caseId !== caseId)
    throw new DomainError('external_id_in_use', 'Another case has this id.', { case_id: taken.caseId })
  const { system, id: externalId } = external
  return taken ? [] : [{ kind: 'case_external', workspace, system, externalId, caseId, version: 0 }]
}
