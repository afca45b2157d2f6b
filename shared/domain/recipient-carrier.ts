/** A carrier whose daily cap Parley counts: only T-Mobile has one. */
export type CappedCarrier = 't_mobile'

/** The carrier of a recipient, as far as caps ask: one that has a daily cap, or another one. */
export type RecipientCarrier = CappedCarrier | 'other'

/** From the name that a receipt tells, such as `T-Mobile USA, Inc.`; Sprint and Metro are T-Mobile's. */
export const recipientCarrierOf = (name: string): RecipientCarrier =>
  /t-?\s?mobile|sprint|metro\s?pcs|metro by/i.test(name) ? 't_mobile' : 'other'
