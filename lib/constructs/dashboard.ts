import { Duration } from 'aws-cdk-lib'
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
  Metric,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'
import { metrics } from '#wiring/metrics.ts'
import type { Stage } from '../stage.ts'

/** Metrics by the name that the dashboard shows them under. */
export type Named = Record<string, Metric | MathExpression>

export type DashboardProps = {
  stage: Stage
  /** Age of the oldest that waits, of each queue and of the stream, seconds. */
  ages: Named
  /** How many were put aside. */
  dead: Named
  api: { requests: IMetric; refused: IMetric; failed: IMetric; latency(statistic: string): IMetric }
}

const period = Duration.minutes(5)

/** One page for each stage: the way in, the way out, the API, the queues, and what the carrier took. */
export const addDashboard = (scope: Construct, { stage, ages, dead, api }: DashboardProps) =>
  new Dashboard(scope, 'Dashboard', {
    dashboardName: `parley-${stage.name}`,
    defaultInterval: Duration.days(1),
    widgets: [
      [title('The way in'), graph('Texts from customers', [byOutcome(stage, metrics.textsIn)])],
      [title('The way out'), ...wayOut(stage)],
      [
        title('The API'),
        graph('Requests', [api.requests, api.refused, api.failed]),
        graph('Time to an answer', ['p50', 'p95', 'p99'].map(api.latency)),
      ],
      [title('Queues'), graph('Age of the oldest', labelled(ages)), graph('Put aside', labelled(dead))],
      [title('Spend'), graph('What the carrier took this month, USD', [spend])],
    ],
  })

const wayOut = (stage: Stage): IWidget[] => [
  graph('Texts to customers', [byOutcome(stage, metrics.textsOut)]),
  graph('Stopped by the send gate', [search(stage, metrics.textsBlocked, 'reason')]),
  graph(
    'Until the carrier answers',
    ['p50', 'p99'].map((statistic) => timed(stage, metrics.carrierLatency, statistic)),
  ),
  graph(
    'Ready until taken to the carrier',
    ['p50', 'p99'].map((statistic) => timed(stage, metrics.timeInQueue, statistic)),
  ),
]

const title = (markdown: string) => new TextWidget({ markdown: `## ${markdown}`, width: 24, height: 1 })
const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 12, height: 6 })

const labelled = (metrics: Named): IMetric[] =>
  Object.entries(metrics).map(([label, metric]) => metric.with({ label }))

const byOutcome = (stage: Stage, metricName: string) => search(stage, metricName, 'outcome')

/** A line for each value of a dimension that has occurred. */
const search = ({ name }: Stage, metricName: string, dimension: string) =>
  new MathExpression({
    expression: `SEARCH('{${metrics.namespace},stage,${dimension}} MetricName="${metricName}" stage="${name}"', 'Sum', ${period.toSeconds()})`,
    usingMetrics: {},
    label: '',
    period,
  })

const timed = ({ name }: Stage, metricName: string, statistic: string) =>
  new Metric({
    ...{ namespace: metrics.namespace, metricName, statistic, period, label: statistic },
    dimensionsMap: { stage: name },
  })

/**
 * Of the whole account, in this region. It is there once the account has the service-linked role of AWS End User
 * Messaging SMS: https://docs.aws.amazon.com/sms-voice/latest/userguide/monitoring-cloudwatch.html
 */
const spend = new Metric({
  ...{ namespace: 'AWS/SMSVoice', metricName: 'TextMessageMonthlySpend' },
  ...{ statistic: 'max', period: Duration.hours(1), label: 'texts' },
})
