import { expect, test } from 'vitest'
import {
  authorizeChannel,
  type ChannelEvent,
} from '../../../functions/authorize-channel/authorize-channel.ts'
import { createOffice } from '../../support/conversing.ts'

const ref = '0123456789abcd'
const app = await createOffice({ inactive: ['agt_ben'] })
const personClaims = (sub: string, ...groups: string[]) => ({
  token_use: 'access',
  sub,
  'cognito:groups': groups,
})
const ana = personClaims('ana', 'wks_test')

const ask = (claims: Record<string, unknown> | undefined, path: string, payloads?: unknown[]) => {
  const event: ChannelEvent = {
    identity: claims ? { claims } : null,
    info: { channel: { segments: path.split('/') }, operation: payloads ? 'PUBLISH' : 'SUBSCRIBE' },
    events: payloads?.map((payload, index) => ({ id: `e${index}`, payload })) ?? null,
  }
  return authorizeChannel(app, event)
}

const refused = { error: expect.any(String) }

test.each(['inbox/test', 'agent/test/ana', `thread/test/${ref}`, `presence/test/${ref}`])(
  'an active agent subscribes to %s of the own workspace',
  async (path) => {
    expect(await ask(ana, path)).toBeNull()
  },
)

test.each([
  ...['inbox/other', `thread/other/${ref}`, `presence/other/${ref}`, 'inbox/wks_test', 'inbox'],
  ...['inbox/*', '*', 'inbox/test/*', 'thread/test/*', 'thread/*', `thread/*/${ref}`, 'presence/test/*'],
  ...['agent/test/ben', 'agent/other/ana', 'agent/test', 'agent/test/*', 'agent/*', 'agent/test/ana/more'],
  ...['agent/test/agt_ana', 'agent/ana'],
  ...['thread/test', `thread/test/${ref}/more`, 'thread/test/0123456789abc*', 'presence/test'],
])('nobody subscribes to %s', async (path) => {
  expect(await ask(ana, path)).toEqual(refused)
  expect(await ask(personClaims('ana', 'wks_test', 'wks_test.admin'), path)).toEqual(refused)
})

test.each([
  ['a deactivated agent', personClaims('ben', 'wks_test')],
  ['somebody who is no agent', personClaims('dan', 'wks_test')],
  ['an agent of another workspace', personClaims('ana', 'wks_other')],
  ['somebody in two workspaces', personClaims('ana', 'wks_test', 'wks_other')],
  ['a program', { token_use: 'access', client_id: 'crm', scope: 'wks_test/read wks_test/manage' }],
  ['the holder of an ID token', { ...ana, token_use: 'id' }],
  ['nobody', undefined],
])('%s is refused', async (_, claims) => {
  expect(await ask(claims, 'inbox/test')).toEqual(refused)
  expect(await ask(claims, `presence/test/${ref}`, [{ doing: 'typing' }])).toEqual(refused)
})

test('what a page publishes says nothing but what is done: whose it is, the token says', async () => {
  const forged = { doing: 'typing', agent_id: 'agt_ben', t: 'message', message: { body: 'Pay me' } }
  expect(await ask(ana, `presence/test/${ref}`, [forged, { doing: 'dancing' }, null])).toEqual({
    events: [
      { id: 'e0', payload: { v: 1, changes: [{ t: 'here', agent_id: 'agt_ana', doing: 'typing' }] } },
      { id: 'e1', error: expect.any(String) },
      { id: 'e2', error: expect.any(String) },
    ],
  })
})
