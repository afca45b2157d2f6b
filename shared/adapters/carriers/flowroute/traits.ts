import type { CarrierTraits } from '#domain/carriers/carrier.ts'
import { networkAnswers } from '../network-answers.ts'

export const flowrouteTraits: CarrierTraits = {
  needsAccount: true,
  partSegments: 10,
  pictures: {
    in: true,
    out: {
      files: 10,
      // With the text, 750 kB.
      bytes: 740_000,
      types: ['image/jpeg', 'image/png', 'image/gif'],
      body: 1_600,
      countries: ['US', 'CA'],
    },
  },
  answers: networkAnswers,
}
