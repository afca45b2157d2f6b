import { en, type Words } from './en.ts'
import { setLocale } from './locale.ts'

/** The words of the language in use. It is chosen before anything is shown; another one reloads the page. */
export let words: Words = en

export const languages = { en: 'English', es: 'Español' } as const
export type Language = keyof typeof languages

export const isLanguage = (tag: string | undefined): tag is Language => tag !== undefined && tag in languages

const key = 'parley.language'

export const chosenLanguage = (): Language => {
  const wanted = [localStorage.getItem(key), ...navigator.languages]
  const found = wanted.map((tag) => tag?.slice(0, 2)).find((tag) => tag !== undefined && tag in languages)
  return (found as Language | undefined) ?? 'en'
}

export const chooseLanguage = (language: Language) => {
  localStorage.setItem(key, language)
  location.reload()
}

/** Loads the words of the chosen language. Dates follow the browser's region where it speaks that language. */
export const loadWords = async () => {
  const language = chosenLanguage()
  if (language === 'es') await loadSpanish()
  setLocale(navigator.languages.filter(isTag).find((tag) => tag.startsWith(language)) ?? language)
  document.documentElement.lang = language
}

const loadSpanish = async () => {
  const [{ es }, pages] = await Promise.all([import('./es.ts'), import('./pages.ts')])
  words = es
  await pages.loadPageWords()
}

/** Some systems have names of their own among them, such as en-US@posix, which Intl refuses. */
const isTag = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}
