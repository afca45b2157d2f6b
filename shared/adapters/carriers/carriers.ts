import type { CarrierName } from '#domain/carriers/carrier.ts'
import type { CarrierAdapter } from './adapter.ts'
import { flowroute } from './flowroute/adapter.ts'
import { twilio } from './twilio/adapter.ts'

/** Carriers that are reached with an account of the workspace: a line each. AWS needs none, and has its own folder. */
export const accountCarriers: Partial<Record<CarrierName, CarrierAdapter>> = { twilio, flowroute }
