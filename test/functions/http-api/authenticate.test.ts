import { expect, test } from 'vitest'
import { authenticate } from '../../../functions/http-api/edge/authenticate.ts'

const person = {
  token_use: 'access',
  sub: '6f1c2a9b-e04d',
  client_id: 'portal',
  scope: 'openid email profile',
}
const program = { token_use: 'access', sub: 'crm', client_id: 'crm' }

test('somebody in the group of a workspace is an agent of it', () => {
  expect(authenticate({ ...person, 'cognito:groups': '[wks_acme]' })).toEqual({
    kind: 'agent',
    workspace: 'wks_acme',
    id: 'agt_6f1c2a9be04d',
    role: 'agent',
  })
})

test.each(['[wks_acme wks_acme.admin]', '[wks_acme.admin, wks_acme]', ['wks_acme', 'wks_acme.admin']])(
  'the groups %j make an admin',
  (groups) => {
    const principal = authenticate({ ...person, 'cognito:groups': groups })
    expect(principal).toMatchObject({ workspace: 'wks_acme', role: 'admin' })
  },
)

test.each(['[wks_acme admin]', '[wks_acme .admin]', '[wks_acme wks_acme.admins]'])(
  'the groups %s make an agent, no admin',
  (groups) => {
    const principal = authenticate({ ...person, 'cognito:groups': groups })
    expect(principal).toMatchObject({ workspace: 'wks_acme', role: 'agent' })
  },
)

test('the group of admins alone lets nobody in', () => {
  const claims = { ...person, 'cognito:groups': '[wks_acme.admin]' }
  expect(() => authenticate(claims)).toThrow(expect.objectContaining({ code: 'forbidden' }))
})

test.each([
  ['two groups', { ...person, 'cognito:groups': '[wks_acme wks_other]' }],
  ['a group and the admins of another', { ...person, 'cognito:groups': '[wks_acme wks_other.admin]' }],
  ['the scopes of two', { ...program, scope: 'wks_acme/read wks_other/manage' }],
  ['a group and a scope', { ...person, 'cognito:groups': '[wks_acme]', scope: 'wks_other/read' }],
])('a token with %s names two workspaces, and is refused in words that say so', (_, claims) => {
  const refusal = { code: 'forbidden', message: 'This token belongs to two workspaces.' }
  expect(() => authenticate(claims)).toThrow(expect.objectContaining(refusal))
})

test('a program has the scopes of its workspace', () => {
  expect(authenticate({ ...program, scope: 'wks_acme/read wks_acme/send' })).toEqual({
    kind: 'program',
    workspace: 'wks_acme',
    id: 'crm',
    scopes: ['read', 'send'],
  })
})

test.each([
  ['wks_acme/read manage', ['read']],
  ['wks_acme/read /manage', ['read']],
  ['wks_acme/read openid wks_acme/everything', ['read']],
])('the scopes "%s" grant %j', (scope, scopes) => {
  expect(authenticate({ ...program, scope })).toMatchObject({ workspace: 'wks_acme', scopes })
})

test('a program without a client id is known by its subject', () => {
  const { client_id: _, ...claims } = program
  expect(authenticate({ ...claims, scope: 'wks_acme/read' })).toMatchObject({ id: 'crm' })
})

test.each([
  ['neither groups nor scopes', person],
  ['groups of no workspace', { ...person, 'cognito:groups': '[everybody]' }],
  ['an empty list of groups', { ...person, 'cognito:groups': '[]' }],
  ['a workspace that cannot be one', { ...person, 'cognito:groups': '[wks_ACME]' }],
  ['a scope of no workspace', { ...program, scope: 'acme/read' }],
  ['a scope of a workspace that cannot be one', { ...program, scope: 'wks_/read' }],
  ['groups but no subject', { token_use: 'access', 'cognito:groups': '[wks_acme]' }],
  ['scopes but neither client nor subject', { token_use: 'access', scope: 'wks_acme/read' }],
])('a token with %s is forbidden', (_, claims) => {
  expect(() => authenticate(claims)).toThrow(expect.objectContaining({ code: 'forbidden' }))
})

test.each(['id', 'refresh', undefined])('a token whose use is %s is unauthorized', (token_use) => {
  const claims = { ...person, token_use, 'cognito:groups': '[wks_acme wks_acme.admin]' }
  expect(() => authenticate(claims)).toThrow(expect.objectContaining({ code: 'unauthorized' }))
})
