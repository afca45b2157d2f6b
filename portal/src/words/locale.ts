/** The BCP 47 tag of the language in use, for numbers, dates and ages. */
export let locale = 'en'

export const setLocale = (tag: string): void => {
  locale = tag
}
