import { carrierTraits } from '../carriers/traits.ts'
import { partLimits } from '../text/cut-parts.ts'
import type { PartSettings } from '../text/plan-parts.ts'
import type { BusinessNumber } from './number.ts'

/** How long texts leave this number. */
export const partSettings = ({ longMessages, counters, carrier }: BusinessNumber): PartSettings => ({
  longMessages,
  counters,
  limits: partLimits(carrierTraits[carrier].partSegments),
})
