import { expect, test } from 'vitest'
import { customResource } from '../../../functions/edge/custom-resource.ts'
import { serve } from '../../../local/runner/core/http.ts'

type Told = { method: string; type: string | undefined; answer: Record<string, unknown> }

/** What CloudFormation is told when it asks a function for this. */
const ask = async (RequestType: string, provide: Parameters<typeof customResource>[0]) => {
  const told: Told[] = []
  const server = await serve(0, async ({ method, headers, body }) => {
    told.push({ method, type: headers['content-type'], answer: JSON.parse(body.toString()) })
    return { status: 200 }
  })
  const ids = { RequestId: 'r1', StackId: 's1', LogicalResourceId: 'Files' }
  await customResource(provide)({
    ...{ RequestType, ...ids, ResponseURL: server.url },
    ResourceProperties: { ServiceToken: 'arn', Size: '1' },
  })
  await server.stop()
  return told
}

test('what was provided is a success, under the id that it always has', async () => {
  const provided: unknown[] = []
  const told = await ask('Update', async (properties) => {
    provided.push(properties)
    return undefined
  })
  expect(provided).toEqual([{ ServiceToken: 'arn', Size: '1' }])
  const ids = { RequestId: 'r1', StackId: 's1', LogicalResourceId: 'Files', PhysicalResourceId: 'Files' }
  // The address is signed for a request without a content type.
  expect(told).toEqual([{ method: 'PUT', type: '', answer: { Status: 'SUCCESS', ...ids } }])
})

test('a failure ends the deployment with a name, and no words of the error', async () => {
  const told = await ask('Create', async () => {
    throw new TypeError('secret')
  })
  expect(told[0]?.answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(/^TypeError\./) })
  expect(JSON.stringify(told)).not.toContain('secret')
})

test('when the resource goes nothing is done, and the stack goes on', async () => {
  const told = await ask('Delete', async () => {
    throw new Error('not reached')
  })
  expect(told[0]?.answer).toMatchObject({ Status: 'SUCCESS' })
})

test('what it gives, other resources may ask for', async () => {
  const told = await ask('Create', async () => ({ PublicKey: 'BIWb' }))
  expect(told[0]?.answer).toMatchObject({ Status: 'SUCCESS', Data: { PublicKey: 'BIWb' } })
})
