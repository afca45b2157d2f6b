/**
 * What the phrases of a language do in a text that consists of nothing else. Phrases are in lower case, without accents and
 * apostrophes.
 */
export type PhraseKind =
  /** Says "stop" and hardly anything else: `stop`, `unsubscribe`. */
  | 'stop'
  /** Says so alone, but in a sentence more often something else: `end`, `cancel`. */
  | 'stopAlone'
  /** A word or phrase that a person should look at where it is the whole text: `fin`. */
  | 'doubtful'
  /** A phrase that a person should look at where it is a whole clause: `go away`. */
  | 'brushOff'
  | 'start'
  | 'help'
  | 'yes'
  /** Changes nothing: `please`. */
  | 'courtesy'
  /** What shall stop: `all`, `texts`, `now`. */
  | 'scope'
  /** Points at what shall stop; beside `stopAlone` it may point at an appointment: `it`. */
  | 'pointing'
  /** Joins a keyword to what follows: `the`, `to`, `with`. */
  | 'link'

export type LanguageRules = {
  /** The phrases of each kind, at most three words each. */
  phrases: { [Kind in PhraseKind]?: readonly string[] }
  /** Keywords in which one typing slip does not matter. */
  slips: readonly string[]
  /** Words that look like such a slip and are words of their own. */
  notSlips: readonly string[]
  /** How an apostrophe is read: as nothing (`don't`), or as the end of a word (`n'envoyez`). */
  apostrophe: '' | ' '
  /** Signs of a refusal: expressions over the clauses of a text, which see whole words. */
  refusals: readonly string[]
  /** What the words of a text stand for in `signs`: `u` for `you`. */
  spellings: Readonly<Record<string, string>>
  /** Wider signs, over the clauses of a text in those words. */
  signs: readonly string[]
  /** Words that refuse where all words beside them are `plain`: "STOP means STOP". */
  refusing?: ReadonlySet<string>
  plain?: ReadonlySet<string>
  messaging?: ReadonlySet<string>
  doubting?: ReadonlySet<string>
  innocent?: RegExp
  /** The same over the text with its capitals, for names: "This is not Maria". */
  aboutNames: readonly RegExp[]
}

/** An expression for one of the words or phrases. */
export const anyOf = (...phrases: readonly string[]): string => `(?:${phrases.join('|')})`

/** An expression for up to `most` words, none of which is one of `barred`. */
export const upTo = (most: number, barred = ''): string =>
  barred ? `(?:(?!(?:${barred}) )[^ .,]+ ){0,${most}}` : `(?:[^ .,]+ ){0,${most}}`

/** An expression for up to `most` words out of those given. */
export const upToOf = (most: number, words: string): string => `(?:(?:${words}) ){0,${most}}`

/** Not behind one of the words. */
export const notAfter = (words: string): string => `(?<!(?<![^ ])(?:${words}) )`
