import type { TextOutcome } from '#domain/app.ts'
import { metrics } from '#wiring/metrics.ts'

/** Steps that repeat until something else happens; counting them would tell nothing. */
const uncounted: TextOutcome['outcome'][] = ['waiting', 'given_back']

type Counted = { name: string; value: number; unit: 'Count' | 'Milliseconds'; by: string[] }

/**
 * What a line of the log holds beside its facts, so that CloudWatch counts metrics from it; nothing where the outcome is
 * not counted. Written out here, as it is small: the library of AWS Powertools adds 5 ms to each import.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const embeddedMetrics = (outcome: TextOutcome, stage: string, now: number) => {
  const counted = countedOf(outcome)
  if (counted.length === 0) return {}
  const CloudWatchMetrics = counted.map(({ name, unit, by }) => ({
    Namespace: metrics.namespace,
    Dimensions: [['stage', ...by]],
    Metrics: [{ Name: name, Unit: unit }],
  }))
  const values = Object.fromEntries(counted.map(({ name, value }) => [name, value]))
  return { _aws: { Timestamp: now, CloudWatchMetrics }, stage, ...values }
}

const countedOf = ({ way, outcome, reason, carrierMs, queuedMs }: TextOutcome): Counted[] => {
  const counts: Counted[] = []
  const count = (name: string, ...by: string[]) => counts.push({ name, value: 1, unit: 'Count', by })
  const time = (name: string, value: number | undefined) =>
    value === undefined || counts.push({ name, value, unit: 'Milliseconds', by: [] })
  if (uncounted.includes(outcome)) return counts
  if (outcome === 'cap_low' || outcome === 'cap_used_up') {
    count(metrics.dailyCaps, 'outcome')
    return counts
  }
  if (outcome === 'unreadable') count(metrics.unreadable)
  else if (outcome === 'file_lost') count(metrics.filesLost)
  else count(way === 'in' ? metrics.textsIn : metrics.textsOut, 'outcome')
  if (outcome === 'blocked' && reason) count(metrics.textsBlocked, 'reason')
  time(metrics.carrierLatency, carrierMs)
  time(metrics.timeInQueue, queuedMs)
  return counts
}
