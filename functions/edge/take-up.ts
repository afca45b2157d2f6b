import type { BaseApp } from '#adapters/app.ts'
import { DomainError } from '#domain/error.ts'
import type { Unreadable } from '#domain/unreadable/unreadable.ts'
import { type CarrierWork, workOn } from './carrier-work.ts'
import { inboundWork } from './inbound-work.ts'
import { explainFailure, isLasting, nobodyHasNumber } from './lasting.ts'
import { receiptWork } from './receipt-work.ts'

/** Works on what was kept as if the carrier delivered it now. Throws `still_unreadable` where it fails as before. */
export const takeUp = (app: BaseApp, unreadable: Unreadable): Promise<void> =>
  unreadable.source === 'inbound' ? take(app, inboundWork, unreadable) : take(app, receiptWork, unreadable)

const take = async <T extends object>(
  app: BaseApp,
  work: CarrierWork<T>,
  { raw, receivedAt }: Unreadable,
): Promise<void> => {
  let isRead = false
  let outcome: unknown
  try {
    const parsed = await work.parse(raw, receivedAt)
    isRead = true
    outcome = await workOn(app, work, parsed, raw)
  } catch (error) {
    if (isRead && !isLasting(error)) throw error
    throw new DomainError('still_unreadable', `It fails as before: ${explainFailure(error)}.`)
  }
  if (outcome === 'unrouted') throw new DomainError('still_unreadable', nobodyHasNumber)
}
