import { expect, test } from 'vitest'
import { admitPrincipal } from '#domain/agents/admit-principal.ts'
import { editAgent } from '#domain/agents/edit-agent.ts'
import { listAgents } from '#domain/agents/list-agents.ts'
import { readMe } from '#domain/agents/read-me.ts'
import { createFakeApp } from '../../support/fake-app.ts'
import { admin, ana, ben, outsider, program, tokenOf } from '../../support/people.ts'

const createWithPeople = async () => {
  const app = createFakeApp()
  for (const person of [ana, ben, admin])
    await admitPrincipal(app, person, tokenOf(`${person.id} the person`))
  return app
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
