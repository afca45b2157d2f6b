import { expect, test } from 'vitest'
import { admitPrincipal } from '#domain/agents/admit-principal.ts'
import { editAgent } from '#domain/agents/edit-agent.ts'
import { type Invitation, inviteAgent } from '#domain/agents/invite-agent.ts'
import { resendInvite } from '#domain/agents/resend-invite.ts'
import { createTeam } from '#domain/teams/create-team.ts'
import { joinedAccount } from '../../support/fake-accounts.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { admin, ana, outsider, program, tokenOf } from '../../support/people.ts'

const dora: Invitation = { name: 'Dora', email: 'Dora@example.com', role: 'agent', teamIds: [] }

const accountOf = (app: FakeApp, id: string) =>
  [...app.accountsOf.values()].find((account) => account.id === id)

test('whoever is invited gets one mail, an account and a record with name and e-mail', async () => {
  const app = createFakeApp()
  const agent = await inviteAgent(app, admin, { ...dora, role: 'admin' })
  expect(agent).toMatchObject({ name: 'Dora', email: 'dora@example.com', role: 'admin', invitedAt: app.now })
  expect(accountOf(app, agent.id)).toMatchObject({ workspaces: [workspace], role: 'admin', mails: 1 })
  expect(app.all('agent')).toEqual([agent])
})

test('they are in their teams from the start', async () => {
  const app = createFakeApp()
  const team = await createTeam(app, admin, { name: 'Repairs', members: [] })
  const agent = await inviteAgent(app, admin, { ...dora, teamIds: [team.id, team.id] })
  expect(app.all('team')).toMatchObject([{ members: [agent.id] }])
})

test('their first request ends the invitation, and they keep their name', async () => {
  const app = createFakeApp()
  const { id } = await inviteAgent(app, admin, dora)
  expect(await admitPrincipal(app, { ...ana, id }, tokenOf('uuid', app.now + 1000))).toMatchObject({
    name: 'Dora',
  })
  expect(app.all('agent')[0]).not.toHaveProperty('invitedAt')
})

test('only admins invite, and programs that manage', async () => {
  const app = createFakeApp()
  await expect(inviteAgent(app, ana, dora)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await inviteAgent(app, program, dora)).toMatchObject({ name: 'Dora' })
})

test('nobody is invited twice, however the address is written', async () => {
  const app = createFakeApp()
  const { id } = await inviteAgent(app, admin, dora)
  const again = inviteAgent(app, admin, { ...dora, email: 'DORA@EXAMPLE.COM' })
  await expect(again).rejects.toMatchObject({ code: 'email_taken', extra: { agent_id: id } })
  expect(accountOf(app, id)).toMatchObject({ mails: 1 })
})

test('an address of another workspace is taken, and nobody learns whose it is', async () => {
  const app = createFakeApp()
  await inviteAgent(app, outsider, dora)
  const invitation = inviteAgent(app, admin, dora)
  await expect(invitation).rejects.toMatchObject({ code: 'email_taken', extra: {} })
  expect(app.all('agent')).toHaveLength(1)
})

test.each(['open', 'update'] as const)(
  'an invitation that ended after %s is finished by the next one',
  async (step) => {
    const app = createFakeApp()
    const accounts = {
      ...app.accounts,
      [step]: async (facts: never) => {
        await app.accounts[step](facts)
        throw new Error('The function ended.')
      },
    }
    await expect(inviteAgent({ ...app, accounts }, admin, dora)).rejects.toThrow('The function ended.')
    expect(app.all('agent')).toEqual([])
    const agent = await inviteAgent(app, admin, dora)
    expect(accountOf(app, agent.id)).toMatchObject({ workspaces: [workspace], mails: 1 })
  },
)

test.each([
  [{ teamIds: ['tem_none' as const] }, 'team_ids.0'],
  [{ defaultNumberId: 'num_none' as const }, 'default_number_id'],
])('what does not fit is refused before anybody is mailed: %j', async (wrong, path) => {
  const app = createFakeApp()
  await expect(inviteAgent(app, admin, { ...dora, ...wrong })).rejects.toMatchObject({
    code: 'validation_failed',
    extra: { errors: [{ path }] },
  })
  expect(app.accountsOf.size).toBe(0)
})

test('an invitation is mailed again until they have signed in', async () => {
  const app = createFakeApp()
  const { id } = await inviteAgent(app, admin, dora)
  app.advance(60_000)
  expect(await resendInvite(app, admin, id)).toMatchObject({ invitedAt: app.now })
  expect(accountOf(app, id)).toMatchObject({ mails: 2 })
  await expect(resendInvite(app, ana, id)).rejects.toMatchObject({ code: 'forbidden' })
  await admitPrincipal(app, { ...ana, id }, tokenOf('uuid'))
  await expect(resendInvite(app, admin, id)).rejects.toMatchObject({ code: 'already_joined' })
})

test.each([
  ['who came meanwhile', () => joinedAccount('agt_dora', workspace), 'already_joined'],
  ['whose account was deleted', () => undefined, 'no_account'],
])('no mail goes to somebody %s', async (_, account, code) => {
  const app = createFakeApp()
  const { id } = await inviteAgent(app, admin, dora)
  const now = account()
  app.accountsOf.delete(id)
  if (now) app.accountsOf.set(id, { ...now, id })
  await expect(resendInvite(app, admin, id)).rejects.toMatchObject({ code })
})

test('who is deactivated is not invited again', async () => {
  const app = createFakeApp()
  const { id } = await inviteAgent(app, admin, dora)
  await editAgent(app, admin, id, { active: false })
  await expect(resendInvite(app, admin, id)).rejects.toMatchObject({ code: 'agent_deactivated' })
})
