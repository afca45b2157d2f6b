import { expect, test } from 'vitest'
import { admitPrincipal } from '#domain/agents/admit-principal.ts'
import { inviteAgent } from '#domain/agents/invite-agent.ts'
import { mayUse } from '#domain/agents/number-user.ts'
import { resendInvite } from '#domain/agents/resend-invite.ts'
import { editNumber } from '#domain/numbers/edit-number.ts'
import type { NotificationUser } from '#domain/numbers/number.ts'
import { createTeam } from '#domain/teams/create-team.ts'
import { joinedAccount } from '../../support/fake-accounts.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { admin, ana, outsider, tokenOf } from '../../support/people.ts'

const user = (change: Partial<NotificationUser> = {}): NotificationUser => ({
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: 'ada@example.com',
  notifyByEmail: true,
  notifyBySms: false,
  ...change,
})

const dora = { name: 'Dora', email: 'dora@example.com', role: 'agent' as const, teamIds: [] }

const errorsOf = async (users: NotificationUser[]): Promise<unknown> => {
  const edit = editNumber(createFakeApp(), admin, 'num_main', { notificationUsers: users })
  return edit.then(
    () => [],
    (error) => error.extra.errors,
  )
}

test('what an edit does not name stays', async () => {
  const app = createFakeApp()
  const texts = { welcome: 'Hello!', help: 'Call us.' }
  await editNumber(app, admin, 'num_main', { name: 'Support', texts })
  const edited = await editNumber(app, admin, 'num_main', { texts: { help: null }, agentSendOnly: true })
  expect(edited).toMatchObject({ name: 'Support', texts: { welcome: 'Hello!' }, agentSendOnly: true })
  expect(edited.texts.help).toBeUndefined()
})

test('a phone for notifications is written in any common format', async () => {
  const users = [user({ phone: '(206) 555-0123', notifyBySms: true })]
  const edited = await editNumber(createFakeApp(), admin, 'num_main', { notificationUsers: users })
  expect(edited.notificationUsers).toMatchObject([{ phone: '+12065550123' }])
})

test('a notification user has a channel, and the address that the channel needs', async () => {
  const paths = [{ path: 'notification_users.0' }]
  expect(await errorsOf([user({ notifyByEmail: false })])).toMatchObject(paths)
  const email = [{ path: 'notification_users.0.email' }]
  expect(await errorsOf([user({ email: undefined })])).toMatchObject(email)
  const phone = [{ path: 'notification_users.1.phone' }]
  expect(await errorsOf([user(), user({ notifyBySms: true })])).toMatchObject(phone)
  expect(await errorsOf([user(), user({ phone: '12' })])).toMatchObject(phone)
})

test('five users are notified at most', async () => {
  expect(await errorsOf(Array(5).fill(user()))).toEqual([])
  expect(await errorsOf(Array(6).fill(user()))).toMatchObject([{ path: 'notification_users' }])
})

test('the last notification user stays while SMS is on', async () => {
  expect(await errorsOf([])).toMatchObject([{ path: 'notification_users' }])
})

test('users and team must be of the workspace', async () => {
  const app = createFakeApp()
  const team = await createTeam(app, outsider, { name: 'Theirs', members: [] })
  for (const change of [{ users: ['agt_nobody' as const] }, { teamId: team.id }]) {
    const edit = editNumber(app, admin, 'num_main', change)
    await expect(edit).rejects.toMatchObject({ code: 'validation_failed' })
  }
})

test('only admins edit numbers, and only those of their workspace', async () => {
  const app = createFakeApp()
  const edit = (who: typeof admin | typeof ana | typeof outsider) =>
    editNumber(app, who, 'num_main', { name: 'Mine' })
  await expect(edit(ana)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(edit(outsider)).rejects.toMatchObject({ code: 'not_found' })
})

test('an edit of a version that is no longer the last is refused', async () => {
  const app = createFakeApp()
  await editNumber(app, admin, 'num_main', { name: 'First' }, [1])
  const edit = editNumber(app, admin, 'num_main', { name: 'Second' }, [1])
  await expect(edit).rejects.toMatchObject({ code: 'precondition_failed' })
})

const ada = { email: 'ada@example.com', phone: '+12065550123' }
const notifying = (app: FakeApp, ...users: NotificationUser[]) =>
  editNumber(app, admin, 'num_main', { notificationUsers: users })

test('whoever is told of texts gets an account without a password, becomes an agent, and may use the number', async () => {
  const app = createFakeApp()
  await editNumber(app, admin, 'num_main', { users: [(await inviteAgent(app, admin, dora)).id] })
  const number = await notifying(
    app,
    user(ada),
    user({ email: undefined, phone: ada.phone, notifyByEmail: false, notifyBySms: true }),
  )
  const [{ agentId = 'agt_' } = {}, second] = number.notificationUsers
  expect(second).not.toHaveProperty('agentId')
  expect(app.accountsOf.get(agentId)).toMatchObject({
    ...{ workspaces: [workspace], role: 'agent', mails: 0, codes: { phone: ada.phone } },
  })
  const agent = app.all('agent').find(({ id }) => id === agentId)
  expect(agent).toMatchObject({ name: 'Ada Lovelace', role: 'agent', active: true, signInBy: 'code' })
  expect(agent).not.toHaveProperty('signInPending')
  const principal = await admitPrincipal(app, { ...ana, id: agentId }, tokenOf('uuid', app.now + 1000))
  expect([mayUse(principal, number), mayUse(ana, number)]).toEqual([true, false])
  await expect(resendInvite(app, admin, agentId)).rejects.toMatchObject({ code: 'signs_in_by_code' })
})

test('who has an account keeps it as it is, and is known by it', async () => {
  const app = createFakeApp()
  const { id } = await inviteAgent(app, admin, { ...dora, teamIds: [], role: 'admin' })
  const number = await notifying(app, user({ ...ada, email: 'DORA@example.com' }))
  expect(number.notificationUsers).toMatchObject([{ agentId: id, email: 'DORA@example.com' }])
  expect(app.accountsOf.get(id)).toMatchObject({ role: 'admin', mails: 1 })
  expect(app.accountsOf.get(id)).not.toHaveProperty('codes')
  expect(app.all('agent')).toMatchObject([{ name: 'Dora', role: 'admin' }])
})

test('two users with one address are one agent, and a saved list opens nothing more', async () => {
  const app = createFakeApp()
  const first = await notifying(
    app,
    user(ada),
    user({ ...ada, email: 'Ada@Example.com', firstName: 'Adele' }),
  )
  const accounts = {
    ...app.accounts,
    openForCodes: () => Promise.reject(new Error('The account is known.')),
  }
  const again = await notifying({ ...app, accounts }, ...first.notificationUsers)
  expect(again.notificationUsers).toEqual(first.notificationUsers)
  expect(new Set(again.notificationUsers.map(({ agentId }) => agentId)).size).toBe(1)
  expect(app.all('agent')).toHaveLength(1)
})

test('codes follow the phone of somebody without a password, and of nobody else', async () => {
  const app = createFakeApp()
  app.accountsOf.set(ana.id, { ...joinedAccount(ana.id, workspace), email: 'ana@example.com' })
  const number = await notifying(app, user(ada))
  const { agentId = 'agt_' } = number.notificationUsers[0] ?? {}
  await notifying(app, user({ ...ada, phone: '+12065550124' }))
  expect(app.accountsOf.get(agentId)).toMatchObject({ codes: { phone: '+12065550124' } })
  await notifying(app, user({ ...ada, phone: undefined }))
  expect(app.accountsOf.get(agentId)?.codes).toEqual({})
})

test('an address of another workspace is refused, and nothing is written', async () => {
  const app = createFakeApp()
  await inviteAgent(app, outsider, dora)
  await expect(notifying(app, user({ email: dora.email }))).rejects.toMatchObject({
    code: 'email_taken',
    extra: {},
  })
  expect(app.all('number')[0]?.notificationUsers).not.toMatchObject([{ email: dora.email }])
})

test('an account that could not be told is seen to be pending, and lets nobody in', async () => {
  const app = createFakeApp()
  const update = () => Promise.reject(new Error('The function ended.'))
  const failing = { ...app, accounts: { ...app.accounts, update } }
  await expect(notifying(failing, user(ada))).rejects.toThrow('The function ended.')
  expect(app.all('agent')).toMatchObject([{ signInPending: true }])
  expect([...app.accountsOf.values()]).toMatchObject([{ workspaces: [] }])
})
