import { expect, test } from 'vitest'
import { admitPrincipal } from '#domain/agents/admit-principal.ts'
import { editProgram } from '#domain/agents/edit-program.ts'
import { listPrograms } from '#domain/agents/list-programs.ts'
import { readProgram } from '#domain/agents/read-program.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { createFakeApp } from '../../support/fake-app.ts'
import { admin, ana, outsider, program, tokenOf } from '../../support/people.ts'

test('a program is listed from its first request on, under its client id until an admin names it', async () => {
  const app = createFakeApp()
  for (let i = 0; i < 3; i++) await admitPrincipal(app, program, tokenOf(''))
  const { records } = await listPrograms(app, ana, { limit: 25 })
  expect(records).toMatchObject([{ id: 'crm', name: 'crm', version: 1 }])
  await editProgram(app, admin, 'crm', { name: 'Our CRM' }, [1])
  expect(await readProgram(app, ana, 'crm')).toMatchObject({ name: 'Our CRM', version: 2 })
})

test('what a program sends shows the name that it has then', async () => {
  const app = createFakeApp()
  const send = async (to: string) =>
    sendSingle(app, await admitPrincipal(app, program, tokenOf('')), { to, body: 'Hello' })
  const before = await send('+12065550123')
  await editProgram(app, admin, 'crm', { name: 'Our CRM' })
  const after = await send('+12065550124')
  expect([before.sentByName, after.sentByName]).toEqual(['crm', 'Our CRM'])
  expect(after.sentBy).toBe('crm')
})

test('a person is known by the name that they gave themselves', async () => {
  const app = createFakeApp()
  expect(await admitPrincipal(app, ana, tokenOf('ana@example.com'))).toEqual({
    ...ana,
    name: 'ana@example.com',
  })
  const [agent] = app.all('agent')
  if (agent) await app.commit({ ...agent, name: 'Ana' })
  expect(await admitPrincipal(app, ana, tokenOf('ana@example.com'))).toEqual({ ...ana, name: 'Ana' })
})

test('programs are named by admins only, and those of another workspace do not exist', async () => {
  const app = createFakeApp()
  await admitPrincipal(app, program, tokenOf(''))
  const naming = (who: typeof ana | typeof outsider) => editProgram(app, who, 'crm', { name: 'Mine' })
  await expect(naming(ana)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(naming(outsider)).rejects.toMatchObject({ code: 'not_found' })
  expect((await listPrograms(app, outsider, { limit: 25 })).records).toEqual([])
})
