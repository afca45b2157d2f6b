import { type ReportWords, reportsEn } from './reports-en.ts'

/** The words of the reports: they are loaded with the pages that need them. */
export let reportWords: ReportWords = reportsEn

/** Must be done before any of them is shown. `language`: the one that was chosen for the page. */
export const loadReportWords = async (language: string) => {
  if (language === 'es') reportWords = (await import('./reports-es.ts')).reportsEs
}
