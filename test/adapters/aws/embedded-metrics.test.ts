import { afterEach, expect, test, vi } from 'vitest'
import { embeddedMetrics } from '#adapters/aws/embedded-metrics.ts'
import { report } from '#adapters/log.ts'
import type { TextOutcome } from '#domain/app.ts'

const taken: TextOutcome = {
  way: 'out',
  outcome: 'taken',
  workspace: 'wks_acme',
  messageId: 'msg_01m7zvtrzk000000wz56d9nqxz6fphrtq2',
  conversationId: 'cnv_01m7zvtrzk000000wz56d9nqxz6fphrtq2',
  numberId: 'num_01m7zvtrzk000000',
  part: 0,
  carrier: 'aws',
  carrierMs: 120,
  queuedMs: 900,
}

type Line = { _aws?: { CloudWatchMetrics: Directive[] }; [member: string]: unknown }
type Directive = { Namespace: string; Dimensions: string[][]; Metrics: { Name: string; Unit: string }[] }

/** What CloudWatch makes of a line: name, value, and dimensions with their values. */
const countedIn = (line: Line) =>
  (line._aws?.CloudWatchMetrics ?? []).flatMap(({ Dimensions, Metrics }) =>
    Metrics.flatMap(({ Name }) =>
      Dimensions.map((names) => [Name, line[Name], ...names.map((name) => line[name])]),
    ),
  )
const counted = (outcome: TextOutcome) => countedIn({ ...outcome, ...embeddedMetrics(outcome, 'main', 1) })

test('a text that the carrier took counts, with how long the carrier and the queue needed', () => {
  expect(counted(taken)).toEqual([
    ['TextsOut', 1, 'main', 'taken'],
    ['CarrierLatency', 120, 'main'],
    ['TimeInQueue', 900, 'main'],
  ])
})

test('a text that the gate stopped counts by its reason as well', () => {
  const blocked = { way: 'out', outcome: 'blocked', reason: 'recipient_opted_out' } as const
  expect(counted(blocked)).toEqual([
    ['TextsOut', 1, 'main', 'blocked'],
    ['TextsBlocked', 1, 'main', 'recipient_opted_out'],
  ])
})

test('a text from a customer counts by what became of it, never by what it is about', () => {
  const received = {
    ...taken,
    way: 'in',
    outcome: 'received',
    carrierMs: undefined,
    queuedMs: undefined,
  } as const
  expect(counted(received)).toEqual([['TextsIn', 1, 'main', 'received']])
})

test('what could not be read counts by itself, for the alarm', () => {
  expect(counted({ way: 'out', outcome: 'unreadable', reason: 'failing' })).toEqual([
    ['Unreadable', 1, 'main'],
  ])
})

test.each(['waiting', 'given_back'] as const)('%s is a line, and no metric', (outcome) => {
  expect(embeddedMetrics({ ...taken, outcome }, 'main', 1)).toEqual({})
})

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

test('where metrics are on, the line stands by itself in the log, below a kilobyte', () => {
  vi.stubEnv('METRICS_STAGE', 'main')
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  report(taken)
  const written = String(write.mock.calls[0]?.[0])
  write.mockRestore()
  expect(countedIn(JSON.parse(written))).toHaveLength(3)
  expect(JSON.parse(written)).toMatchObject({ level: 'INFO', message: 'text', messageId: taken.messageId })
  expect(written.length).toBeLessThan(1_000)
})

test('where they are off, the line is like any other', () => {
  const info = vi.spyOn(console, 'info').mockReturnValue()
  report(taken)
  expect(info.mock.calls).toEqual([[{ message: 'text', ...taken }]])
})

test.each(['cap_low', 'cap_used_up'] as const)('%s counts among daily caps, for it is no text', (outcome) => {
  expect(counted({ way: 'out', outcome })).toEqual([['DailyCaps', 1, 'main', outcome]])
})
