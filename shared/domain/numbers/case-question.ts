import type { Language, Settings } from '../settings/settings.ts'
import { withCompanyFacts } from '../text/company-facts.ts'
import type { NumberTexts } from './number.ts'

const defaults: Record<Language, string> = {
  en: 'You have (Count) open requests. Is this about (Choices)? Reply (Replies).',
  es: '(Count) solicitudes abiertas. ¿Se trata de (Choices)? Responda (Replies).',
  fr: "Vous avez (Count) demandes ouvertes. S'agit-il de (Choices) ? Répondez (Replies).",
}

const or: Record<Language, string> = { en: 'or', es: 'o', fr: 'ou' }

/** What a number asks where it has no question of its own, in the first of these languages that Parley speaks. */
export const defaultCaseQuestion = (locales: readonly string[]): string => defaults[languageIn(locales)]

/** The question which of these cases a text is about, in the language of the customer: `locales`, best first. */
export const caseQuestion = (
  texts: Pick<NumberTexts, 'caseQuestion'>,
  settings: Settings,
  { subjects, locales }: { subjects: string[]; locales: readonly string[] },
): string => {
  const language = languageIn(locales)
  const choices = subjects.map((subject, at) => `${at + 1}) ${subject}`)
  const numbers = subjects.map((_, at) => String(at + 1))
  return withCompanyFacts(texts.caseQuestion ?? defaults[language], settings)
    .replaceAll('(Count)', () => String(subjects.length))
    .replaceAll('(Choices)', () => listed(choices, or[language]))
    .replaceAll('(Replies)', () => listed(numbers, or[language]))
}

const listed = (items: string[], word: string): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`

const languageIn = (locales: readonly string[]): Language =>
  locales
    .map((locale) => locale.slice(0, 2).toLowerCase())
    .find((tag): tag is Language => Object.hasOwn(defaults, tag)) ?? 'en'
