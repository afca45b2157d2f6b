import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { expect, test } from 'vitest'
import { makePushKey, readPushKey } from '#adapters/pushes/key.ts'
import { createAwsEndpoint } from '../../../local/runner/core/aws-endpoint.ts'
import { serve } from '../../../local/runner/core/http.ts'
import { openState } from '../../../local/runner/core/state.ts'
import { createSecretsManager } from '../../../local/runner/secrets/secrets-manager.ts'

/** The runner's Secrets Manager without the operations that are named, and a client for it. */
const open = async (...refused: string[]) => {
  const all = Object.entries(createSecretsManager(openState(':memory:')))
  const operations = Object.fromEntries(all.filter(([name]) => !refused.includes(name)))
  const server = await serve(
    0,
    createAwsEndpoint(operations, () => {}),
  )
  const client = new SecretsManagerClient({
    region: 'us-east-1',
    endpoint: server.url,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  })
  return {
    client,
    [Symbol.asyncDispose]: async () => {
      client.destroy()
      await server.stop()
    },
  }
}

test('the key is made once, whoever asks for it again, and fits its public half', async () => {
  await using world = await open()
  const { client } = world
  const publicKey = await makePushKey('parley-push/test', client)
  expect(await makePushKey('parley-push/test', client)).toBe(publicKey)
  const pair = await readPushKey('parley-push/test', client)
  expect(pair.publicKey).toBe(publicKey)
  const point = Buffer.from(publicKey, 'base64url')
  expect([point.length, point[0]]).toEqual([65, 4])
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  const jwk = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '', d: pair.privateKey }
  const use = { name: 'ECDSA', namedCurve: 'P-256' }
  expect(await crypto.subtle.importKey('jwk', jwk, use, false, ['sign'])).toMatchObject({ type: 'private' })
})

test('who makes it has no need to read it', async () => {
  await using world = await open('secretsmanager.GetSecretValue', 'secretsmanager.PutSecretValue')
  const publicKey = await makePushKey('parley-push/test', world.client)
  expect(await makePushKey('parley-push/test', world.client)).toBe(publicKey)
})

test('two stages have two keys', async () => {
  await using world = await open()
  const [one, other] = [await makePushKey('a', world.client), await makePushKey('b', world.client)]
  expect(one).not.toBe(other)
})
