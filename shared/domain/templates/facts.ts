import type { Contact } from '../contacts/contact.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Address } from '../phones/phone.ts'
import type { Settings } from '../settings/settings.ts'
import type { TemplateFacts } from './template-tree.ts'

/** What of a case a text may say. `due`: a time in RFC 3339, for the filter `date`. */
export type CaseFacts = Partial<
  Record<'number' | 'subject' | 'status' | 'type' | 'url' | 'due' | 'update', string | undefined>
>

export type FactSources = {
  contact?: Pick<Contact, 'name' | 'emails' | 'attributes'>
  /** The phone that is texted. */
  phone?: Address
  /** The name of the agent who sends. */
  agentName?: string
  settings: Settings
  number?: BusinessNumber
  case?: CaseFacts
  /** `case`: the address of the page that the customer of the case may open. */
  links?: { case?: string | undefined }
  input: Record<string, string>
}

/** What a template can say. What is blank is left out, as what is not known is. */
export const factsOf = ({
  contact,
  phone,
  agentName,
  settings,
  number,
  case: caseFacts = {},
  links = {},
  input,
}: FactSources): TemplateFacts => ({
  contact: {
    ...filled({ ...namesOf(contact), phone, email: contact?.emails[0] }),
    attributes: filled(contact?.attributes ?? {}),
  },
  agent: filled({ name: agentName, first_name: splitName(agentName).first }),
  company: filled({ name: settings.companyName, support: settings.supportContact }),
  number: filled({ name: number?.name, phone: number?.address }),
  case: filled(caseFacts),
  links: filled(links),
  input: filled(input),
})

const filled = (facts: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  )

/** Attributes say it better than the words of a name, where there are any. */
const namesOf = (contact: FactSources['contact']) => {
  const { first, last } = splitName(contact?.name)
  const { first_name = first, last_name = last } = contact?.attributes ?? {}
  return { name: contact?.name, first_name, last_name }
}

/** "Ada Lovelace" and "Lovelace, Ada". A single word is a first name. */
const splitName = (name = ''): { first?: string; last?: string } => {
  const [, lastFirst, firstLast] = /^([^,]+),\s*([^,]+)$/.exec(name.trim()) ?? []
  if (firstLast) return { first: firstLast, last: lastFirst }
  const [first, ...others] = name.trim().split(/\s+/)
  return { first, last: others.join(' ') }
}

/** Whom an admin sees a template filled in for, unless for somebody else. */
export const sampleContact = { name: 'Ada Lovelace', emails: ['ada@example.com'], attributes: {} }
export const samplePhone: Address = '+12065550123'

/** Thirty characters, with accents that GSM-7 does not have. */
const longName = 'Wolfgang-Amadéus Dvořák-Müller'
const longWord = 'm'.repeat(30)

/**
 * The longest that may stand in a text: long names and values where the workspace's own are not known, and the longest of its
 * own where they are.
 */
export const longestFacts = (
  { settings, number, links, input }: Pick<FactSources, 'settings' | 'number' | 'links' | 'input'>,
  template: { inputs: { name: string }[]; attributes: string[] },
): TemplateFacts => {
  const inputs = template.inputs.map(({ name }) => [name, input[name]?.trim() || longWord])
  return factsOf({
    contact: {
      name: longName,
      emails: [`${longWord}@example.com`],
      attributes: Object.fromEntries([
        ...template.attributes.map((name) => [name, longWord]),
        ...['first_name', 'last_name'].map((name) => [name, longName]),
      ]),
    },
    phone: samplePhone,
    agentName: longName,
    settings: { ...settings, supportContact: settings.supportContact ?? longWord },
    number: number && { ...number, name: number.name ?? longWord },
    case: {
      ...{ number: '1234567', subject: `${longWord} ${longWord}`, status: longWord, type: 'opportunity' },
      ...{ url: `https://example.com/${longWord}`, due: '2026-11-28T17:00:00Z' },
      update: `${longWord} ${longWord} ${longWord}`,
    },
    links,
    input: Object.fromEntries(inputs),
  })
}
