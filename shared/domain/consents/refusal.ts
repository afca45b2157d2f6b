import type { Language } from '../settings/settings.ts'
import { withEnglish } from './keyword.ts'
import type { PhraseKind } from './languages/language-rules.ts'
import { withoutOurWords } from './own-words.ts'
import { phraseKinds } from './phrases.ts'
import { plainLetters } from './plain-letters.ts'
import { modelRefuses } from './refusal-model.ts'
import { withoutSignature } from './signature.ts'

/**
 * Whether a text that is no keyword asks to be left alone, or says that it reached somebody else. A person decides what it
 * means: "please don't text me" does, "please don't text me before noon" perhaps not. Better one too many than one too few.
 */
export const readsLikeRefusal = (body: string, languages: readonly Language[]): boolean => {
  const text = withoutSignature(withoutOurWords(plainLetters(body)))
  return (
    saysNoByEmoji(text) ||
    isRefusingPhrase(text, languages) ||
    languages.some((language) => modelRefuses(text, language))
  )
}

const saysNoByEmoji = (text: string): boolean => /^(?:[🛑🚫🖕]\s*)+$/u.test(text.trim())

const wholeText: readonly PhraseKind[] = ['stop', 'stopAlone', 'brushOff']
const wholeClause: readonly PhraseKind[] = ['stop', 'brushOff']

const isRefusingPhrase = (text: string, languages: readonly Language[]): boolean =>
  beginsWith(text, wholeText, languages) ||
  text.split(/[.,!?;:\n\r…]+|\s[-–—]+\s/).some((clause) => beginsWith(clause, wholeClause, languages))

const beginsWith = (text: string, wanted: readonly PhraseKind[], languages: readonly Language[]): boolean => {
  const kinds = phraseKinds(text, withEnglish(languages))
  const first = kinds?.find((kind) => kind !== 'courtesy' && kind !== 'yes')
  if (first === 'doubtful') return wanted === wholeText && kinds?.every(isDoubtOrCourtesy) === true
  return first !== undefined && wanted.includes(first) && kinds?.at(-1) !== 'link'
}

const isDoubtOrCourtesy = (kind: PhraseKind): boolean => kind === 'doubtful' || kind === 'courtesy'
