/** Markup that is ready: whatever stands in it was written by us, or is escaped. */
export type Html = { readonly markup: string }

type Value = Html | string | number | undefined | false | Value[]

/** A template of markup. Whatever is filled in is escaped, unless it is such a template itself; lists are joined. */
export const html = (parts: TemplateStringsArray, ...values: Value[]): Html => ({
  markup: parts.map((part, index) => part + (index < values.length ? toMarkup(values[index]) : '')).join(''),
})

const toMarkup = (value: Value): string => {
  if (value === undefined || value === false) return ''
  if (Array.isArray(value)) return value.map(toMarkup).join('')
  return typeof value === 'object' ? value.markup : String(value).replace(/[&<>"']/g, escapeOf)
}

/** Enough between tags and in attributes that stand in double quotes, as all of ours do. */
const escapeOf = (character: string): string => `&#${character.charCodeAt(0)};`
