import * as z from 'zod/mini'
import { once } from '../once.ts'
import { contentWarning, encoding, forcingCharacter } from './messages.ts'
import type { Operation } from './operation.ts'
import {
  body as anyBody,
  atMost,
  caseId,
  contactId,
  flag,
  format,
  named,
  numberId,
  page,
  pageQuery,
  phone,
  teamId,
  templateId,
  templateInput,
  text,
  timestamp,
  words,
} from './shapes.ts'

const use = named('TemplateUse', () => z.enum(['reply', 'case', 'workflow', 'number']))

const longestTemplate = 5_000
const body = () => anyBody.check(z.maxLength(longestTemplate))

/** Of one's own choice, in any language, without spaces and `/`. */
const shortcut = () => z.string().check(z.regex(/^[^\s/]{1,40}$/))

/** BCP 47: es, pt-BR. */
const locale = () => z.string().check(z.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/))

const locales = () => z.record(locale(), body()).check(atMost(20))

const input = named('TemplateInput', () =>
  z.strictObject({
    name: z.string().check(z.regex(/^[a-z][a-z0-9_]{0,39}$/)),
    label: words(100),
    required: z._default(z.boolean(), true),
  }),
)

const inputs = () =>
  z.array(input()).check(
    z.maxLength(10),
    z.refine((all) => new Set(all.map(({ name }) => name)).size === all.length, {
      error: 'Two inputs have the same name.',
    }),
  )

const template = named('Template', () =>
  z.object({
    id: templateId,
    name: z.string(),
    shortcut: z.optional(z.string()),
    folder: z.optional(z.string()),
    use: use(),
    body: z.string(),
    format,
    locales: z.record(z.string(), z.string()),
    inputs: z.array(input()),
    team_ids: z.array(teamId),
    archived: z.boolean(),
    created_at: timestamp,
    version: z.int(),
  }),
)

const teams = () => z.array(teamId).check(z.maxLength(50))
const one = () => z.object({ id: templateId })

const filled = () => ({
  body: z.string(),
  encoding: encoding(),
  segments: z.int(),
  forcing_ucs2: z.array(forcingCharacter()),
})

export const templatePreview = named('TemplatePreview', () =>
  z.object({
    ...filled(),
    missing_variables: z.array(z.string()),
    warnings: z.array(contentWarning()),
    worst_case: z.object(filled()),
  }),
)

/** For whom a template is filled in. */
const whom = () => ({
  contact_id: z.optional(contactId),
  case_id: z.optional(caseId),
  sample: z.optional(
    z.strictObject({
      name: z.optional(text(200)),
      phone: z.optional(phone),
      email: z.optional(text(254)),
      attributes: z.optional(z.record(text(100), text(500)).check(atMost(50))),
    }),
  ),
  number_id: z.optional(numberId),
  input: z.optional(templateInput()),
  locale: z.optional(locale()),
})

const oneCustomer = once(() =>
  z.refine<{ contact_id?: string | undefined; case_id?: string | undefined; sample?: object | undefined }>(
    ({ contact_id, case_id, sample }) =>
      [contact_id, case_id, sample].filter((one) => one !== undefined).length <= 1,
    { path: ['sample'], error: 'Send one of contact_id, case_id and sample.' },
  ),
)

const content = () => ({
  use: z._default(use(), 'reply'),
  body: body(),
  format: z._default(format, 'text'),
  locales: z._default(locales(), {}),
  inputs: z._default(inputs(), []),
})

export const templateOperations = {
  createTemplate: {
    method: 'POST',
    path: '/v1/templates',
    summary: 'Create a template of texts',
    scope: 'manage',
    role: 'admin',
    body: () =>
      z.strictObject({
        name: words(100),
        shortcut: z.optional(shortcut()),
        folder: z.optional(words(100)),
        ...content(),
        team_ids: z._default(teams(), []),
      }),
    response: template,
    status: 201,
  },
  listTemplates: {
    method: 'GET',
    path: '/v1/templates',
    summary: 'The templates that one may use, oldest first',
    scope: 'read',
    query: () =>
      z.object({
        use: z.optional(use()),
        query: z.optional(text(100)),
        archived: z.optional(flag),
        ...pageQuery,
      }),
    response: page(template),
    status: 200,
  },
  getTemplate: {
    method: 'GET',
    path: '/v1/templates/{id}',
    summary: 'One template',
    scope: 'read',
    params: one,
    response: template,
    status: 200,
  },
  editTemplate: {
    method: 'PATCH',
    path: '/v1/templates/{id}',
    summary: 'Edit a template, archive it or take it back into use',
    scope: 'manage',
    role: 'admin',
    params: one,
    body: () =>
      z.strictObject({
        name: z.optional(words(100)),
        shortcut: z.optional(z.nullable(shortcut())),
        folder: z.optional(z.nullable(words(100))),
        use: z.optional(use()),
        body: z.optional(body()),
        format: z.optional(format),
        locales: z.optional(locales()),
        inputs: z.optional(inputs()),
        team_ids: z.optional(teams()),
        archived: z.optional(z.boolean()),
      }),
    ifMatch: 'required',
    response: template,
    status: 200,
  },
  deleteTemplate: {
    method: 'DELETE',
    path: '/v1/templates/{id}',
    summary: 'Delete a template for good',
    scope: 'manage',
    role: 'admin',
    params: one,
    ifMatch: 'required',
    response: () => z.undefined(),
    status: 204,
  },
  previewTemplate: {
    method: 'POST',
    path: '/v1/templates/{id}/preview',
    summary: 'What a template becomes for a contact, and at its longest',
    scope: 'read',
    params: one,
    body: () => z.strictObject(whom()).check(oneCustomer()),
    response: templatePreview,
    status: 200,
  },
  previewTemplateContent: {
    method: 'POST',
    path: '/v1/template_previews',
    summary: 'The same of a template that is being written',
    scope: 'manage',
    role: 'admin',
    body: () => z.strictObject({ ...content(), ...whom() }).check(oneCustomer()),
    response: templatePreview,
    status: 200,
  },
} as const satisfies Record<string, Operation>
