import type { Shape } from '#contract/api/operation.ts'
import type * as contract from '#contract/api/templates.ts'
import { createTemplate } from '#domain/templates/create-template.ts'
import { deleteTemplate } from '#domain/templates/delete-template.ts'
import { editTemplate } from '#domain/templates/edit-template.ts'
import { listTemplates } from '#domain/templates/list-templates.ts'
import {
  type FilledPreview,
  previewContent,
  previewTemplate,
  type TemplatePreview,
} from '#domain/templates/preview-template.ts'
import { readTemplate } from '#domain/templates/read-template.ts'
import type { Template } from '#domain/templates/template.ts'
import { camelCased } from '../edge/camel-case.ts'
import type { Routes } from '../edge/route.ts'
import type { AdminApp } from './carrier-accounts.ts'
import { presentPage, time } from './present.ts'

type Operations = typeof contract.templateOperations

export const templateRoutes: Routes<Operations, AdminApp> = {
  createTemplate: async ({ app, principal, body }) =>
    presentTemplate(await createTemplate(app, principal, camelCased(body))),
  listTemplates: async ({ app, principal, query }) =>
    presentPage(await listTemplates(app, principal, query), presentTemplate),
  getTemplate: async ({ app, principal, params }) =>
    presentTemplate(await readTemplate(app, principal, params.id)),
  editTemplate: async ({ app, principal, params, body, seen }) =>
    presentTemplate(await editTemplate(app, principal, params.id, camelCased(body), seen)),
  deleteTemplate: async ({ app, principal, params, seen }) => {
    await deleteTemplate(app, principal, params.id, seen)
    return undefined
  },
  previewTemplate: async ({ app, principal, params, body }) =>
    presentPreview(await previewTemplate(app, principal, params.id, camelCased(body))),
  previewTemplateContent: async ({
    app,
    principal,
    body: { contact_id, case_id, sample, number_id, input, locale, ...content },
  }) =>
    presentPreview(
      await previewContent(app, principal, {
        content,
        ...camelCased({ contact_id, case_id, sample, number_id, input, locale }),
      }),
    ),
}

const presentTemplate = (template: Template): Shape<Operations['getTemplate']['response']> => ({
  id: template.id,
  name: template.name,
  shortcut: template.shortcut,
  folder: template.folder,
  use: template.use,
  body: template.body,
  format: template.format,
  locales: template.locales,
  inputs: template.inputs,
  team_ids: template.teamIds,
  archived: template.archived,
  created_at: time(template.createdAt),
  version: template.version,
})

const presentPreview = (preview: TemplatePreview): Shape<typeof contract.templatePreview> => ({
  ...presentFilled(preview),
  missing_variables: preview.missing,
  warnings: preview.warnings,
  worst_case: presentFilled(preview.worst),
})

const presentFilled = ({ body, plan, encoding }: FilledPreview) => ({
  body,
  encoding: plan.encoding,
  segments: plan.segments,
  forcing_ucs2: encoding.characters,
})
