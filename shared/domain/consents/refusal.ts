import type { Language } from '../settings/settings.ts'
import { withEnglish } from './keyword.ts'
import type { PhraseKind } from './languages/language-rules.ts'
import { rulesOf } from './languages/languages.ts'
import { nameWord } from './languages/names.ts'
import { isOrdinary } from './ordinary.ts'
import { withoutOurWords } from './own-words.ts'
import { phraseKinds } from './phrases.ts'
import { clausesOf, plainLetters, withCapitals } from './plain-letters.ts'
import { withoutSignature } from './signature.ts'

/**
 * Whether a text that is no keyword asks to be left alone, or says that it reached somebody else. A person decides what it
 * means: "please don't text me" does, "please don't text me before noon" perhaps not. Better one too many than one too few.
 */
export const readsLikeRefusal = (body: string, languages: readonly Language[]): boolean => {
  const text = withoutSignature(withoutOurWords(plainLetters(body)))
  if (isOrdinary(text)) return false
  return (
    text.trim() === '🛑' ||
    isRefusingPhrase(text, languages) ||
    languages.some((language) => refuses(text, language)) ||
    languages.some((language) => rulesOf[language].aboutNames.some((about) => about.test(withCapitals(body))))
  )
}

const refuses = (text: string, language: Language): boolean => {
  const clauses = joinedUp(clausesOf(text, rulesOf[language].apostrophe))
  const { refusals, signs } = expressionsOf(language)
  if (refusals.some((refusal) => refusal.test(clauses))) return true
  const respelled = inKnownWords(clauses, language)
  return signs.some((sign) => sign.test(respelled)) || refusesAlone(respelled, language)
}

const inKnownWords = (clauses: string, language: Language): string => {
  const { spellings } = rulesOf[language]
  return clauses.replace(
    /[^ .,]+/g,
    (word) => (Object.hasOwn(spellings, word) ? spellings[word] : nameWord(word)) ?? word,
  )
}

/** Says nothing of orders, appointments or things, but a word that refuses: "STOP means STOP". */
const refusesAlone = (clauses: string, language: Language): boolean => {
  const { refusing, plain, doubting, messaging, innocent } = rulesOf[language]
  const words = clauses.match(/[^ .,]+/g) ?? []
  if (words.length < 2 || words.length > longestPlain || innocent?.test(clauses)) return false
  const strange = words.filter(
    (word) => ![refusing, plain, doubting, messaging].some((known) => known?.has(word)),
  )
  const aboutMessages = words.some((word) => messaging?.has(word))
  if (words.some((word) => refusing?.has(word)))
    return strange.length <= (aboutMessages ? words.length / 4 : 0)
  return aboutMessages && strange.length === 0 && words.some((word) => doubting?.has(word))
}

const longestPlain = 25

/** "Stop. Texting. Me." is one sentence. */
const joinedUp = (clauses: string): string =>
  /^(?:[^ .,]+ \. ?)+(?:[^ .,]+)?$/.test(clauses) ? clauses.replaceAll(' .', '') : clauses

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

type Expressions = { refusals: RegExp[]; signs: RegExp[] }

const compiled: { [L in Language]?: Expressions } = {}

/** Compiled when a text first needs them, each on its own: that takes half the time of one great expression. */
const expressionsOf = (language: Language): Expressions => {
  compiled[language] ??= {
    refusals: rulesOf[language].refusals.map(overWholeWords),
    signs: rulesOf[language].signs.map(overWholeWords),
  }
  return compiled[language]
}

const overWholeWords = (expression: string): RegExp => new RegExp(`(?<![^ ])(?:${expression})(?![^ ])`)
