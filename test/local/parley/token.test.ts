import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInByBrowser } from '../../../local/parley/sign-in-by-browser.ts'
import { silent } from '../../../local/runner/core/log.ts'
import { openState } from '../../../local/runner/core/state.ts'
import { type Issuer, startIssuer } from '../../../local/runner/identity/issuer.ts'
import { createUserPool } from '../../../local/runner/identity/user-pool.ts'

const root = new URL('../../..', import.meta.url).pathname
const email = 'ana@example.com'
let home: string
let issuer: Issuer
beforeAll(async () => {
  const state = openState(':memory:')
  const pool = createUserPool(state, [{ email, groups: ['wks_demo'] }])
  pool.clients.push({ id: 'page', flows: ['code'], scopes: [] })
  issuer = await startIssuer(0, state, pool, silent)
  home = mkdtempSync(join(tmpdir(), 'parley-token-'))
  writeFileSync(join(home, 'endpoints.json'), JSON.stringify({ issuer: issuer.url }))
})
afterAll(async () => {
  await issuer.stop()
  rmSync(home, { recursive: true })
})

const run = (home: string, ...flags: string[]) =>
  promisify(execFile)(process.execPath, ['local/parley/token.ts', ...flags], {
    cwd: root,
    env: { ...process.env, PARLEY_DATA: join(home, 'data') },
  })

test('the command prints the token of whoever is named, and nothing else', async () => {
  const { stdout } = await run(home, '--as', email)
  expect(decodeJwt(stdout.trim())).toMatchObject({ token_use: 'access', 'cognito:groups': ['wks_demo'] })
})

test.each([
  [
    'there is nobody of that name',
    () => home,
    ['--as', 'nobody@example.com'],
    'There is no user "nobody@example.com".',
  ],
  ['nothing runs', () => join(home, 'elsewhere'), ['--as', email], 'Nothing runs on this machine'],
  ['nobody is named', () => home, [], 'Say whose token'],
])('it says so when %s', async (_, place, flags, words) => {
  await expect(run(place(), ...flags)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining(words),
  })
})

/** A browser in which nobody has to choose, for the address names who signs in. */
const browse = (url: string) => void fetch(url)
const asking = { clientId: 'page', back: 'http://127.0.0.1:0/', show: browse }

test('a browser brings the code of a deployed sign-in back to this machine', async () => {
  const token = await signInByBrowser({ ...asking, issuer: issuer.url, as: email })
  expect(decodeJwt(token)).toMatchObject({ token_use: 'access', client_id: 'page' })
})

test('a refusal is told in the words of the sign-in', async () => {
  const signIn = signInByBrowser({ ...asking, issuer: issuer.url, as: 'nobody@example.com' })
  await expect(signIn).rejects.toThrow('There is no user "nobody@example.com".')
})
