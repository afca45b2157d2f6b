import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openTable } from '#adapters/dynamo/open-table.ts'
import { createStores } from '#adapters/stores.ts'
import { type LoggedEvent, placeOf } from '#domain/event-log/logged-event.ts'
import { times } from '#wiring/times.ts'
import { type AwsService, awsError, startAwsService } from '../support/aws-service.ts'

let service: AwsService
let client: DynamoDBClient
beforeEach(async () => {
  service = await startAwsService()
  client = new DynamoDBClient({ ...service.client, maxAttempts: 1000 })
})
afterEach(async () => {
  vi.restoreAllMocks()
  client.destroy()
  await service.stop()
})

const kept = { workspace: 'wks_log', expiresAt: 1, version: 0 } as const
const event: LoggedEvent = {
  ...{ kind: 'event', ...kept, place: placeOf(2, 'evt') },
  ...{ id: 'evt', type: 'message.received', thin: '{}' },
}
const pointer = { kind: 'event_moved', ...kept, place: placeOf(1, 'evt'), movedTo: event.place } as const

/** The clock of the deadlines that are set, which a test ends by hand. */
const deadlines = () => {
  const end = new AbortController()
  const set: number[] = []
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    set.push(milliseconds)
    return end.signal
  })
  return { set, pass: () => end.abort() }
}

const log = () => createStores(openTable('parley', client)).eventLog

test.each([
  ['an event', [event]],
  ['an event and its pointer', [pointer, event]],
])('a write of %s that has no answer in time is cut off', async (_, records) => {
  const { set, pass } = deadlines()
  const gone = Promise.withResolvers<void>()
  service.answer = () => {
    pass()
    return { status: 200, body: {}, after: gone.promise }
  }
  await expect(log().keep(...records)).rejects.toThrow('A write took too long and was given up.')
  expect(set).toEqual([times.eventWrite])
  gone.resolve()
})

test('a write of an event that the table refuses for now is tried until its time is over, and not after that', async () => {
  const { pass } = deadlines()
  service.answer = () => {
    if (service.requests.length === 3) pass()
    return awsError(500, 'InternalServerError')
  }
  await expect(log().keep(event)).rejects.toThrow('A write took too long and was given up.')
  expect(service.requests).toHaveLength(3)
})
