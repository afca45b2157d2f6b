import type { App } from '#domain/app.ts'
import type { CarrierName } from '#domain/carriers/carrier.ts'

type Connect = App['carrierNumbers']['connect']

/** Carriers that Parley itself tells where texts go. People paste the addresses for all others on the carrier's own pages. */
export const createCarrierNumbers = (
  carriers: Partial<Record<CarrierName, Connect>>,
): App['carrierNumbers'] => ({ connect: async (number) => carriers[number.carrier]?.(number) })
