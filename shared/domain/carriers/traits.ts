import { awsTraits } from './aws-traits.ts'
import type { CarrierName, CarrierTraits } from './carrier.ts'
import { flowrouteTraits } from './flowroute-traits.ts'
import { twilioTraits } from './twilio-traits.ts'

/** What each carrier can do. */
export const carrierTraits: Record<CarrierName, CarrierTraits> = {
  aws: awsTraits,
  twilio: twilioTraits,
  flowroute: flowrouteTraits,
}
