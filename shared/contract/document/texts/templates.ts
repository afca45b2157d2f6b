import type { templateOperations } from '../../api/templates.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const one = { id: 'The template.' }

const whom = {
  contact_id: 'The contact for whom it is filled in.',
  case_id: 'The case for whose customer it is filled in, with what can be said of it.',
  sample: 'A made-up contact instead. Without any of these it is one called Ada Lovelace.',
  'sample.name': 'The name.',
  'sample.phone': 'The phone.',
  'sample.email': 'The e-mail address.',
  'sample.attributes': 'The attributes, by their names.',
  number_id: 'The number from which it would leave; else the first one.',
  input: 'What the template asks for, by the names of its inputs.',
  locale: "The language; else the contact's.",
}

const written = {
  name: 'Thanks',
  shortcut: 'thanks',
  folder: 'Repairs',
  use: 'reply',
  body: 'Hi {{ contact.first_name | default: "there" }}, we come at {{ input.time }}. {{ agent.first_name }}',
  format: 'text',
  locales: {
    es: 'Hola{% if contact.first_name %} {{ contact.first_name }}{% endif %}, llegamos a las {{ input.time }}.',
  },
  inputs: [{ name: 'time', label: 'When do we come?', required: true }],
  team_ids: [ids.team],
}

export const templateTexts: Texts<typeof templateOperations> = {
  tag: {
    name: 'Templates',
    description:
      'Texts with variables in Liquid, such as `{{ contact.first_name | default: "there" }}`. They are filled in on the server when they are sent: see `template_id` wherever a text is taken.',
  },
  operations: {
    createTemplate:
      'Checked before it is kept: `template_invalid` names each mistake with its line. A variable that may be empty needs `default` or an `if` around it. Tags: if, unless, case, comment, raw.',
    listTemplates: 'Agents see those of their teams and those of none. Without `archived` the live ones.',
    getTemplate: 'One template with its translations.',
    editTemplate:
      'What is left out stays; `locales`, `inputs` and `team_ids` replace those before. An archived template cannot be sent, and its shortcut is free.',
    deleteTemplate: 'Texts that were made from it keep their words. Whoever may want it again archives it.',
    previewTemplate:
      'Nothing is sent. `worst_case` is the same with names of thirty characters, with accents, and other long values.',
    previewTemplateContent: 'What cannot be kept is refused as it would be then: `template_invalid`.',
  },
  parameters: {
    listTemplates: {
      use: 'Only templates for this.',
      query: 'Only those with all these words, or their beginnings, in the name, the shortcut or the folder.',
      archived: '`true`: only the archived ones.',
    },
    getTemplate: one,
    editTemplate: one,
    deleteTemplate: one,
    previewTemplate: one,
  },
  schemas: {
    TemplateUse: { '': 'What it is for: replies of agents, texts of cases, of workflows, or of a number.' },
    TemplateInput: {
      '': 'What whoever sends it is asked for: `input.<name>` in the body.',
      name: 'Its name in the body: small letters, digits and underscores.',
      label: 'The question that people see.',
      required: 'Whether it must be given. If not, the body needs a `default` for it.',
    },
    Template: {
      '': 'A text with variables.',
      shortcut: 'What agents type behind `/` to find it. One live template has it.',
      folder: 'The folder in which people see it.',
      use: 'What it is for.',
      body: 'The text in Liquid.',
      format: 'What the body and its translations are written in. They leave as plain text.',
      locales:
        "The body in other languages, by BCP 47 tag. The contact's attribute `locale` or `language` chooses, then the workspace's first language.",
      inputs: 'What whoever sends it is asked for.',
      team_ids: 'The teams whose agents see it. Empty: everybody.',
      archived: 'Whether it was taken out of use.',
    },
    TemplatePreview: {
      '': 'What a template becomes.',
      body: 'The plain text. A variable without a value is shown by its name in brackets.',
      encoding: 'How its characters would travel.',
      segments: 'How many segments it would have.',
      forcing_ucs2: 'The characters for which the text needs UCS-2.',
      missing_variables: 'What has no value: sending it would be refused with `template_variable_missing`.',
      warnings: 'What carriers are known to filter.',
      worst_case: 'The same at its longest.',
      'worst_case.body': 'The plain text.',
      'worst_case.encoding': 'How its characters would travel.',
      'worst_case.segments': 'How many segments it would have.',
      'worst_case.forcing_ucs2': 'The characters for which it needs UCS-2.',
    },
    CreateTemplateBody: { '': 'A new template.' },
    EditTemplateBody: { '': 'What is left out stays. `shortcut` and `folder` null take them away.' },
    PreviewTemplateBody: { '': 'For whom.', ...whom },
    PreviewTemplateContentBody: {
      '': 'A template that is being written, and for whom.',
      use: 'What it is for.',
      body: 'The text in Liquid.',
      format: 'What it is written in.',
      locales: 'The body in other languages.',
      inputs: 'What whoever sends it is asked for.',
      ...whom,
    },
  },
  examples: {
    Template: {
      id: ids.template,
      ...written,
      archived: false,
      created_at: '2026-09-01T08:00:00.000Z',
      version: 2,
    },
    TemplatePreview: {
      body: 'Hi Ada, we come at noon. Ana',
      encoding: 'gsm7',
      segments: 1,
      forcing_ucs2: [],
      missing_variables: [],
      warnings: [],
      worst_case: {
        body: 'Hi Wolfgang-Amadéus Dvořák-Müller, we come at noon. Wolfgang-Amadéus',
        encoding: 'ucs2',
        segments: 1,
        forcing_ucs2: [
          { character: 'ř', count: 1, positions: [23], replacement: null },
          { character: 'á', count: 1, positions: [24], replacement: null },
        ],
      },
    },
    CreateTemplateBody: written,
    EditTemplateBody: { archived: true },
    PreviewTemplateBody: { contact_id: ids.contact, input: { time: 'noon' } },
    PreviewTemplateContentBody: {
      body: written.body,
      inputs: written.inputs,
      sample: { name: 'Ada Lovelace' },
      input: { time: 'noon' },
    },
  },
}
