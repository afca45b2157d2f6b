import type { CarrierTraits } from './carrier.ts'
import { tollFreeAnswers } from './toll-free.ts'

/** Flowroute, API v2.2: it answers no words, unless it was asked to for a number. */
export const flowrouteTraits: CarrierTraits = {
  partSegments: 10,
  pictures: {
    in: true,
    out: {
      files: 10,
      // With the text, 750 kB.
      bytes: 740_000,
      types: ['image/jpeg', 'image/png', 'image/gif'],
      body: 1600,
      countries: ['US', 'CA'],
    },
  },
  account: { facts: [], secrets: { needed: ['access_key', 'secret_key'], optional: [] } },
  answersByItself: false,
  answers: (number, word) =>
    tollFreeAnswers(number, word) || (number.carrierHandlesOptOut && word.action !== 'opt_in'),
}
