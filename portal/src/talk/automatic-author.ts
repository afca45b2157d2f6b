import type { Message } from '../data/api.ts'
import { pageWords } from '../words/pages.ts'

/** What wrote a text, where that was no person. */
export const automaticAuthor = ({ origin, sent_by_name: name }: Message): string | undefined =>
  origin === 'workflow' && name ? pageWords.byWorkflow(name) : pageWords.automatic[origin]
