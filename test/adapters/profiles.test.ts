import { expect, test } from 'vitest'
import { createProfiles } from '#adapters/profiles.ts'
import { json, serve } from '../../local/runner/core/http.ts'

const answering = async (status: number, body: object) => {
  const server = await serve(0, async ({ headers }) =>
    headers.authorization === 'Bearer token' ? json(status, body) : json(401, {}),
  )
  return { profiles: createProfiles(() => server.url), stop: server.stop }
}

test('a person is called what the sign-in service says', async () => {
  const person = { sub: 'x', email: 'ana@example.com', email_verified: 'true', name: 'Ana' }
  const { profiles, stop } = await answering(200, person)
  expect(await profiles.of('token')).toEqual({ name: 'Ana', email: 'ana@example.com' })
  await stop()
})

test('a token that may not ask gives nothing, and a failing service is a failure', async () => {
  const { profiles, stop } = await answering(503, {})
  expect(await profiles.of('other')).toEqual({})
  await expect(profiles.of('token')).rejects.toThrow('The sign-in service does not say who somebody is.')
  await stop()
  await expect(profiles.of('token')).rejects.toThrow()
})
