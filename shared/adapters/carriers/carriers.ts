import type { CarrierName } from '#domain/carriers/carrier.ts'
import type { CarrierAdapter } from './adapter.ts'

/** Carriers that are reached with an account of the workspace: a line each. AWS needs none, and has its own folder. */
export const accountCarriers: Partial<Record<CarrierName, CarrierAdapter>> = {}
