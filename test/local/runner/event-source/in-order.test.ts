import { expect, test } from 'vitest'
import {
  type Discarded,
  deliverInOrder,
  type InOrder,
} from '../../../../local/runner/event-source/in-order.ts'

type Response = { batchItemFailures?: { itemIdentifier: string }[] } | Error

/** A function that answers one response after the other, and what became of the batch. */
const run = async (batch: string[], responses: Response[], settings: Partial<InOrder<string>> = {}) => {
  const invoked: string[][] = []
  const checkpoints: string[] = []
  const discarded: Discarded<string>[] = []
  const done = await deliverInOrder(batch, {
    sequence: (record) => record,
    ageSeconds: () => 0,
    invoke: async (records) => {
      invoked.push(records)
      const response = responses.shift() ?? {}
      if (response instanceof Error) throw response
      return response
    },
    checkpoint: (sequence) => void checkpoints.push(sequence),
    discard: async (gone) => void discarded.push(gone),
    report: () => {},
    reportsFailures: true,
    bisects: false,
    maximumRetries: -1,
    maximumAgeSeconds: -1,
    signal: new AbortController().signal,
    pauseMilliseconds: 0,
    ...settings,
  })
  return { done, invoked, checkpoints, discarded }
}

const failedAt = (itemIdentifier: string): Response => ({ batchItemFailures: [{ itemIdentifier }] })

test('a batch without failures is given once', async () => {
  const { invoked, checkpoints } = await run(['1', '2', '3'], [{}])
  expect(invoked).toEqual([['1', '2', '3']])
  expect(checkpoints).toEqual(['3'])
})

test('a batch is tried again from the first record that failed', async () => {
  const { invoked, checkpoints } = await run(['1', '2', '3'], [failedAt('2'), {}])
  expect(invoked).toEqual([
    ['1', '2', '3'],
    ['2', '3'],
  ])
  expect(checkpoints).toEqual(['1', '3'])
})

test('a function that throws gets the whole batch again', async () => {
  const { invoked } = await run(['1', '2'], [new Error('no'), {}])
  expect(invoked).toEqual([
    ['1', '2'],
    ['1', '2'],
  ])
})

test('without ReportBatchItemFailures what a function returns does not matter', async () => {
  const { invoked } = await run(['1', '2'], [failedAt('2')], { reportsFailures: false })
  expect(invoked).toEqual([['1', '2']])
})

test('a failing batch is halved, so that one bad record stops only itself', async () => {
  const bad = (records: string[]): Response => (records.includes('3') ? new Error('bad') : {})
  const invoked: string[][] = []
  const { discarded } = await run(['1', '2', '3', '4'], [], {
    bisects: true,
    maximumRetries: 1,
    invoke: async (records) => {
      invoked.push(records)
      const response = bad(records)
      if (response instanceof Error) throw response
    },
  })
  expect(invoked).toEqual([['1', '2', '3', '4'], ['1', '2'], ['3', '4'], ['3'], ['3'], ['4']])
  expect(discarded).toMatchObject([{ condition: 'RetryAttemptsExhausted', records: ['3'] }])
})

test('records are given up after as many retries as are allowed', async () => {
  const error = new Error('no')
  const { invoked, discarded } = await run(['1'], [error, error, error, error], { maximumRetries: 2 })
  expect(invoked).toHaveLength(3)
  expect(discarded).toEqual([{ condition: 'RetryAttemptsExhausted', records: ['1'], attempts: 3 }])
})

test('records that have become too old are given up', async () => {
  const { discarded } = await run(['1', '2'], [failedAt('2')], {
    maximumAgeSeconds: 60,
    ageSeconds: () => 61,
  })
  expect(discarded).toEqual([{ condition: 'RecordAgeExceeded', records: ['2'], attempts: 1 }])
})

test('when stopped in between, what is left is not done with', async () => {
  const abort = new AbortController()
  const { done, checkpoints } = await run(['1', '2'], [], {
    signal: abort.signal,
    invoke: async () => {
      abort.abort()
      return failedAt('2')
    },
  })
  expect([done, checkpoints]).toEqual([false, ['1']])
})
