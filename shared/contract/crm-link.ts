/** What a customer is known by in the place that a link leads to. */
type Known = { phone: string; externalIds: Record<string, string> }

/** `{phone}`, `{external_id}`, and `{external_id.<system>}` for contacts that several systems know. */
const placeholder = /\{(phone|external_id(?:\.[A-Za-z0-9_.-]{1,40})?)\}/g

/**
 * Whether a text is the template of a link to a customer in the company's own CRM: an https address with at least one
 * placeholder, none of them in its host.
 */
export const isCrmLink = (template: string): boolean => {
  const [one, other] = ['1', '2'].map((value) => parse(template.replaceAll(placeholder, value)))
  if (!one || !other || one.href === other.href) return false
  return one.host === other.host && one.protocol === 'https:' && !one.username && !one.password
}

const parse = (address: string) =>
  /[{}\s\\]/.test(address) || !URL.canParse(address) ? undefined : new URL(address)

/** The link to one customer. Undefined where they have no id that it needs, or several to choose from. */
export const crmLinkOf = (template: string, known: Known): string | undefined => {
  const names = [...template.matchAll(placeholder)].map(([, name = '']) => name)
  if (names.some((name) => fillingOf(name, known) === undefined)) return undefined
  return template.replaceAll(placeholder, (_, name) => encodeURIComponent(fillingOf(name, known) ?? ''))
}

const fillingOf = (name: string, { phone, externalIds }: Known): string | undefined => {
  if (name === 'phone') return phone
  const [only, ...more] = Object.values(externalIds)
  if (name === 'external_id') return more.length === 0 ? only : undefined
  return externalIds[name.slice('external_id.'.length)]
}
