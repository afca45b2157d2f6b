import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { Contact } from '../contacts/contact.ts'
import { DomainError } from '../error.ts'
import type { TemplateId } from '../ids.ts'
import type { UsedTemplate } from '../messages/used-template.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Address } from '../phones/phone.ts'
import { bodyIn, localesFor } from './choose-locale.ts'
import { type CaseFacts, type FactSources, factsOf } from './facts.ts'
import { fillText } from './fill-text.ts'
import { requireTemplate } from './load-template.ts'
import type { Template } from './template.ts'
import { nameOf, type Path } from './template-tree.ts'

type Needs = Pick<App, 'renderer' | 'settings' | 'teams' | 'templates'>

/**
 * Whom a text goes to, from which number, and about which case. `pageCode`: of a page for the case that is there only once it is
 * written with a text which says it.
 */
export type Addressee = Pick<FactSources, 'links'> & {
  contact?: Contact
  phone?: Address
  number?: BusinessNumber
  case?: CaseFacts
  pageCode?: string
}

/** `pageCode`: of the customer's page, where the words say it and it is not written yet. */
export type FilledRequest = { body: string; template: UsedTemplate; pageCode?: string }

type TemplateRequest = {
  templateId: TemplateId
  input: Record<string, string>
  /** Pictures go with it, so that it needs no words. */
  wordless?: boolean
  /** A setting names it: whose teams it is for does not matter. */
  bySetting?: boolean
}

/**
 * The words of a template for one customer, in their language, from what is known of them now. Throws
 * `template_variable_missing` with the names of what is not, `validation_failed` for a template that cannot be used or
 * inputs that it does not have.
 */
export const fillRequest = async (
  app: Needs,
  principal: Principal,
  { templateId, input, wordless = false, bySetting }: TemplateRequest,
  addressee: () => Promise<Addressee>,
): Promise<FilledRequest> => {
  const template = await requireTemplate(app, principal, templateId, bySetting)
  requireInputs(template, input)
  const [settings, to] = await Promise.all([app.settings.get(principal.workspace), addressee()])
  const agentName = principal.kind === 'agent' ? principal.name : undefined
  const facts = factsOf({ ...to, settings, agentName, input })
  const body = bodyIn(template, localesFor(to.contact, settings))
  const filled = await fillText(app, { ...template, body }, facts)
  if (filled.missing.length > 0) throw variableMissing(filled.missing, to)
  if (filled.body === '' && !wordless) throw empty()
  const used = { id: template.id, version: template.version }
  return { body: filled.body, template: used, ...saidCode(filled.body, to) }
}

/** In whatever case, for a filter may have changed it. */
const saidCode = (body: string, { pageCode }: Addressee) =>
  pageCode !== undefined && body.toLowerCase().includes(pageCode) ? { pageCode } : {}

const requireInputs = ({ inputs }: Template, input: Record<string, string>): void => {
  const detail = 'The template has no such input.'
  const errors = Object.keys(input)
    .filter((name) => inputs.every((one) => one.name !== name))
    .map((name) => ({ path: `input.${name}`, detail }))
  if (errors.length > 0) throw new DomainError('validation_failed', detail, { errors })
}

const variableMissing = (paths: Path[], { case: caseFacts }: Addressee): DomainError => {
  const variables = paths.map(nameOf)
  return new DomainError(
    'template_variable_missing',
    [
      `The text would have a hole: there is no value for ${variables.join(', ')}.`,
      ...(caseFacts && variables.includes('links.case') ? [pageGone] : []),
    ].join(' '),
    {
      variables,
      errors: paths.map(([root, name]) => ({
        path: root === 'input' ? `input.${name}` : 'template_id',
        detail: 'There is no value for it.',
      })),
    },
  )
}

const pageGone =
  'The page of the case was taken away, or has ended. Give the case a page, and the text can be sent.'

const empty = (): DomainError => {
  const detail = 'For this customer the template has no words.'
  return new DomainError('validation_failed', detail, { errors: [{ path: 'template_id', detail }] })
}
