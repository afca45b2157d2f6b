import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inEnvelope, readExample } from '../examples/examples.ts'
import { runBundle } from '../support/run-bundle.ts'

const request = {
  version: '2.0',
  rawPath: '/v1/settings',
  headers: {},
  pathParameters: { proxy: 'settings' },
  requestContext: {
    http: { method: 'GET', path: '/v1/settings' },
    authorizer: { jwt: { claims: { token_use: 'access', client_id: 'program', scope: 'wks_a/read' } } },
  },
}

test('with the table out of reach, one line of the log says which operation met what', async () => {
  const { result, log } = await runBundle('admin-api', request)
  expect(result).toMatchObject({ statusCode: 500 })
  expect(log).toHaveLength(1)
  expect(log[0]).toMatchObject({
    level: 'error',
    requestId: 'request-1',
    operation: 'getSettings',
    workspace: 'wks_a',
    principal: 'program',
    code: 'ECONNREFUSED',
    awsOperation: 'DynamoDB.GetItem',
    calledFrom: expect.arrayContaining([
      expect.stringMatching(/^at shared\/adapters\/dynamo\/record\.ts:\d+:\d+$/),
      expect.stringMatching(/^at shared\/domain\/agents\/admit-principal\.ts:\d+:\d+$/),
    ]),
  })
})

test('a bug names its line of TypeScript, in a bundle that is minified', async () => {
  const { requestContext, ...rest } = request
  const { log } = await runBundle('admin-api', { ...rest, requestContext: { http: requestContext.http } })
  expect(log).toMatchObject([{ error: 'TypeError' }])
  const [top = ''] = [log[0]?.stack].flat().map(String)
  const [, path = '', line] = /^at ([\w/.-]+\.ts):(\d+):\d+$/.exec(top) ?? []
  const source = readFileSync(join(import.meta.dirname, '../..', path), 'utf8').split('\n')
  expect(source[Number(line) - 1]).toContain('event.requestContext.authorizer.jwt')
})

test('a text that cannot be stored is named by the carrier’s id, without its words or phones', async () => {
  const example = readExample('aws-inbound')
  const text = { ...example, messageBody: 'my card is 4111' }
  const record = { messageId: 'q-1', body: inEnvelope(text), attributes: { ApproximateReceiveCount: '3' } }
  const { log } = await runBundle('receive-message', { Records: [record] })
  expect(log).toHaveLength(1)
  expect(log[0]).toMatchObject({
    queueMessageId: 'q-1',
    received: 3,
    carrier: 'aws',
    carrierMessageId: example.inboundMessageId,
    code: 'ECONNREFUSED',
  })
  expect(JSON.stringify(log)).not.toMatch(/4111|card|4255550182|2125550101/)
})
