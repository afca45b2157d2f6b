import { expect, test } from 'vitest'
import { admitPrincipal } from '#domain/agents/admit-principal.ts'
import { editNumber } from '#domain/numbers/edit-number.ts'
import { createTeam } from '#domain/teams/create-team.ts'
import { deleteTeam } from '#domain/teams/delete-team.ts'
import { editTeam } from '#domain/teams/edit-team.ts'
import { listTeams } from '#domain/teams/list-teams.ts'
import { readTeam } from '#domain/teams/read-team.ts'
import { createFakeApp } from '../../support/fake-app.ts'
import { admin, ana, outsider, tokenOf } from '../../support/people.ts'

const createWithTeam = async () => {
  const app = createFakeApp()
  await admitPrincipal(app, ana, tokenOf('ana'))
  return { app, team: await createTeam(app, admin, { name: 'Support', members: [ana.id] }) }
}

test('everybody of the workspace sees its teams, nobody else does', async () => {
  const { app, team } = await createWithTeam()
  expect((await listTeams(app, ana, { limit: 25 })).records).toEqual([team])
  expect((await listTeams(app, outsider, { limit: 25 })).records).toEqual([])
  await expect(readTeam(app, outsider, team.id)).rejects.toMatchObject({ code: 'not_found' })
})

test('members are agents of the workspace', async () => {
  const { app, team } = await createWithTeam()
  const edit = editTeam(app, admin, team.id, { members: [ana.id, 'agt_nobody'] })
  await expect(edit).rejects.toMatchObject({
    code: 'validation_failed',
    extra: { errors: [{ path: 'members.1' }] },
  })
})

test('only admins create, edit and delete teams', async () => {
  const { app, team } = await createWithTeam()
  const attempts = [
    createTeam(app, ana, { name: 'Mine', members: [] }),
    editTeam(app, ana, team.id, { name: 'Mine' }),
    deleteTeam(app, ana, team.id),
  ]
  for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: 'forbidden' })
})

test('a team that a number is assigned to is not deleted', async () => {
  const { app, team } = await createWithTeam()
  await editNumber(app, admin, 'num_main', { teamId: team.id })
  await expect(deleteTeam(app, admin, team.id)).rejects.toMatchObject({
    code: 'team_in_use',
    extra: { number_ids: ['num_main'] },
  })
  await editNumber(app, admin, 'num_main', { teamId: null })
  await deleteTeam(app, admin, team.id)
  expect(app.all('team')).toEqual([])
})

test('a team that was edited since is not deleted', async () => {
  const { app, team } = await createWithTeam()
  await editTeam(app, admin, team.id, { name: 'Sales' }, [1])
  await expect(deleteTeam(app, admin, team.id, [1])).rejects.toMatchObject({ code: 'precondition_failed' })
  await deleteTeam(app, admin, team.id, [2])
})
