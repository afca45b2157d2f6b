import type { BusinessNumber } from './number.ts'

/** What a carrier says of a number whose texts it brings here. */
export type ConnectedNumber = {
  /** Whether it carries texts already. */
  isActive: boolean
  /** How far its registration is, where the carrier says so. */
  registration?: BusinessNumber['registration']['status']
  carrierHandlesOptOut: boolean
}
