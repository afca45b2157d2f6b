import { chosenLanguage } from './words.ts'
import { type WorkflowWords, workflowsEn } from './workflows-en.ts'

/** The words of workflows and macros: they are loaded with the pages that need them. */
export let workflowWords: WorkflowWords = workflowsEn

/** Must be done before any of them is shown. */
export const loadWorkflowWords = async () => {
  if (chosenLanguage() === 'es') workflowWords = (await import('./workflows-es.ts')).workflowsEs
}
