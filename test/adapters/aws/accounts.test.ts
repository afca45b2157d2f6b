import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAccounts } from '#adapters/aws/accounts.ts'
import { agentOfSubject } from '#domain/agents/subject.ts'
import { createAwsEndpoint } from '../../../local/runner/core/aws-endpoint.ts'
import { type HttpServer, serve } from '../../../local/runner/core/http.ts'
import { silent } from '../../../local/runner/core/log.ts'
import { openState, type State } from '../../../local/runner/core/state.ts'
import { createCognito } from '../../../local/runner/identity/cognito.ts'
import { createUserPool, type UserPool } from '../../../local/runner/identity/user-pool.ts'
import { subjectOf } from '../../../local/runner/identity/users.ts'
import { awsError, startAwsService } from '../../support/aws-service.ts'

const workspace = 'wks_acme'
const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
const reaching = (endpoint: string) =>
  createAccounts(
    'us-east-1_pool',
    new CognitoIdentityProviderClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 }),
  )

let pool: UserPool
let state: State
let cognito: HttpServer
beforeEach(async () => {
  state = openState(':memory:')
  pool = createUserPool(state)
  cognito = await serve(0, createAwsEndpoint(createCognito(pool, state), silent))
})
afterEach(() => cognito.stop())

const dora = { email: 'dora@example.com', name: 'Dora' }
const id = agentOfSubject(subjectOf(dora.email))
const agent = { id, workspace, role: 'agent', active: true } as const

test('an account is opened once, with one mail', async () => {
  const accounts = reaching(cognito.url)
  expect(await accounts.open(dora)).toEqual({ id, workspaces: [] })
  await accounts.update(agent)
  expect(await accounts.open(dora)).toEqual({ id, workspaces: [workspace] })
  expect(state.list('email')).toMatchObject([{ to: dora.email }])
  expect(pool.find(dora.email)).toMatchObject({ name: 'Dora', groups: [workspace] })
})

test('an account for codes has no password where the pool sends codes, and is not mailed', async () => {
  pool.firstFactors = ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP']
  const accounts = reaching(cognito.url)
  const phone = '+12065550188'
  expect(await accounts.openForCodes({ ...dora, phone })).toEqual({ id, workspaces: [] })
  expect(pool.find(dora.email)).toMatchObject({ name: 'Dora', phone, passwordless: true })
  expect(state.list('email')).toEqual([])
  await accounts.setCodePhone(id, '+12065550189')
  expect(pool.find(dora.email)).toMatchObject({ phone: '+12065550189' })
  await accounts.setCodePhone(id, undefined)
  expect(pool.find(dora.email)).not.toHaveProperty('phone')
  await accounts.update(agent)
  expect(await accounts.openForCodes(dora)).toEqual({ id, workspaces: [workspace] })
  expect(await accounts.inviteAgain(id)).toBe('joined')
})

test('who is invited has a password in such a pool, too', async () => {
  pool.firstFactors = ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP']
  const accounts = reaching(cognito.url)
  await accounts.open(dora)
  expect(pool.find(dora.email)).not.toHaveProperty('passwordless')
  expect(await accounts.inviteAgain(id)).toBe('invited')
  expect(state.list('email')).toHaveLength(2)
})

test('an account follows the role of its agent', async () => {
  const accounts = reaching(cognito.url)
  await accounts.open(dora)
  const groups = async (role: 'agent' | 'admin') => {
    expect(await accounts.update({ ...agent, role })).toBe(true)
    return pool.find(dora.email)?.groups
  }
  expect(await groups('admin')).toEqual([workspace, `${workspace}.admin`])
  expect(await groups('agent')).toEqual([workspace])
})

test('an agent who is deactivated is signed out everywhere and disabled, until they are activated', async () => {
  const accounts = reaching(cognito.url)
  await accounts.open(dora)
  state.put('session', 'token', { email: dora.email, token: 'token' })
  await accounts.update({ ...agent, active: false })
  expect(pool.find(dora.email)).toMatchObject({ disabled: true })
  expect(state.list('session')).toEqual([])
  await accounts.update(agent)
  expect(pool.find(dora.email)).toMatchObject({ disabled: false })
})

test('an invitation is mailed again to who has not come yet', async () => {
  const accounts = reaching(cognito.url)
  expect(await accounts.inviteAgain(id)).toBe('no account')
  await accounts.open(dora)
  expect(await accounts.inviteAgain(id)).toBe('invited')
  pool.save({ ...dora, groups: [], invited: false })
  expect(await accounts.inviteAgain(id)).toBe('joined')
})

test('there is nothing to update where the account is gone', async () => {
  expect(await reaching(cognito.url).update(agent)).toBe(false)
})

test('any other refusal is a failure', async () => {
  const service = await startAwsService()
  service.answer = () => awsError(400, 'NotAuthorizedException')
  const accounts = reaching(service.client.endpoint)
  for (const call of [
    accounts.open(dora),
    accounts.openForCodes(dora),
    accounts.setCodePhone(id, undefined),
    accounts.update(agent),
    accounts.inviteAgain(id),
  ])
    await expect(call).rejects.toMatchObject({ name: 'NotAuthorizedException' })
  await service.stop()
})
