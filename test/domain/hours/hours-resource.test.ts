import { expect, test } from 'vitest'
import { createHours } from '#domain/hours/create-hours.ts'
import { deleteHours } from '#domain/hours/delete-hours.ts'
import { editHours } from '#domain/hours/edit-hours.ts'
import { listHours, readHours } from '#domain/hours/read-hours.ts'
import { editNumber } from '#domain/numbers/edit-number.ts'
import { createTeam } from '#domain/teams/create-team.ts'
import { editTeam } from '#domain/teams/edit-team.ts'
import { createFakeApp } from '../../support/fake-app.ts'
import { admin, ana, outsider } from '../../support/people.ts'

const office = {
  name: 'Office',
  zone: 'America/New_York',
  weekly: { monday: [{ from: '09:00', to: '17:00' }] },
  holidays: [],
}

test('hours are created, read, listed and changed', async () => {
  const app = createFakeApp()
  const hours = await createHours(app, admin, office)
  expect(await readHours(app, ana, hours.id)).toEqual(hours)
  expect((await listHours(app, ana, { limit: 25 })).records).toEqual([hours])
  const holidays = [{ date: '2026-12-25', intervals: [] }]
  const edited = await editHours(app, admin, hours.id, { holidays }, [1])
  expect(edited).toEqual({ ...hours, holidays, version: 2 })
  const late = editHours(app, admin, hours.id, { name: 'Shop' }, [1])
  await expect(late).rejects.toMatchObject({ code: 'precondition_failed' })
})

test('hours that make no sense are refused, with the place of each mistake', async () => {
  const app = createFakeApp()
  const wrong = { ...office, zone: 'Mars/Olympus', weekly: { monday: [{ from: '9', to: '17:00' }] } }
  const refused = {
    code: 'validation_failed',
    extra: { errors: [{ path: 'zone' }, { path: 'weekly.monday.0.from' }] },
  }
  await expect(createHours(app, admin, wrong)).rejects.toMatchObject(refused)
  const { id } = await createHours(app, admin, office)
  await expect(editHours(app, admin, id, wrong)).rejects.toMatchObject(refused)
})

test('only admins change hours, and only those of their workspace', async () => {
  const app = createFakeApp()
  await expect(createHours(app, ana, office)).rejects.toMatchObject({ code: 'forbidden' })
  const { id } = await createHours(app, admin, office)
  await expect(editHours(app, ana, id, { name: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(readHours(app, outsider, id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(deleteHours(app, outsider, id)).rejects.toMatchObject({ code: 'not_found' })
})

test('hours that a number or a team has are not deleted', async () => {
  const app = createFakeApp()
  const { id } = await createHours(app, admin, office)
  const team = await createTeam(app, admin, { name: 'Sales', members: [] })
  await editNumber(app, admin, 'num_main', { hoursId: id })
  await editTeam(app, admin, team.id, { hoursId: id })
  await expect(deleteHours(app, admin, id)).rejects.toMatchObject({
    code: 'hours_in_use',
    extra: { number_ids: ['num_main'], team_ids: [team.id] },
  })
  await editNumber(app, admin, 'num_main', { hoursId: null })
  await editTeam(app, admin, team.id, { hoursId: null })
  await deleteHours(app, admin, id)
  await expect(readHours(app, ana, id)).rejects.toMatchObject({ code: 'not_found' })
})

test('a number and a team get no hours that are not there', async () => {
  const app = createFakeApp()
  const refused = { code: 'validation_failed', extra: { errors: [{ path: 'hours_id' }] } }
  await expect(editNumber(app, admin, 'num_main', { hoursId: 'hrs_none' })).rejects.toMatchObject(refused)
  const team = await createTeam(app, admin, { name: 'Sales', members: [] })
  await expect(editTeam(app, admin, team.id, { hoursId: 'hrs_none' })).rejects.toMatchObject(refused)
})
