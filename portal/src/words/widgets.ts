import { type WidgetWords, widgetsEn } from './widgets-en.ts'
import { chosenLanguage } from './words.ts'

/** The words of the settings about widgets: they are loaded with the pages that need them. */
export let widgetWords: WidgetWords = widgetsEn

/** Must be done before any of them is shown. */
export const loadWidgetWords = async () => {
  if (chosenLanguage() === 'es') widgetWords = (await import('./widgets-es.ts')).widgetsEs
}
