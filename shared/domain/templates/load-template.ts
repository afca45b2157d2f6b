import type { Principal } from '../agents/principal.ts'
import { isAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { DomainError, notFound } from '../error.ts'
import type { TeamId, TemplateId, WorkspaceId } from '../ids.ts'
import type { Template } from './template.ts'

type Needs = Pick<App, 'teams' | 'templates'>

/** More than any workspace has. */
const mostTeams = 1_000

/**
 * Whether a template is for the principal: admins and programs see all of them, agents those of their teams and those of
 * none.
 */
export const visibleTo = async (
  app: Pick<App, 'teams'>,
  principal: Principal,
): Promise<(template: Pick<Template, 'teamIds'>) => boolean> => {
  if (principal.kind === 'program' || isAdmin(principal)) return () => true
  const teams = await app.teams.page(principal.workspace, { limit: mostTeams })
  const own = new Set<TeamId>(
    teams.flatMap(({ record: { id, members } }) => (members.includes(principal.id) ? [id] : [])),
  )
  return ({ teamIds }) => teamIds.length === 0 || teamIds.some((id) => own.has(id))
}

/** A template that the principal may see: one of other teams does not exist for them. Throws `not_found`. */
export const loadTemplate = async (app: Needs, principal: Principal, id: TemplateId): Promise<Template> => {
  const template = await findTemplate(app, principal, id)
  if (!template) throw notFound('template')
  return template
}

const findTemplate = async (
  app: Needs,
  principal: Principal,
  id: TemplateId,
): Promise<Template | undefined> => {
  const template = await app.templates.get(principal.workspace, id, 'fresh')
  if (!template || template.teamIds.length === 0) return template
  const isVisible = await visibleTo(app, principal)
  return isVisible(template) ? template : undefined
}

/**
 * A template that somebody wants to send, or that a setting names. Throws `validation_failed` where there is none for them, or it is
 * archived.
 */
export const requireTemplate = async (
  app: Needs,
  principal: Principal,
  id: TemplateId,
  bySetting = false,
): Promise<Template> => {
  const template = bySetting
    ? await app.templates.get(principal.workspace, id, 'fresh')
    : await findTemplate(app, principal, id)
  if (template && !template.archived) return template
  const detail = template ? 'This template is archived.' : 'There is no such template.'
  throw new DomainError('validation_failed', detail, { errors: [{ path: 'template_id', detail }] })
}

/** Throws `validation_failed` where the workspace does not have one of the teams. */
export const requireTeams = async (
  app: Pick<App, 'teams'>,
  workspace: WorkspaceId,
  ids: readonly TeamId[],
): Promise<void> => {
  const teams = await Promise.all(ids.map((id) => app.teams.get(workspace, id)))
  const detail = 'There is no such team.'
  const errors = teams.flatMap((team, i) => (team ? [] : [{ path: `team_ids.${i}`, detail }]))
  if (errors.length > 0)
    throw new DomainError('validation_failed', 'One of the teams does not exist.', { errors })
}
