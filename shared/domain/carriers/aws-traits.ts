import type { CarrierTraits } from './carrier.ts'
import { tollFreeAnswers } from './toll-free.ts'

/** AWS End User Messaging: user guide, "SMS character limits", "MMS file types" and "Self managed opt-outs". */
export const awsTraits: CarrierTraits = {
  partSegments: 10,
  pictures: {
    // Pictures reach RCS agents only: numbers have no two-way MMS.
    in: false,
    out: {
      files: 1,
      bytes: 2_000_000,
      types: ['image/jpeg', 'image/png', 'image/gif'],
      body: 1600,
      countries: ['US', 'CA'],
    },
  },
  answersByItself: false,
  /** START is never answered by AWS, so that Parley does. */
  answers: (number, word) =>
    tollFreeAnswers(number, word) || (number.carrierHandlesOptOut && word.action !== 'opt_in'),
}
