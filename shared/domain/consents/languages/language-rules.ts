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
}
