import type { Language } from '../settings/settings.ts'
import type { LanguageRules, PhraseKind } from './languages/language-rules.ts'
import { rulesOf } from './languages/languages.ts'
import { wordsOf } from './plain-letters.ts'
import { isSlipOf } from './slip.ts'

type Kinds = ReadonlyMap<string, PhraseKind>

const longestPhrase = 3

/**
 * What each phrase of a plain text does, in its order, where every word of it belongs to a known phrase; else undefined.
 * Takes the longest phrase at each place, so that it is linear in the length.
 */
export const phraseKinds = (text: string, languages: readonly Language[]): PhraseKind[] | undefined => {
  const torn = kindOfTorn(text, languages)
  if (torn) return [torn]
  for (const language of languages) {
    const kinds = kindsIn(wordsOf(text, rulesOf[language].apostrophe), languages)
    if (kinds) return kinds
  }
  return undefined
}

/** The keyword that a text is with something inside it: "st.op", "un sub scribe". */
const kindOfTorn = (text: string, languages: readonly Language[]): PhraseKind | undefined => {
  const bare = text.trim()
  if (bare.length > longestOdd * 2) return undefined
  const word = bare.replace(/[^\p{L}\p{N}]+/gu, '')
  const kind = kindOf(word, languages)
  return kind === 'stop' || (kind === 'stopAlone' && !/\s/.test(bare)) ? kind : undefined
}

const kindsIn = (words: string[], languages: readonly Language[]): PhraseKind[] | undefined => {
  const kinds: PhraseKind[] = []
  for (let at = 0; at < words.length; ) {
    const phrase = phraseAt(words, at, languages)
    if (!phrase) return undefined
    kinds.push(phrase.kind)
    at += phrase.length
  }
  return kinds
}

const phraseAt = (words: string[], at: number, languages: readonly Language[]) => {
  for (let length = Math.min(longestPhrase, words.length - at); length > 0; length--) {
    const kind = kindOf(words.slice(at, at + length).join(' '), languages)
    if (kind) return { kind, length }
  }
  const kind = kindOfOdd(words[at] ?? '', languages)
  return kind && { kind, length: 1 }
}

const kindOf = (phrase: string, languages: readonly Language[]): PhraseKind | undefined => {
  for (const language of languages) {
    const kind = kindsOf[language].get(phrase)
    if (kind) return kind
  }
  return undefined
}

const kindsOfRules = ({ phrases }: LanguageRules): Kinds =>
  new Map(
    (Object.entries(phrases) as [PhraseKind, string[]][])
      .reverse()
      .flatMap(([kind, list]) => list.map((phrase) => [phrase, kind])),
  )

const kindsOf: Record<Language, Kinds> = {
  en: kindsOfRules(rulesOf.en),
  es: kindsOfRules(rulesOf.es),
  fr: kindsOfRules(rulesOf.fr),
}

/** A keyword with a typing slip, or with the next word written on to it: "sotp", "stopplease", "stop2quit". */
const kindOfOdd = (word: string, languages: readonly Language[]): PhraseKind | undefined => {
  if (word.length > longestOdd || languages.some((language) => rulesOf[language].notSlips.includes(word)))
    return undefined
  for (const language of languages) {
    const kinds = kindsOf[language]
    const meant =
      rulesOf[language].slips.find((keyword) => isSlipOf(word, keyword)) ?? withoutDouble(word, kinds)
    if (meant) return kinds.get(meant)
    if (glued(word, languages)) return 'stop'
  }
  return undefined
}

const longestOdd = 24

/** "altoo": in a short keyword only a letter typed twice is a slip, for other words are too near. */
const withoutDouble = (word: string, kinds: Kinds): string | undefined => {
  const single = word.replace(/(\p{L})\1/gu, '$1')
  const isKeyword = ['stop', 'stopAlone'].includes(kinds.get(single) ?? '')
  return single !== word && single.length >= 4 && isKeyword ? single : undefined
}

const glued = (word: string, languages: readonly Language[]): boolean => {
  const [, rest] = /^(?:stop|unsubscribe|optout)(?:2|to)?(.{2,})$/.exec(word) ?? []
  return rest !== undefined && kindOf(rest, languages) !== undefined
}
