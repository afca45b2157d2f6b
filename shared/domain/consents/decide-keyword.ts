import type { AutomaticText } from '../numbers/automatic-texts.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { Settings } from '../settings/settings.ts'
import { type Consent, consentFor, scopeOf } from '../threads/consent.ts'
import type { ConsentAction } from '../threads/consent-event.ts'
import type { Thread } from '../threads/thread.ts'
import { day } from '../time.ts'
import { type Keyword, readKeyword } from './keyword.ts'

type KeywordFacts = {
  keyword: Keyword | undefined
  /** When it was written, epoch milliseconds. */
  at: number
  /** The word that counts so far. */
  consent?: Consent
  /** When the double opt-in question was asked, and not answered yet. */
  askedAt?: number
  doubleOptIn: boolean
}

/** What a keyword changes, and the text that answers it; neither where it changes nothing. */
export type KeywordDecision = { keyword: Keyword; action?: ConsentAction; answer?: AutomaticText }

/** What a customer's text to a number means as a keyword; undefined: it is an ordinary text. */
export const keywordIn = (
  { body, at }: { body: string; at: number },
  { consents, optInAsked }: Thread,
  { id }: BusinessNumber,
  { optOutScope, doubleOptIn, languages }: Settings,
): KeywordDecision | undefined => {
  const askedAt = optInAsked?.scope === scopeOf(id, optOutScope) ? optInAsked.at : undefined
  const consent = consentFor(consents, id, optOutScope, at)
  return decideKeyword({ keyword: readKeyword(body, languages), at, consent, askedAt, doubleOptIn })
}

/** How long the double opt-in question waits for its YES. */
const yesWithin = day

/** The rule. Texts come out of order: what was written before the word that counts does not overturn it. */
const decideKeyword = (facts: KeywordFacts): KeywordDecision | undefined => {
  switch (facts.keyword) {
    case 'stop':
      return { keyword: 'stop', ...optOut(facts) }
    case 'start':
      return { keyword: 'start', ...optIn(facts) }
    case 'help':
      return { keyword: 'help', answer: 'help' }
    case 'yes':
      return answersQuestion(facts) ? { keyword: 'yes', action: 'opt_in', answer: 'optIn' } : undefined
    case undefined:
      return undefined
  }
}

/** One confirmation (Convirza): a second STOP is kept, and sends nothing. Only the customer's own later START stands. */
const optOut = ({ consent, at }: KeywordFacts): Omit<KeywordDecision, 'keyword'> => {
  if (consent?.state === 'opted_in' && consent.source === 'customer' && consent.at > at) return {}
  return consent?.state === 'opted_out' ? { action: 'opt_out' } : { action: 'opt_out', answer: 'optOut' }
}

const optIn = ({ consent, at, doubleOptIn }: KeywordFacts): Omit<KeywordDecision, 'keyword'> => {
  if (consent?.state === 'opted_out' && consent.at > at) return {}
  if (consent?.state === 'opted_in') return { action: 'opt_in' }
  return doubleOptIn
    ? { action: 'opt_in_question', answer: 'optInQuestion' }
    : { action: 'opt_in', answer: 'optIn' }
}

const answersQuestion = ({ askedAt, at }: KeywordFacts): boolean =>
  askedAt !== undefined && at >= askedAt && at - askedAt <= yesWithin
