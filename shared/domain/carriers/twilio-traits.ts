import type { CarrierTraits } from './carrier.ts'
import { tollFreeAnswers } from './toll-free.ts'

/** https://help.twilio.com/articles/223134027, "Twilio support for opt-out keywords". */
const answered = [
  'STOP',
  'STOPALL',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'REVOKE',
  'OPTOUT',
  'START',
  'YES',
  'UNSTOP',
  'HELP',
]

/** Twilio: error 21617 (1,600 characters), "Accepted content types for media" (5 MB in all, ten files). */
export const twilioTraits: CarrierTraits = {
  partSegments: 10,
  pictures: {
    in: true,
    out: {
      files: 10,
      bytes: 5_000_000,
      types: ['image/jpeg', 'image/png', 'image/gif'],
      body: 1600,
      countries: ['US', 'CA'],
    },
  },
  account: {
    facts: ['accountSid'],
    secrets: {
      needed: ['auth_token'],
      optional: ['shared_key', 'api_key_sid', 'api_key_secret'],
      together: ['api_key_sid', 'api_key_secret'],
    },
  },
  answersByItself: true,
  /** It does so where the text is the word and nothing else. */
  answers: (number, word) =>
    tollFreeAnswers(number, word) ||
    (number.carrierHandlesOptOut && answered.includes(word.body.trim().toUpperCase())),
}
