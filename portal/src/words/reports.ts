import { type ReportWords, reportsEn } from './reports-en.ts'
import { chosenLanguage } from './words.ts'

/** The words of the reports: they are loaded with the pages that need them. */
export let reportWords: ReportWords = reportsEn

/** Must be done before any of them is shown. */
export const loadReportWords = async () => {
  if (chosenLanguage() === 'es') reportWords = (await import('./reports-es.ts')).reportsEs
}
