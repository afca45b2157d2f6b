import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createTurnstile } from '#adapters/turnstile.ts'
import type { WorkspaceId } from '#domain/ids.ts'

type Answer = (response: ServerResponse, request: IncomingMessage) => void

let asked: { path?: string | undefined; body: unknown }[] = []
let answer: Answer
let reads = 0
const server = createServer(async (request, response) => {
  const chunks = await request.toArray()
  asked.push({ path: request.url, body: JSON.parse(Buffer.concat(chunks).toString()) })
  answer(response, request)
})
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  vi.stubEnv('TURNSTILE_API_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}/v0`)
})
afterAll(() => {
  vi.unstubAllEnvs()
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  asked = []
  reads = 0
})

const says =
  (body: object | string, status = 200): Answer =>
  (response) =>
    void response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body))

const secrets = {
  get: async () => {
    reads += 1
    return { secret: 'the secret' }
  },
}
const one = { secret: { workspace: 'wks_one' as WorkspaceId, id: 'name' }, token: 'token', attempt: 'uuid' }

test('a token is sent with the secret of its name and the attempt, and nothing of the visitor', async () => {
  answer = says({ success: true, 'error-codes': [], hostname: 'example.com' })
  const { verify } = createTurnstile(secrets)
  expect(await verify(one)).toEqual({ passed: true, reasons: [] })
  expect(await verify(one)).toEqual({ passed: true, reasons: [] })
  const body = { secret: 'the secret', response: 'token', idempotency_key: 'uuid' }
  expect(asked).toEqual([
    { path: '/v0/siteverify', body },
    { path: '/v0/siteverify', body },
  ])
  expect(reads).toBe(1)
})

test.each([200, 400])('what Cloudflare refuses with %d has its codes', async (status) => {
  answer = says({ success: false, 'error-codes': ['timeout-or-duplicate'] }, status)
  expect(await createTurnstile(secrets).verify(one)).toEqual({
    passed: false,
    reasons: ['timeout-or-duplicate'],
  })
})

test.each<[string, Answer]>([
  ['fails by itself', says({ success: false, 'error-codes': ['internal-error'] })],
  ['fails', says({ success: true }, 500)],
  ['answers with a page', says('<!doctype html>')],
  ['answers with something else', says({ ok: true })],
  ['sends elsewhere', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ['is silent', () => {}],
  ['hangs up', (_, request) => void request.socket.destroy()],
])('where the service %s no token passes and none is refused', async (_, made) => {
  answer = made
  await expect(createTurnstile(secrets, 500).verify(one)).rejects.toThrow()
  expect(asked).toHaveLength(1)
})

test('a secret that is gone is no answer', async () => {
  const gone = { get: () => Promise.reject(new Error('There is no such secret')) }
  await expect(createTurnstile(gone).verify(one)).rejects.toThrow('no such secret')
  expect(asked).toEqual([])
})

test('no other machine verifies', async () => {
  vi.stubEnv('TURNSTILE_API_URL', 'https://evil.example/v0')
  await expect(createTurnstile(secrets).verify(one)).rejects.toThrow('no local address')
})
