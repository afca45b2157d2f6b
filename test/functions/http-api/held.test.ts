import { expect, test } from 'vitest'
import { createOffice, evening, opening } from '../../support/after-hours-office.ts'
import { callApi } from '../../support/call.ts'
import { createFakeApp, workspace } from '../../support/fake-app.ts'

const at = (instant: number) => new Date(instant).toISOString()
const hours = {
  name: 'Shop',
  zone: 'Europe/Berlin',
  weekly: { monday: [{ from: '09:00', to: '12:00' }], saturday: [{ from: '22:00', to: '02:00' }] },
  holidays: [{ date: '2026-12-25', name: 'Christmas', intervals: [] }],
}

test('business hours are answered as they were told', async () => {
  const app = await createOffice()
  const created = await callApi(app, 'createBusinessHours', { body: hours })
  expect(created).toMatchObject({ status: 201, body: { ...hours, version: 1 } })
  const { id } = created.body
  expect((await callApi(app, 'getBusinessHours', { id })).body).toEqual(created.body)
  const edited = await callApi(app, 'editBusinessHours', { id, body: { holidays: [] }, ifMatch: '"1"' })
  expect(edited.body).toMatchObject({ ...hours, holidays: [], version: 2 })
  expect(await callApi(app, 'deleteBusinessHours', { id, ifMatch: '"2"' })).toMatchObject({
    status: 204,
    body: '',
  })
})

test.each([
  { zone: '+02:00' },
  { weekly: { monday: [{ from: '9', to: '12:00' }] } },
  { weekly: { someday: [] } },
  { holidays: [{ date: '2026-02-30', intervals: [] }] },
])('business hours with %j are refused', async (wrong) => {
  const app = await createOffice()
  const creation = callApi(app, 'createBusinessHours', { body: { ...hours, ...wrong } })
  await expect(creation).rejects.toMatchObject({ code: 'validation_failed' })
})

test('number, team and settings say what waits', async () => {
  const app = createFakeApp()
  const hours_id = (await callApi(app, 'createBusinessHours', { body: hours })).body.id
  const number = await callApi(app, 'createNumber', { body: { address: '+12065550155' } })
  expect(number.body).toMatchObject({ hours_policy: 'hold_automated', agents_send_now: true })
  const patch = { hours_id, hours_policy: 'hold_all', agents_send_now: false }
  const edited = await callApi(app, 'editNumber', { id: number.body.id, body: patch, ifMatch: '"1"' })
  expect(edited.body).toMatchObject(patch)
  const team = await callApi(app, 'createTeam', { body: { name: 'Sales' } })
  const teamed = await callApi(app, 'editTeam', { id: team.body.id, body: { hours_id }, ifMatch: '"1"' })
  expect(teamed.body).toMatchObject({ name: 'Sales', hours_id })
  const settings = { quiet_hours: 'automated', frequency_caps: 'off', review_after_reply: true }
  expect((await callApi(app, 'getSettings')).body).toMatchObject({
    quiet_hours: 'campaigns',
    frequency_caps: 'campaigns',
    review_after_reply: false,
  })
  const set = await callApi(app, 'editSettings', { body: settings, ifMatch: '*' })
  expect(set.body).toMatchObject(settings)
})

test('a text is scheduled, listed, changed, and withdrawn', async () => {
  const app = await createOffice()
  const body = { to: '+12065550123', body: 'Hello', send_at: '2026-11-25T12:00:00+01:00' }
  const sent = await callApi(app, 'sendSingle', { body })
  expect(sent).toMatchObject({
    status: 202,
    body: {
      status: 'held',
      send_at: '2026-11-25T11:00:00.000Z',
      gate: { decision: 'hold', reason: 'scheduled', release_at: at(opening + 24 * 3_600_000) },
    },
  })
  const { id } = sent.body
  const listed = await callApi(app, 'findMessages', { query: { status: 'held' } })
  expect(listed.body).toEqual({ data: [sent.body], has_more: false })
  const edited = await callApi(app, 'editHeld', {
    id,
    body: { body: 'Hi', send_at: null, metadata: { order: '1001' } },
    ifMatch: sent.headers.etag,
  })
  expect(edited.body).toMatchObject({
    body: 'Hi',
    gate: { release_at: at(opening) },
    metadata: { order: '1001' },
  })
  expect(edited.body.send_at).toBeUndefined()
  expect((await callApi(app, 'getMessage', { id })).headers.etag).toBe(edited.headers.etag)
  expect((await callApi(app, 'cancelHeld', { id })).body).toMatchObject({ id, status: 'canceled' })
  const late = callApi(app, 'sendHeldNow', { id })
  await expect(late).rejects.toMatchObject({ code: 'message_not_held' })
})

test('a conversation starts with a text that waits, or at once where somebody wants it so', async () => {
  const app = await createOffice()
  const start = (to: string, more: object) =>
    callApi(app, 'startConversation', { body: { to, body: 'Hello', ...more } })
  expect((await start('+12065550123', {})).body.message).toMatchObject({ status: 'held' })
  expect((await start('+12065550124', { send_now: true })).body.message).toMatchObject({ status: 'queued' })
  expect(evening).toBe(app.now)
  expect(app.all('conversation').every((conversation) => conversation.workspace === workspace)).toBe(true)
})

test('a text that a law holds names its rule, as a preview does, and the rules are listed', async () => {
  const app = createFakeApp()
  // Half past eight in the evening in Portland.
  app.now = Date.parse('2026-11-25T04:30:00Z')
  const rule = {
    id: 'quiet_hours_us_or',
    words: 'Texts may be sent every day 08:00-20:00, by the clock of the recipient.',
  }
  const text = { to: '+15035550123', body: 'Sale!', origin: 'campaign' }
  const sent = await callApi(app, 'sendSingle', { body: text })
  expect(sent.body).toMatchObject({ status: 'held', gate: { reason: 'quiet_hours', rule } })
  expect((await callApi(app, 'getMessage', { id: sent.body.id })).body.gate).toEqual(sent.body.gate)
  const previewed = await callApi(app, 'previewMessage', { body: text })
  expect(previewed.body.gate).toMatchObject({ reason: 'quiet_hours', rule })
  const rules = await callApi(app, 'listRules', { query: { place: 'US-OR' } })
  expect(rules.body.has_more).toBe(false)
  expect(rules.body.data[0]).toMatchObject({ ...rule, place: 'US-OR', read_on: '2026-11-28' })
  expect(rules.body.data[1]).toMatchObject({ id: 'frequency_cap_us_or', limit: { texts: 3, hours: 24 } })
})

test.each(['us-or', 'Oregon', 'US_OR', ''])('the place %j of rules is refused', async (place) => {
  const listed = callApi(createFakeApp(), 'listRules', { query: { place } })
  await expect(listed).rejects.toMatchObject({ code: 'validation_failed' })
})
