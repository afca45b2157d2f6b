import { type SettingsWords, settingsEn } from './settings-en.ts'
import { chosenLanguage } from './words.ts'

/** The words of the settings. Few people open them: they are loaded with the pages that need them. */
export let settingsWords: SettingsWords = settingsEn

/** Must be done before a page of the settings is shown. */
export const loadSettingsWords = async () => {
  if (chosenLanguage() === 'es') settingsWords = (await import('./settings-es.ts')).settingsEs
}
