import type { Language } from '../settings/settings.ts'
import type { PhraseKind } from './languages/language-rules.ts'
import { withoutOurWords } from './own-words.ts'
import { phraseKinds } from './phrases.ts'
import { plainLetters } from './plain-letters.ts'
import { withoutSignature } from './signature.ts'

export type Keyword = 'stop' | 'start' | 'help' | 'yes'

/**
 * The keyword that a customer's text is, if it says nothing else: "STOP please" is one, "Stop by at 5?" is not. `yes` means
 * something only to who has been asked. The words of English count in any workspace, for carriers require them (CTIA
 * Messaging Principles, AWS user guide "Keywords").
 */
export const readKeyword = (body: string, languages: readonly Language[]): Keyword | undefined => {
  const text = withoutSignature(withoutOurWords(plainLetters(body)))
  const kinds = phraseKinds(text, withEnglish(languages))
  if (!kinds || kinds.length === 0) return undefined
  if (optsOut(kinds)) return 'stop'
  return exactly(kinds, 'start') ?? exactly(kinds, 'help') ?? exactly(kinds, 'yes')
}

export const withEnglish = (languages: readonly Language[]): readonly Language[] =>
  languages.includes('en') ? languages : ['en', ...languages]

const beside: readonly PhraseKind[] = ['courtesy', 'scope', 'pointing', 'link', 'stop', 'stopAlone']

/** Nothing but courtesy before the keyword, nothing but courtesy and what shall stop behind it. */
const optsOut = (kinds: readonly PhraseKind[]): boolean => {
  const first = kinds.find((kind) => kind !== 'courtesy')
  if (first !== 'stop' && first !== 'stopAlone') return false
  if (!kinds.every((kind) => beside.includes(kind)) || kinds.at(-1) === 'link') return false
  return kinds.includes('stop') || !kinds.includes('pointing')
}

/** These say what a customer wants to have: no word is read into them. */
const exactly = <Kind extends 'start' | 'help' | 'yes'>(
  kinds: readonly PhraseKind[],
  wanted: Kind,
): Kind | undefined => (kinds.every((kind) => kind === wanted) ? wanted : undefined)
