import type { CarrierTraits } from '#domain/carriers/carrier.ts'
import { networkAnswers } from '../network-answers.ts'

/** What Twilio answers by itself unless its opt-out handling is off (docs, "Advanced Opt-Out", default keywords). */
const words = ['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout']
  .concat(['start', 'yes', 'unstop'])
  .concat(['help'])

export const twilioTraits: CarrierTraits = {
  needsAccount: true,
  // A body has at most 1,600 characters.
  partSegments: 10,
  pictures: {
    in: true,
    out: {
      files: 10,
      bytes: 5_000_000,
      types: ['image/jpeg', 'image/png', 'image/gif'],
      body: 1_600,
      countries: ['US', 'CA'],
    },
  },
  answers: (number, word) =>
    networkAnswers(number, word) ||
    (number.carrierHandlesOptOut && words.includes(word.body.trim().toLowerCase())),
}
