import { expect, test } from 'vitest'
import { editNumber } from '#domain/numbers/edit-number.ts'
import type { NotificationUser } from '#domain/numbers/number.ts'
import { createTeam } from '#domain/teams/create-team.ts'
import { createFakeApp } from '../../support/fake-app.ts'
import { admin, ana, outsider } from '../../support/people.ts'

const user = (change: Partial<NotificationUser> = {}): NotificationUser => ({
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: 'ada@example.com',
  notifyByEmail: true,
  notifyBySms: false,
  ...change,
})

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
