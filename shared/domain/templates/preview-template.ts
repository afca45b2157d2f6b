import { type Principal, requireAdmin, requireScope } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { factsOfCase } from '../cases/facts-of-case.ts'
import { loadCase } from '../cases/load-case.ts'
import { exampleLinks, type Portal, previewedLinks } from '../cases/page-address.ts'
import type { Contact } from '../contacts/contact.ts'
import { loadContact } from '../contacts/load-contact.ts'
import type { CaseId, ContactId, NumberId, TemplateId } from '../ids.ts'
import { chooseNumber } from '../numbers/choose-number.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import { partSettings } from '../numbers/part-settings.ts'
import { describeEncoding, type EncodingDescription } from '../text/describe-encoding.ts'
import { type ContentWarning, warningsOf } from '../text/filtered-content.ts'
import { withLineFeeds } from '../text/line-ends.ts'
import { type PartPlan, planParts } from '../text/plan-parts.ts'
import { attributesIn, requireValid } from './check-content.ts'
import { bodyIn, localesFor } from './choose-locale.ts'
import { type FactSources, factsOf, longestFacts, sampleContact, samplePhone } from './facts.ts'
import { fillText } from './fill-text.ts'
import { loadTemplate } from './load-template.ts'
import type { TemplateContent } from './template.ts'
import { nameOf, type Path, type TemplateFacts } from './template-tree.ts'

type Needs = Pick<
  App,
  'agents' | 'cases' | 'clock' | 'contacts' | 'numbers' | 'renderer' | 'settings' | 'teams' | 'templates'
> &
  Portal

/** For whom: a contact of the workspace or the one of a case, facts made up for one, or, without any, a sample. */
export type TemplatePreviewRequest = {
  contactId?: ContactId
  caseId?: CaseId
  sample?: { name?: string; phone?: string; email?: string; attributes?: Record<string, string> }
  numberId?: NumberId
  input?: Record<string, string>
  /** The language; else that of the contact. */
  locale?: string
}

/** A text as it would be sent, and what becomes of it on its way. */
export type FilledPreview = { body: string; plan: PartPlan; encoding: EncodingDescription }

/** `missing`: variables that have no value, named in brackets in the body. `worst`: with the longest values. */
export type TemplatePreview = FilledPreview & {
  missing: string[]
  warnings: ContentWarning[]
  worst: FilledPreview
}

/** What a template becomes for a contact, and with the longest values. Nothing is written. Throws `not_found`. */
export const previewTemplate = async (
  app: Needs,
  principal: Principal,
  id: TemplateId,
  request: TemplatePreviewRequest,
): Promise<TemplatePreview> => {
  requireScope(principal, 'read')
  return preview(app, principal, await loadTemplate(app, principal, id), request)
}

/** The same of a template that is being written. Throws `template_invalid` as saving it would. */
export const previewContent = async (
  app: Needs,
  principal: Principal,
  { content, ...request }: TemplatePreviewRequest & { content: TemplateContent },
): Promise<TemplatePreview> => {
  requireAdmin(principal)
  await requireValid(app, { ...content, workspace: principal.workspace })
  return preview(app, principal, content, request)
}

const preview = async (
  app: Needs,
  principal: Principal,
  template: TemplateContent,
  request: TemplatePreviewRequest,
): Promise<TemplatePreview> => {
  const { workspace } = principal
  const { caseId, numberId, locale, input = {} } = request
  const one = caseId && (await loadCase(app, principal, caseId))
  const contactId = one ? one.contactId : request.contactId
  const [settings, number, contact] = await Promise.all([
    app.settings.get(workspace),
    chooseNumber(app, principal, numberId ?? one?.numberId),
    contactId ? loadContact(app, workspace, contactId) : undefined,
  ])
  const sources = { settings, number, input }
  const agentName = principal.kind === 'agent' ? principal.name : undefined
  const facts = factsOf({
    ...sources,
    ...customerOf(contact, request),
    ...(one && { phone: one.phone }),
    agentName,
    case: one ? factsOfCase(one, settings) : sampleCase(template),
    links: one ? previewedLinks(app, one) : sampleLinks(app, template),
  })
  const body = bodyIn(template, locale ? [locale] : localesFor(contact, settings))
  const written = { ...template, body }
  const { missing } = await fillText(app, written, facts)
  const shown = await fillText(app, written, withNames(facts, missing))
  return {
    ...described(shown.body, number),
    missing: missing.map(nameOf),
    warnings: warningsOf(shown.body),
    worst: await worstOf(app, written, { settings, number, links: exampleLinks(app), input }),
  }
}

const customerOf = (
  contact: Contact | undefined,
  { sample }: TemplatePreviewRequest,
): Pick<FactSources, 'contact' | 'phone'> => {
  if (contact) {
    const { phones } = contact
    return { contact, phone: (phones.find(({ type }) => type === 'mobile') ?? phones[0])?.phone }
  }
  if (!sample) return { contact: sampleContact, phone: samplePhone }
  const { name, email, attributes = {}, phone } = sample
  return {
    contact: { ...(name && { name }), emails: email ? [email] : [], attributes },
    phone: (phone ?? samplePhone) as FactSources['phone'],
  }
}

/** A template for texts of cases is shown for one. */
const sampleCase = ({ use }: TemplateContent): FactSources['case'] =>
  use === 'case'
    ? {
        number: '1042',
        subject: 'Printer',
        status: 'In repair',
        type: 'ticket',
        due: '2026-11-28T17:00:00Z',
        update: 'It is ready.',
      }
    : {}

const sampleLinks = (portal: Portal, { use }: TemplateContent) => (use === 'case' ? exampleLinks(portal) : {})

/** A variable without a value is named in the text that is shown. */
const withNames = (facts: TemplateFacts, missing: Path[]): TemplateFacts =>
  missing.reduce((all, path) => withValue(all, path, `[${nameOf(path)}]`) as TemplateFacts, facts)

const withValue = (facts: object, [step = '', ...more]: Path, value: string): object => ({
  ...facts,
  [step]: more.length > 0 ? withValue(Object(Reflect.get(facts, step) ?? {}), more, value) : value,
})

/** So many of the newest contacts are looked at: one page of them. */
const contactsTried = 100

/**
 * The longest of what the text becomes: with long made-up values, without those that may be empty, and for each of the newest
 * contacts of the workspace.
 */
const worstOf = async (
  app: Pick<App, 'contacts' | 'renderer'>,
  template: TemplateContent,
  sources: Pick<FactSources, 'links' | 'settings' | 'input'> & { number: BusinessNumber },
): Promise<FilledPreview> => {
  const [read, contacts] = await Promise.all([
    app.renderer.read(template.body),
    app.contacts.list(sources.settings.workspace, { limit: contactsTried }),
  ])
  const attributes = 'tree' in read ? attributesIn(read.tree) : []
  const longest = longestFacts(sources, { ...template, attributes })
  const { contact: _, ...others } = longest
  const own = contacts.map(({ record }) => factsOf({ ...sources, ...customerOf(record, {}) }).contact)
  const customers = [longest.contact, { phone: samplePhone, attributes: {} }, ...own]
  const filled = await Promise.all(
    customers.map((contact) => fillText(app, template, { ...others, contact } as TemplateFacts)),
  )
  const [first, ...more] = filled.map(({ body }) => described(body, sources.number))
  if (!first) throw new RangeError('Two facts make two texts.')
  return more.reduce((worst, one) => (one.plan.segments > worst.plan.segments ? one : worst), first)
}

const described = (text: string, number: BusinessNumber): FilledPreview => {
  const body = withLineFeeds(text)
  const settings = partSettings(number)
  return { body, plan: planParts(body, settings), encoding: describeEncoding(body, settings) }
}
