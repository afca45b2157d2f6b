import type { PartSettings } from '../text/plan-parts.ts'
import type { BusinessNumber } from './number.ts'

/** How long texts leave this number. */
export const partSettings = ({ longMessages, counters }: BusinessNumber): PartSettings => ({
  longMessages,
  counters,
})
