import { DomainError } from '../error.ts'
import type { NumberTexts } from '../numbers/number.ts'
import { languages } from '../settings/settings.ts'
import { readKeyword } from './keyword.ts'

/**
 * Another machine would obey a text of ours that is a keyword, in whichever language, and answer it. Throws
 * `validation_failed`, naming such texts.
 */
export const requireNoKeywords = (texts: { [Name in keyof NumberTexts]?: string | null }): void => {
  const keywords = Object.entries(texts).filter(([, text]) => text && readKeyword(text, languages))
  const errors = keywords.map(([name]) => ({
    path: `texts.${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
    detail: 'A text of the number must not be a keyword, such as STOP or HELP.',
  }))
  if (errors.length === 0) return
  throw new DomainError('validation_failed', 'One of the texts is a keyword.', { errors })
}
