import { expect, test } from 'vitest'
import { metrics } from '#wiring/metrics.ts'
import { createApp, templateOf } from '../support/synthesize.ts'

const template = templateOf(createApp(), 'Operations')
const only = (type: string) => {
  const [found, ...others] = Object.values(template.findResources(type))
  expect(others).toEqual([])
  return found?.Properties
}

type Widget = { type: string; properties: { title?: string; markdown?: string; metrics: unknown[][] } }
/** The dashboard, with references to other stacks replaced by a word. */
const widgets = (): Widget[] => {
  const parts: unknown[] = only('AWS::CloudWatch::Dashboard').DashboardBody['Fn::Join'][1]
  return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : 'elsewhere')).join('')).widgets
}
const graph = (title: string) => {
  const found = widgets().find(({ properties }) => properties.title === title)
  return JSON.stringify(found?.properties.metrics ?? 'missing')
}

test('the dashboard shows the way in, the way out, the API, the queues and the spend', () => {
  const titles = widgets().flatMap(({ properties }) => properties.markdown ?? [])
  expect(titles).toEqual(
    ['The way in', 'The way out', 'The API', 'Queues', 'Spend'].map((title) => `## ${title}`),
  )
})

test.each([
  ['Texts from customers', metrics.textsIn],
  ['Texts to customers', metrics.textsOut],
  ['Stopped by the send gate', metrics.textsBlocked],
  ['Until the carrier answers', metrics.carrierLatency],
  ['Ready until taken to the carrier', metrics.timeInQueue],
  ['What the carrier took this month, USD', 'TextMessageMonthlySpend'],
  ['Requests', '5xx'],
  ['Age of the oldest', 'ApproximateAgeOfOldestMessage'],
  ['Age of the oldest', 'IteratorAge'],
  ['Put aside', 'ApproximateNumberOfMessagesVisible'],
])('the graph "%s" shows %s', (title, metric) => {
  expect(graph(title)).toContain(metric)
})

test('metrics are those of this stage', () => {
  expect(JSON.parse(graph('Texts to customers'))[0][0].expression).toContain('stage="main"')
})

test('X-Ray records a twentieth of the calls, or what the stage says', () => {
  const rule = { FixedRate: 0.05, ReservoirSize: 0, ServiceName: 'parley-main-*', RuleName: 'parley-main' }
  expect(only('AWS::XRay::SamplingRule').SamplingRule).toMatchObject(rule)
  const settings = { tracing: { perSecond: 1, share: 1 } }
  templateOf(createApp({ settings }), 'Operations').hasResourceProperties('AWS::XRay::SamplingRule', {
    SamplingRule: { FixedRate: 1, ReservoirSize: 1 },
  })
})
