import { stretchAt } from '../hours/local-time.ts'
import type { NumberId, WorkspaceId } from '../ids.ts'
import type { CappedCarrier, RecipientCarrier } from '../recipient-carrier.ts'
import type { Settings } from '../settings/settings.ts'
import { day as dayLength } from '../time.ts'
import { capZones } from './carrier-caps.ts'
import type { BusinessNumber } from './number.ts'

/** What a carrier takes in one of its days: of all numbers of a brand together, or of one number. */
export type DailyCap = {
  workspace: WorkspaceId
  of: { brandId: string; carrier: CappedCarrier } | { numberId: NumberId }
  /** Names what is counted, in keys. */
  counter: string
  segments: number
  /** The carrier's day, `YYYY-MM-DD`. */
  day: string
  /** When that day ends, epoch milliseconds. */
  endsAt: number
}

/**
 * The daily cap of a number at an instant: that of its brand where the settings have one, which then replaces the number's
 * own; undefined where there is none.
 */
export const dailyCapOf = (
  { workspace, id, registration, rate }: BusinessNumber,
  { dailyCaps }: Pick<Settings, 'dailyCaps'>,
  now: number,
): DailyCap | undefined => {
  const { brandId } = registration
  const brand = dailyCaps.find((cap) => cap.brandId === brandId)
  if (brand && brandId) {
    const { carrier, segmentsPerDay: segments } = brand
    const counter = `brand#${carrier}#${brandId}`
    return { workspace, of: { brandId, carrier }, counter, segments, ...dayIn(capZones[carrier], now) }
  }
  if (rate.segmentsPerDay === undefined) return undefined
  return { workspace, of: { numberId: id }, counter: id, segments: rate.segmentsPerDay, ...dayIn('UTC', now) }
}

/** Whether a text counts under a cap: a carrier caps what goes to its own customers, and of those not known yet any may be. */
export const countsFor = ({ of }: DailyCap, recipient: RecipientCarrier | undefined): boolean =>
  'numberId' in of || recipient === undefined || recipient === of.carrier

/** From this share of the cap on people are told. */
const warnFrom = 0.8

/** Whether so many segments, the last of which were just added, have passed the mark at which people are told. */
export const passedWarning = (cap: DailyCap, used: number, added: number): boolean =>
  used >= cap.segments * warnFrom && used - added < cap.segments * warnFrom

/** The date in a zone, and the midnight that ends it. */
const dayIn = (zone: string, now: number): Pick<DailyCap, 'day' | 'endsAt'> => {
  const local = now + stretchAt(zone, now).offset
  const midnight = (Math.floor(local / dayLength) + 1) * dayLength
  // The clock may be changed between now and midnight.
  const { offset } = stretchAt(zone, midnight - stretchAt(zone, now).offset)
  return { day: new Date(local).toISOString().slice(0, 10), endsAt: midnight - offset }
}
