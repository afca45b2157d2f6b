/** What may go wrong while a text is sent. */
export const sendFaults = [
  'throttle',
  'timeout_after_accept',
  'timeout_before_accept',
  'opted_out',
  'invalid_number',
  'carrier_down',
  'no_receipt',
] as const

/** What else may go wrong with a carrier that has accounts: it may not know the account any more. */
export const accountFaults = [...sendFaults, 'unauthorized'] as const

/** What may become of the request that tells of a customer's text. */
export const webhookFaults = ['webhook_twice', 'webhook_lost'] as const

/** What may become of a file of a customer's text when it is asked for. */
export const mediaFaults = [
  'media_late',
  'media_gone',
  'media_redirect_private',
  'media_redirect_name',
  'media_redirect_stranger',
  'media_too_large',
  'media_endless',
  'media_dripping',
] as const

export const faultNames = [...accountFaults, ...webhookFaults, ...mediaFaults] as const

export type FaultName = (typeof faultNames)[number]

export const carrierNames = ['aws', 'twilio', 'flowroute'] as const

export type CarrierName = (typeof carrierNames)[number]

/** Without a carrier it may be any. */
type Fault = { times: number; error: FaultName; carrier?: CarrierName }

/** Errors that carriers will make, in the order in which they were added. */
export type Faults = {
  add(fault: Fault): void
  /** What the present request to a carrier fails with, among what can go wrong with such a request. */
  next<N extends FaultName>(carrier: CarrierName, among: readonly N[]): N | undefined
  list(): Fault[]
  clear(): void
}

export const createFaults = (): Faults => {
  let faults: Fault[] = []
  return {
    add: (fault) => void faults.push({ ...fault }),
    next: (carrier, among) => {
      const first = faults.find(
        (fault) => among.some((name) => name === fault.error) && (fault.carrier ?? carrier) === carrier,
      )
      if (!first) return undefined
      first.times -= 1
      faults = faults.filter(({ times }) => times > 0)
      return among.find((name) => name === first.error)
    },
    list: () => faults.map((fault) => ({ ...fault })),
    clear: () => {
      faults = []
    },
  }
}
