import type { Contact } from '../contacts/contact.ts'
import type { Settings } from '../settings/settings.ts'
import type { Template } from './template.ts'

/** In which languages a customer is written to, best first: the contact's attribute `locale` or `language`, then the workspace's first one. */
export const localesFor = (
  contact: Pick<Contact, 'attributes'> | undefined,
  { languages }: Settings,
): string[] =>
  [contact?.attributes.locale ?? contact?.attributes.language, languages[0]].filter(
    (locale) => locale !== undefined,
  )

/** The body in the first language that the template has, or its own: `es-MX` is also written to in `es`, and in `es-US`. */
export const bodyIn = ({ body, locales }: Pick<Template, 'body' | 'locales'>, wanted: string[]): string => {
  const tags = Object.keys(locales)
  const tag = wanted
    .flatMap((locale) => [
      tags.find((one) => same(one, locale)),
      tags.find((one) => same(one, languageOf(locale))),
      tags.find((one) => same(languageOf(one), languageOf(locale))),
    ])
    .find((found) => found !== undefined)
  return (tag && locales[tag]) ?? body
}

const languageOf = (locale: string): string => locale.split(/[-_]/)[0] ?? locale

const same = (one: string, other: string): boolean =>
  one.toLowerCase().replaceAll('_', '-') === other.toLowerCase().replaceAll('_', '-')
