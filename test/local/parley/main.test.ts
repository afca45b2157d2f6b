import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../support/flows/client.ts'
import { sharedAssembly } from '../../support/flows/shared-assembly.ts'

type Endpoints = { api: string; sim: string; issuer: string; handset: string }

const root = new URL('../../..', import.meta.url).pathname
/** Below those that the system gives away, so that nothing else takes one between two starts. */
const port = 15_000 + (process.pid % 1_500) * 10
const phone = '+12065550143'
let home: string
let parley: ChildProcess
let endpoints: Endpoints

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'parley-main-'))
  await start()
})

afterAll(async () => {
  await stop('SIGINT')
  rmSync(home, { recursive: true, force: true })
})

const start = async (...flags: string[]) => {
  const env = { ...process.env, PORT: String(port), PARLEY_DATA: join(home, 'data') }
  parley = spawn(process.execPath, ['local/parley/main.ts', '--quiet', ...flags], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const complaint = text(parley.stderr as Readable)
  const file = join(home, 'endpoints.json')
  await until('the start', async () => existsSync(file) || parley.exitCode !== null, 120)
  if (parley.exitCode !== null) throw new Error(await complaint)
  endpoints = JSON.parse(readFileSync(file, 'utf8'))
}

/** As somebody who starts it once more; what has been seen to work at the first start is left out. */
const startAgain = async (...flags: string[]) => {
  const assembly = await sharedAssembly()
  await start('--no-warm', ...(assembly ? ['--assembly', assembly] : []), ...flags)
}

const stop = async (signal: NodeJS.Signals) => {
  if (parley.exitCode !== null || parley.signalCode !== null) return [parley.exitCode, parley.signalCode]
  const ended = once(parley, 'exit')
  parley.kill(signal)
  return ended
}

/** Starts another one beside the first; gives what it says when it has ended. */
const startSecond = async (data: string, ...flags: string[]) => {
  const env = { ...process.env, PORT: String(port), PARLEY_DATA: data }
  const second = spawn(process.execPath, ['local/parley/main.ts', ...flags], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [complaint, [code]] = await Promise.all([text(second.stderr), once(second, 'exit')])
  expect(code).toBe(1)
  return complaint
}

/** The first one still answers, with its data, where it said. */
const expectUnharmed = async () => {
  expect(JSON.parse(readFileSync(join(home, 'endpoints.json'), 'utf8'))).toEqual(endpoints)
  expect(await shownTexts()).toEqual(['Is my order ready?', 'Just before'])
  const { access_token } = await signIn(ana)
  expect((await call(access_token)).status).toBe(200)
}

const sendText = (body: string) =>
  fetch(`${endpoints.sim}/handsets/${phone}/messages`, {
    method: 'POST',
    body: JSON.stringify({ to: '+12065550100', body }),
  })

const shownTexts = async () => {
  const response = await fetch(`${endpoints.sim}/handsets/${phone}/messages`)
  const { data } = (await response.json()) as { data: { body: string; direction: string }[] }
  return data.filter(({ direction }) => direction === 'inbound').map(({ body }) => body)
}

const signIn = async (form: Record<string, string>) => {
  const response = await fetch(`${endpoints.issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  })
  return { status: response.status, ...((await response.json()) as { access_token: string; error?: string }) }
}

const call = (token?: string, path = '/v1/conversations?tab=active') =>
  fetch(endpoints.api + path, { headers: token ? { authorization: `Bearer ${token}` } : {} })

const ana = { grant_type: 'password', username: 'ana@example.com' }

test('a text of a customer reaches the inbox', async () => {
  expect((await sendText('Is my order ready?')).status).toBe(201)
  const { access_token } = await signIn(ana)
  await until('the text', async () =>
    (await (await call(access_token)).text()).includes('Is my order ready?'),
  )
})

test('a token says what an access token of Cognito says', async () => {
  const { access_token } = await signIn(ana)
  const claims = JSON.parse(Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString())
  expect(claims).toMatchObject({
    iss: endpoints.issuer,
    token_use: 'access',
    username: claims.sub,
    'cognito:groups': ['wks_demo'],
    scope: expect.any(String),
    client_id: expect.any(String),
    exp: claims.iat + 3600,
    auth_time: expect.any(Number),
    jti: expect.any(String),
  })
  expect(claims).not.toHaveProperty('aud')
})

test('a machine gets the scopes that it asks for', async () => {
  const { access_token } = await signIn({ grant_type: 'client_credentials', scope: 'wks_demo/read' })
  const claims = JSON.parse(Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString())
  expect(claims).toMatchObject({ sub: claims.client_id, scope: 'wks_demo/read' })
  expect(claims).not.toHaveProperty('cognito:groups')
  expect((await call(access_token)).status).toBe(200)
})

test('who is not known gets no token', async () => {
  const { status, error } = await signIn({ grant_type: 'password', username: 'nobody@example.com' })
  expect([status, error]).toEqual([400, 'invalid_grant'])
})

test('the API wants a token, and not any', async () => {
  for (const token of [undefined, 'x.y.z']) {
    const response = await call(token)
    expect([response.status, await response.json()]).toEqual([401, { message: 'Unauthorized' }])
  }
})

test('a page of another origin may call the API', async () => {
  const headers = { origin: 'http://localhost:5173', 'access-control-request-method': 'POST' }
  const preflight = await fetch(`${endpoints.api}/v1/conversations`, { method: 'OPTIONS', headers })
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-methods')).toContain('POST')
})

test('nothing is lost, and nothing left behind, when it is killed', async () => {
  const { access_token } = await signIn(ana)
  await sendText('Just before')
  await stop('SIGKILL')
  rmSync(join(home, 'endpoints.json'))
  await startAgain()
  expect(await shownTexts()).toEqual(['Is my order ready?', 'Just before'])
  await until('the text', async () => (await (await call(access_token)).text()).includes('Just before'))
})

test('a second one on the same ports is refused, and harms nothing', async () => {
  const second = mkdtempSync(join(tmpdir(), 'parley-second-'))
  await expect(startSecond(join(second, 'data'))).resolves.toContain(`Port ${port} is taken.`)
  await expectUnharmed()
  rmSync(second, { recursive: true })
})

test('a second one in the same folder is refused, and harms nothing', async () => {
  const complaint = await startSecond(join(home, 'data'), '--fresh')
  expect(complaint).toContain(`${join(home, 'data')} is in use: process ${parley.pid} runs on it.`)
  await expectUnharmed()
})

test('a stop in the terminal is clean, and begins empty when asked to', async () => {
  expect(await stop('SIGINT')).toEqual([0, null])
  expect(existsSync(join(home, 'endpoints.json'))).toBe(false)
  await startAgain('--fresh')
  expect(await shownTexts()).toEqual([])
})
