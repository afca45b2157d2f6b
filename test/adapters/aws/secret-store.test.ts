import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { expect, test } from 'vitest'
import { createFittingSecret, createSecretStore } from '#adapters/aws/secret-store.ts'
import type { CarrierSecret } from '#domain/carriers/carrier.ts'
import { createAwsEndpoint } from '../../../local/runner/core/aws-endpoint.ts'
import { serve } from '../../../local/runner/core/http.ts'
import { openState } from '../../../local/runner/core/state.ts'
import { createSecretsManager } from '../../../local/runner/secrets/secrets-manager.ts'

const account = { workspace: 'wks_a', id: 'cac_00000000' } as const

/** The runner's Secrets Manager, its calls counted, and the adapter that talks to it. */
const open = async () => {
  const asked: string[] = []
  const operations = createSecretsManager(openState(':memory:'))
  const counted = Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      async (input: never) => {
        asked.push(name.split('.')[1] ?? '')
        return operation(input)
      },
    ]),
  )
  const server = await serve(
    0,
    createAwsEndpoint(counted, () => {}),
  )
  const client = new SecretsManagerClient({
    region: 'us-east-1',
    endpoint: server.url,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  })
  const time = { now: 1_000_000 }
  return {
    asked,
    time,
    secrets: createSecretStore('parley/test', client),
    fitting: createFittingSecret('parley/test', client, () => time.now),
    [Symbol.asyncDispose]: async () => {
      client.destroy()
      await server.stop()
    },
  }
}

/** Whether a secret with this token is found to fit. */
const isFitting = (token: string) => (secret: CarrierSecret) => secret.auth_token === token
const proven = (fits: boolean) => fits

test('a secret that was put is read, replaced and removed', async () => {
  await using world = await open()
  const { secrets } = world
  await secrets.put(account, { auth_token: 'a' })
  expect(await secrets.get(account)).toEqual({ auth_token: 'a' })
  await secrets.put(account, { auth_token: 'b' })
  expect(await secrets.get(account)).toEqual({ auth_token: 'b' })
  await secrets.remove(account)
  await secrets.remove(account)
  await expect(secrets.get(account)).rejects.toThrow('There is no such secret')
})

test('a secret is read once in five minutes', async () => {
  await using world = await open()
  const { secrets, fitting, asked, time } = world
  await secrets.put(account, { auth_token: 'a' })
  asked.length = 0
  for (const later of [0, 100_000, 199_000]) {
    time.now += later
    expect(await fitting(account, isFitting('a'), proven)).toBe(true)
  }
  expect(asked).toEqual(['GetSecretValue'])
  time.now += 2_000
  await fitting(account, isFitting('a'), proven)
  expect(asked).toHaveLength(2)
})

test('after a rotation both the new secret and the one before fit, without a restart', async () => {
  await using world = await open()
  const { secrets, fitting, time } = world
  await secrets.put(account, { auth_token: 'a' })
  expect(await fitting(account, isFitting('a'), proven)).toBe(true)
  await secrets.put(account, { auth_token: 'b' })
  expect(await fitting(account, isFitting('b'), proven)).toBe(true)
  time.now += 10_000
  expect(await fitting(account, isFitting('a'), proven)).toBe(true)
})

test('what fits nothing makes a secret be read again once a minute at most', async () => {
  await using world = await open()
  const { secrets, fitting, asked, time } = world
  await secrets.put(account, { auth_token: 'a' })
  asked.length = 0
  for (let forged = 0; forged < 20; forged++)
    expect(await fitting(account, isFitting('x'), proven)).toBe(false)
  expect(asked).toHaveLength(3)
  time.now += 60_000
  await fitting(account, isFitting('x'), proven)
  expect(asked).toHaveLength(5)
})

test('an account that is not there is asked for once a minute at most', async () => {
  await using world = await open()
  const { fitting, asked } = world
  for (let tried = 0; tried < 20; tried++)
    expect(await fitting(account, isFitting('a'), proven)).toBeUndefined()
  expect(asked).toHaveLength(3)
})
