import type { Language } from '../settings/settings.ts'
import { readKeyword } from './keyword.ts'

/** Wishes to hear no more, in the words that people use. Better one too many: an agent reads each of them. */
const wishes = [
  /\b(?:stop|quit|cease|no more|enough) (?:\w+ ){0,2}(?:texting|messaging|sms(?:ing)?|contacting|texts|messages|spam(?:ming)?)\b/,
  /\bstop (?:sending|bothering|harassing|spamming)\b/,
  /\b(?:do not|don't|dont|never|must not|mustn't) (?:\w+ ){0,2}(?:text|message|sms|contact|spam) (?:me|us|my|this|again|anymore|any more)\b/,
  /\b(?:do not|don't|dont|never) (?:\w+ ){0,2}send (?:me |us )?(?:any|anything|texts?|messages?|sms|these|more)\b/,
  /\b(?:do not|don't|dont|no longer) (?:want|wish|like|need) (?:(?:to|be|receive|get|any|these|those|your|more|further|text) )*(?:texts|messages|sms|texted|contacted)\b/,
  /\b(?:take|remove|delete|drop|get|strike) (?:me|us|my (?:phone )?number|this number) (?:off|from|out)\b/,
  /\bremove (?:me|us|my (?:phone )?number|this number)\b/,
  /\b(?:unsubscribe|opt(?:ing|ed)?(?: me| us)?[ -]?out)\b/,
  /\b(?:lose|forget|delete) (?:my|this) (?:phone )?number\b/,
  /\bleave (?:me|us) alone\b/,
  /\b(?:revoke|withdraw|take back) (?:my )?(?:consent|permission)\b/,
]

/**
 * Whether a text that is no keyword asks to be left alone. A person decides what it means: "please don't text me"
 * does, "please don't text me before noon" perhaps not.
 */
export const readsLikeRefusal = (body: string, languages: readonly Language[]): boolean => {
  const text = body
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/\s+/g, ' ')
  return wishes.some((wish) => wish.test(text)) || saysNothingElse(text, languages)
}

/** "STOP STOP STOP", or a keyword before something that is no word, such as an emoji. */
const saysNothingElse = (text: string, languages: readonly Language[]): boolean => {
  const said = text.match(/[\p{L}\p{N}]+/gu) ?? []
  return said.length > 0 && said.every((word) => readKeyword(word, languages) === 'stop')
}
