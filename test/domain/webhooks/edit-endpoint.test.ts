import { beforeEach, expect, test } from 'vitest'
import type { NumberId } from '#domain/ids.ts'
import { createEndpoint, editEndpoint } from '#domain/webhooks/edit-endpoint.ts'
import { createFakeApp, type FakeApp } from '../../support/fake-app.ts'
import { admin } from '../../support/people.ts'

let app: FakeApp

beforeEach(() => {
  app = createFakeApp()
})

const facts = {
  url: 'https://hooks.example.com/',
  eventTypes: ['message.received'],
  payload: 'thin' as const,
}

const unknown = {
  code: 'validation_failed',
  extra: { errors: [{ path: 'number_ids.1', detail: 'There is no such number.' }] },
}

test('an endpoint names numbers of its own workspace only, when it is added and when it is edited', async () => {
  const numberIds: NumberId[] = ['num_main', 'num_of_somebody_else']
  await expect(createEndpoint(app, admin, { ...facts, numberIds })).rejects.toMatchObject(unknown)
  const { endpoint } = await createEndpoint(app, admin, { ...facts, numberIds: ['num_main'] })
  await expect(editEndpoint(app, admin, endpoint.id, { numberIds })).rejects.toMatchObject(unknown)
  expect((await editEndpoint(app, admin, endpoint.id, { numberIds: null })).numberIds).toBeUndefined()
})
