import { expect, test } from 'vitest'
import { admitPrincipal } from '#domain/agents/admit-principal.ts'
import { editAgent } from '#domain/agents/edit-agent.ts'
import { inviteAgent } from '#domain/agents/invite-agent.ts'
import { listAgents } from '#domain/agents/list-agents.ts'
import type { AgentPrincipal } from '#domain/agents/principal.ts'
import { readMe } from '#domain/agents/read-me.ts'
import { joinedAccount } from '../../support/fake-accounts.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { admin, ana, ben, outsider, program, tokenOf } from '../../support/people.ts'

const createWithPeople = async () => {
  const app = createFakeApp()
  for (const person of [ana, ben, admin]) {
    await admitPrincipal(app, person, tokenOf(`${person.id} the person`))
    app.accountsOf.set(person.id, joinedAccount(person.id, workspace))
  }
  return app
}

const roleOf = async (app: FakeApp, person: AgentPrincipal, issuedAt = app.now) => {
  const admitted = await admitPrincipal(app, person, tokenOf('somebody', issuedAt))
  return admitted.kind === 'agent' ? admitted.role : undefined
}

test('an agent edits their own name, e-mail and default number', async () => {
  const app = await createWithPeople()
  const change = { name: 'Ana', email: 'ana@example.com', defaultNumberId: 'num_main' as const }
  expect(await editAgent(app, ana, ana.id, change)).toMatchObject(change)
  expect(await readMe(app, ana)).toMatchObject({ agent: change })
})

test('an agent does not edit another one, an admin does', async () => {
  const app = await createWithPeople()
  await expect(editAgent(app, ana, ben.id, { name: 'Bob' })).rejects.toMatchObject({ code: 'forbidden' })
  expect(await editAgent(app, admin, ben.id, { name: 'Bob' })).toMatchObject({ name: 'Bob' })
})

test('who is deactivated is let in no more and still listed', async () => {
  const app = await createWithPeople()
  await editAgent(app, admin, ana.id, { active: false })
  await expect(admitPrincipal(app, ana, tokenOf('ana'))).rejects.toMatchObject({ code: 'forbidden' })
  const { records } = await listAgents(app, ben, { limit: 25 })
  expect(records).toContainEqual(expect.objectContaining({ id: ana.id, active: false }))
})

test('nobody deactivates themselves', async () => {
  const app = await createWithPeople()
  for (const person of [ana, admin]) {
    const edit = editAgent(app, person, person.id, { active: false })
    await expect(edit).rejects.toMatchObject({ code: 'forbidden' })
  }
})

test('a default number is one of the workspace', async () => {
  const app = await createWithPeople()
  const edit = editAgent(app, ana, ana.id, { defaultNumberId: 'num_elsewhere' })
  await expect(edit).rejects.toMatchObject({ code: 'validation_failed' })
})

test('a default number is one that the agent may send from', async () => {
  const app = await createWithPeople()
  const [number] = app.all('number')
  if (number) await app.commit({ ...number, users: [ana.id] })
  const edit = { defaultNumberId: 'num_main' as const }
  await expect(editAgent(app, ben, ben.id, edit)).rejects.toMatchObject({
    code: 'validation_failed',
    extra: { errors: [{ path: 'default_number_id' }] },
  })
  for (const person of [ana, admin]) {
    expect(await editAgent(app, person, person.id, edit)).toMatchObject(edit)
  }
})

test('an agent of another workspace does not exist', async () => {
  const app = await createWithPeople()
  const edit = editAgent(app, outsider, ana.id, { name: 'Eve' })
  await expect(edit).rejects.toMatchObject({ code: 'not_found' })
})

test('a program is known by its scopes', async () => {
  expect(await readMe(await createWithPeople(), program)).toEqual({ principal: program })
})

test('a role counts from the next request on, whatever token it comes with', async () => {
  const app = await createWithPeople()
  expect(await editAgent(app, admin, ana.id, { role: 'admin' })).toMatchObject({ role: 'admin' })
  expect(app.accountsOf.get(ana.id)).toMatchObject({ role: 'admin' })
  expect(await roleOf(app, ana)).toBe('admin')
  const promoted = { ...ana, role: 'admin' } as const
  await editAgent(app, admin, ana.id, { role: 'agent' })
  expect(await roleOf(app, promoted)).toBe('agent')
  expect(app.accountsOf.get(ana.id)).toMatchObject({ role: 'agent' })
})

test('nobody changes their own role', async () => {
  const app = await createWithPeople()
  for (const [person, role] of [[ana, 'admin'] as const, [admin, 'agent'] as const]) {
    const edit = editAgent(app, person, person.id, { role })
    await expect(edit).rejects.toMatchObject({ code: 'forbidden' })
  }
})

test('the last admin stays one, and an invited admin who never came is none', async () => {
  const app = await createWithPeople()
  const invitation = { name: 'Dora', email: 'dora@example.com', role: 'admin', teamIds: [] } as const
  await inviteAgent(app, admin, { ...invitation, teamIds: [] })
  for (const patch of [{ role: 'agent' as const }, { active: false }]) {
    await expect(editAgent(app, program, admin.id, patch)).rejects.toMatchObject({ code: 'last_admin' })
  }
  await editAgent(app, admin, ana.id, { role: 'admin' })
  expect(await editAgent(app, program, admin.id, { role: 'agent' })).toMatchObject({ role: 'agent' })
})

test('of two admins who demote each other at once, one stays', async () => {
  const app = await createWithPeople()
  await editAgent(app, admin, ana.id, { role: 'admin' })
  const demotions = [
    editAgent(app, admin, ana.id, { role: 'agent' }),
    editAgent(app, { ...ana, role: 'admin' }, admin.id, { role: 'agent' }),
  ]
  const ends = await Promise.allSettled(demotions)
  expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(app.all('agent').filter(({ role }) => role === 'admin')).toHaveLength(1)
})

test('who is deactivated cannot sign in any more, until they are activated', async () => {
  const app = await createWithPeople()
  await editAgent(app, admin, ana.id, { active: false })
  expect(app.accountsOf.get(ana.id)).toMatchObject({ enabled: false })
  await editAgent(app, admin, ana.id, { active: true })
  expect(app.accountsOf.get(ana.id)).toMatchObject({ enabled: true })
  expect(await roleOf(app, ana)).toBe('agent')
})

test('a role counts even where the sign-in service does not answer, and the next edit tells it', async () => {
  const app = await createWithPeople()
  await editAgent(app, admin, ana.id, { role: 'admin' })
  const update = () => Promise.reject(new Error('No answer.'))
  const failing = { ...app, accounts: { ...app.accounts, update } }
  await expect(editAgent(failing, admin, ana.id, { role: 'agent' })).rejects.toThrow('No answer.')
  app.advance(60 * 60 * 1000)
  expect(await roleOf(app, { ...ana, role: 'admin' })).toBe('agent')
  expect(app.accountsOf.get(ana.id)).toMatchObject({ role: 'admin' })
  expect(await editAgent(app, admin, ana.id, {})).not.toHaveProperty('signInPending')
  expect(app.accountsOf.get(ana.id)).toMatchObject({ role: 'agent' })
})

test('an edit in between is the one that the sign-in service is told last', async () => {
  const app = await createWithPeople()
  let meanwhile: Promise<unknown> | undefined
  const update: typeof app.accounts.update = async (agent) => {
    meanwhile ??= editAgent(app, admin, ana.id, { role: 'agent' })
    await meanwhile
    return app.accounts.update(agent)
  }
  await editAgent({ ...app, accounts: { ...app.accounts, update } }, admin, ana.id, { role: 'admin' })
  expect(await roleOf(app, { ...ana, role: 'admin' })).toBe('agent')
  expect(app.accountsOf.get(ana.id)).toMatchObject({ role: 'agent' })
})

test('an account that was deleted in the sign-in service can be left alone, but nobody comes in with it', async () => {
  const app = await createWithPeople()
  app.accountsOf.delete(ana.id)
  await editAgent(app, admin, ana.id, { active: false })
  const activation = editAgent(app, admin, ana.id, { active: true })
  await expect(activation).rejects.toMatchObject({ code: 'no_account' })
})
