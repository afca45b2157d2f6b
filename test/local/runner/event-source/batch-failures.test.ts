import { expect, test } from 'vitest'
import { failedRecords } from '../../../../local/runner/event-source/batch-failures.ts'

const all = ['a', 'b']

test.each([
  ['nothing', null, []],
  ['an empty object', {}, []],
  ['an empty list', { batchItemFailures: [] }, []],
  ['no list', { batchItemFailures: null }, []],
  ['one of the batch', { batchItemFailures: [{ itemIdentifier: 'b' }] }, ['b']],
  ['one that is not of the batch', { batchItemFailures: [{ itemIdentifier: 'x' }] }, all],
  ['an entry without identifier', { batchItemFailures: [{ id: 'a' }] }, all],
  ['an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }, all],
  ['something else than a list', { batchItemFailures: 'a' }, all],
])('a function that returns %s', (_, response, failed) => {
  expect([...failedRecords(response, all)]).toEqual(failed)
})
