import type { PartSettings } from '../text/segments.ts'
import type { BusinessNumber } from './number.ts'

/** How long texts leave this number. */
export const partSettings = ({ longMessages, counters }: BusinessNumber): PartSettings => ({
  longMessages,
  counters,
})
