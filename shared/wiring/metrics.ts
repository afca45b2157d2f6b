/**
 * Metrics that functions count in their logs, and the dashboard shows. Each combination of a metric and values of its
 * dimensions costs by the month: docs/costs.md says how many there are.
 */
export const metrics = {
  namespace: 'Parley',
  /** Texts from customers, by stage and outcome. */
  textsIn: 'TextsIn',
  /** Texts to customers, by stage and outcome: at the send gate, at the carrier, by receipts. */
  textsOut: 'TextsOut',
  /** Texts that the send gate stopped, by stage and reason. */
  textsBlocked: 'TextsBlocked',
  /** Payloads of carriers that were kept as unreadable, by stage: there is an alarm on it. */
  unreadable: 'Unreadable',
  /** Files of customers that a carrier could not hand over, by stage: there is an alarm on it. */
  filesLost: 'FilesLost',
  /** Daily caps of brands and numbers that are nearly or wholly used up, by stage and outcome. */
  dailyCaps: 'DailyCaps',
  /** Milliseconds that the carrier took to answer, by stage. */
  carrierLatency: 'CarrierLatency',
  /** Milliseconds that a part was ready to leave before it was taken to the carrier, by stage. */
  timeInQueue: 'TimeInQueue',
} as const
