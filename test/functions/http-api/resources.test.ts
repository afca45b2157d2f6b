import { expect, test } from 'vitest'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { callApi } from '../../support/call.ts'
import { createFakeApp, ourNumber, workspace } from '../../support/fake-app.ts'
import { createGateway, machineClaims } from '../../support/gateway.ts'

const contact = {
  name: 'Ada Lovelace',
  phones: [{ phone: '(206) 555-0123' }, { phone: '+12065550177', type: 'work' }],
  emails: ['ada@example.com'],
  attributes: { Favourite_Color: 'red' },
  external_ids: { crm: '00Q:7' },
  do_not_contact: true,
  zone: 'America/Los_Angeles',
}

test('a program is named, and what it sends shows its name', async () => {
  const app = createFakeApp()
  const claims = machineClaims(workspace, 'read', 'send', 'manage')
  const request = createGateway(app)
  const call = (method: string, path: string, body?: unknown) =>
    request({ method, path, body, claims, headers: { 'if-match': '"1"' } })
  expect((await call('GET', '/v1/me')).body).toMatchObject({ kind: 'program', id: 'crm', name: 'crm' })
  const named = await call('PATCH', '/v1/programs/crm', { name: 'Our CRM' })
  expect((await call('GET', '/v1/programs')).body.data).toEqual([named.body])
  const sent = await call('POST', '/v1/messages', { to: '+12065550123', body: 'Hello' })
  expect(sent.body).toMatchObject({ sent_by: 'crm', sent_by_name: 'Our CRM' })
  const opt = { phone: '+12065550123', action: 'opt_out' }
  const consent = await call('POST', '/v1/consents', opt)
  expect(consent.body).toMatchObject({ recorded_by: 'crm', recorded_by_name: 'Our CRM' })
  const view = await call('POST', '/v1/views', { name: 'Mine', filter: {} })
  expect(view.body).toMatchObject({ owner: 'crm', owner_name: 'Our CRM' })
})

test('a contact is answered as it was told, its phones in E.164', async () => {
  const app = createFakeApp()
  const { status, body } = await callApi(app, 'createContact', { body: contact })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    ...contact,
    phones: [
      { phone: '+12065550123', type: 'mobile' },
      { phone: '+12065550177', type: 'work' },
    ],
    sms_enabled: true,
    enrolled: false,
  })
  for (const query of [{ external_id: 'crm:00Q:7' }, { query: 'love' }, { phone: '206.555.0177' }, {}]) {
    expect(await callApi(app, 'listContacts', { query })).toMatchObject({ body: { data: [body] } })
  }
})

test('metadata of a contact are its programs own, and null takes a pair away', async () => {
  const app = createFakeApp()
  const { body } = await callApi(app, 'createContact', { body: { metadata: { source: 'import', row: '7' } } })
  expect(body).toMatchObject({ metadata: { source: 'import', row: '7' }, attributes: {} })
  const edit = (metadata: object, ifMatch: string) =>
    callApi(app, 'editContact', { id: body.id, body: { metadata }, ifMatch })
  const edited = await edit({ row: null, order: '1001' }, '"1"')
  expect(edited.body.metadata).toEqual({ source: 'import', order: '1001' })
  const many = Object.fromEntries(Array.from({ length: 19 }, (_, i) => [`key_${i}`, 'x']))
  await expect(edit(many, '"2"')).rejects.toMatchObject({
    code: 'validation_failed',
    extra: { errors: [{ path: 'metadata' }] },
  })
})

test.each([
  { metadata: { ['k'.repeat(41)]: 'x' } },
  { metadata: { key: 'x'.repeat(501) } },
  { metadata: { key: 7 } },
  { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`key_${i}`, 'x'])) },
])('a text with such metadata is refused: %#', async (wrong) => {
  const body = { to: '+12065550123', body: 'Hello', ...wrong }
  const sending = callApi(createFakeApp(), 'sendSingle', { body })
  await expect(sending).rejects.toMatchObject({ code: 'validation_failed' })
})

test('a text keeps its metadata, in a conversation and outside', async () => {
  const app = createFakeApp()
  const metadata = { order: '1001' }
  const single = await callApi(app, 'sendSingle', { body: { to: '+12065550123', body: 'Hello', metadata } })
  const started = await callApi(app, 'startConversation', { body: { to: '+12065550124', body: 'Hello' } })
  const id: string = started.body.id
  const reply = await callApi(app, 'sendMessage', { id, body: { body: 'Yes', metadata } })
  expect([single.body.metadata, started.body.message.metadata, reply.body.metadata]).toEqual([
    metadata,
    {},
    metadata,
  ])
  const read = await callApi(app, 'getMessage', { id: reply.body.id })
  expect(read.body).toEqual(reply.body)
  expect(read.headers.etag).toBe('"1"')
})

test('a text says how many segments plain characters would have spared', async () => {
  const app = createFakeApp()
  const send = async (body: string) =>
    (await callApi(app, 'sendSingle', { body: { to: '+12065550123', body } })).body
  const long = 'Your heater isn’t ready yet: the part comes on Friday, and we will be there on Monday.'
  expect(await send(long)).toMatchObject({ segments: 2, wasted_segments: 1 })
  const spareNothing = [long.replace('’', "'"), 'It isn’t ready.', `${long} 🙂`]
  for (const body of spareNothing) expect((await send(body)).wasted_segments).toBeUndefined()
})

test('a contact is searched in one way at a time', async () => {
  const search = callApi(createFakeApp(), 'listContacts', { query: { query: 'ada', phone: '206 555 0123' } })
  await expect(search).rejects.toMatchObject({ code: 'validation_failed' })
})

test.each([
  { phones: [{ phone: '+12065550123', type: 'fax' }] },
  { emails: ['ada'] },
  { zone: '+05:00' },
  { zone: 'Mars/Olympus' },
  { external_ids: { 'a:b': '7' } },
  { surname: 'Lovelace' },
])('a contact with %j is refused', async (body) => {
  const creation = callApi(createFakeApp(), 'createContact', { body })
  await expect(creation).rejects.toMatchObject({ code: 'validation_failed' })
})

test('two contacts are merged', async () => {
  const app = createFakeApp()
  const target = await callApi(app, 'createContact', { body: { name: 'Ada' } })
  const source = await callApi(app, 'createContact', { body: { emails: ['ada@example.com'] } })
  const call = { id: target.body.id, body: { source_id: source.body.id } }
  const merged = await callApi(app, 'mergeContacts', call)
  expect(merged.body).toMatchObject({ name: 'Ada', emails: ['ada@example.com'] })
  expect(await callApi(app, 'getContact', { id: source.body.id })).toEqual(merged)
})

test('a number is answered as it was edited', async () => {
  const app = createFakeApp()
  const { body: created } = await callApi(app, 'createNumber', { body: { address: '206 555 0142' } })
  const { body: team } = await callApi(app, 'createTeam', { body: { name: 'Support' } })
  const { body: me } = await callApi(app, 'getMe')
  const change = {
    name: 'Support',
    registration: { status: 'approved', brand_id: 'B1', campaign_id: 'C1' },
    users: [me.agent.id],
    team_id: team.id,
    notification_users: [
      {
        first_name: 'Ada',
        last_name: 'Lovelace',
        email: 'ada@example.com',
        phone: '+12065550123',
        notify_by_email: true,
        notify_by_sms: true,
      },
    ],
    texts: { welcome: 'Welcome!', opt_out: 'Bye.', after_hours: 'Tomorrow.' },
    agent_send_only: true,
    carrier_handles_opt_out: true,
    enrolled_only: true,
    long_messages: 'separate',
    counters: true,
    rate: { segments_per_second: 0.5, segments_per_day: 2000 },
  }
  const { body } = await callApi(app, 'editNumber', { id: created.id, body: change, ifMatch: '"1"' })
  const agent_id = expect.stringMatching(/^agt_/)
  const notification_users = change.notification_users.map((user) => ({ ...user, agent_id }))
  expect(body).toEqual({ ...created, ...change, notification_users, version: 2 })
  const sent_back = { notification_users: (body as typeof change).notification_users }
  const again = await callApi(app, 'editNumber', { id: created.id, body: sent_back, ifMatch: '"2"' })
  expect(again.body).toMatchObject(sent_back)
  const pending = await callApi(app, 'activateNumber', { id: created.id })
  expect(pending.body).toMatchObject({ state: 'pending', switching_to: 'active' })
  expect(await callApi(app, 'confirmNumber', { id: created.id })).toMatchObject({ body: { state: 'active' } })
})

test('a number says what is used today of the cap of its brand, or of its own', async () => {
  const app = createFakeApp()
  const { body: created } = await callApi(app, 'createNumber', { body: { address: '206 555 0142' } })
  expect((await callApi(app, 'getNumber', { id: created.id })).body).not.toHaveProperty('daily_use')
  const patch = {
    registration: { status: 'approved', brand_id: 'B1' },
    rate: { segments_per_second: 1, segments_per_day: 500 },
  }
  await callApi(app, 'editNumber', { id: created.id, body: patch, ifMatch: '*' })
  const own = { segments_used: 0, segments_per_day: 500, ends_at: '2026-11-24T00:00:00.000Z' }
  expect((await callApi(app, 'getNumber', { id: created.id })).body.daily_use).toEqual({
    day: '2026-11-23',
    ...own,
  })
  const daily_caps = [{ brand_id: 'B1', carrier: 't_mobile', segments_per_day: 2000 }]
  const settings = await callApi(app, 'editSettings', { body: { daily_caps }, ifMatch: '*' })
  expect(settings.body).toMatchObject({ daily_caps })
  expect((await callApi(app, 'getNumber', { id: created.id })).body.daily_use).toEqual({
    brand_id: 'B1',
    day: '2026-11-23',
    segments_used: 0,
    segments_per_day: 2000,
    ends_at: '2026-11-24T08:00:00.000Z',
  })
})

test('a number says what it sends where it has no text of its own', async () => {
  const app = createFakeApp()
  const { body: created } = await callApi(app, 'createNumber', { body: { address: '206 555 0142' } })
  const texts = { welcome: 'Hi, this is (Company Name).' }
  await callApi(app, 'editNumber', { id: created.id, body: { texts }, ifMatch: '*' })
  const { body } = await callApi(app, 'getNumber', { id: created.id })
  expect(body.texts).toEqual(texts)
  expect(body.default_texts.welcome).toMatch(/^Welcome to \(Company Name\)!/)
  expect(body.default_texts.help).not.toContain('(Support Contact)')
  await callApi(app, 'editSettings', { body: { support_contact: 'help@example.com' }, ifMatch: '*' })
  const again = await callApi(app, 'getNumber', { id: created.id })
  expect(again.body.default_texts.help).toContain('contact (Support Contact)')
})

test('settings are answered as they were edited', async () => {
  const change = {
    company_name: 'Acme',
    country: 'CA',
    thread_scope: 'customer_and_number',
    reopen_within_seconds: 3600,
    enabled_countries: ['CA'],
    opt_out_scope: 'number',
    languages: ['en', 'fr'],
    double_opt_in: true,
  }
  const app = createFakeApp()
  const edited = await callApi(app, 'editSettings', { body: change, ifMatch: '"0"' })
  expect(edited.body).toMatchObject(change)
  expect(await callApi(app, 'getSettings')).toEqual(edited)
})

test('a view is answered as it was made, and gone once deleted', async () => {
  const app = createFakeApp()
  const view = {
    name: 'Urgent',
    filter: {
      ...{ tab: 'team', number_id: 'num_00000001', tag: 'urgent', state: 'open', unread: true },
      ...{ snoozed: false, claimed: true, waiting: true, sort: 'waiting' },
    },
    shared: true,
  }
  const { body } = await callApi(app, 'createView', { body: view })
  expect(body).toMatchObject(view)
  const { id } = body
  const filter = { claimed_by: 'agt_00000001' }
  const edited = await callApi(app, 'editView', { id, body: { filter }, ifMatch: '"1"' })
  expect(edited.body.filter).toEqual({ claimed_by: 'agt_00000001' })
  expect(await callApi(app, 'deleteView', { id, ifMatch: '"2"' })).toMatchObject({ status: 204, body: '' })
  await expect(callApi(app, 'getView', { id })).rejects.toMatchObject({ code: 'not_found' })
})

test('an agent knows and edits themselves', async () => {
  const app = createFakeApp()
  const groups = [workspace]
  const me = await callApi(app, 'getMe', { groups })
  expect(me.body).toMatchObject({ kind: 'agent', workspace_id: workspace, agent: { role: 'agent' } })
  const change = { name: 'Ana', email: 'ana@example.com' }
  const edited = await callApi(app, 'editAgent', { groups, id: me.body.id, body: change, ifMatch: '"1"' })
  expect(edited.body).toMatchObject(change)
  expect(await callApi(app, 'listAgents', { groups })).toMatchObject({ body: { data: [edited.body] } })
})

test('a reaction is shown on the text that it is about, and what the phone sent in the timeline', async () => {
  const app = createFakeApp()
  const text = (body: string, id: string) =>
    receiveMessage(app, {
      ...{ carrier: 'aws', carrierMessageId: id, from: '+12065550123', to: ourNumber },
      ...{ body, at: app.now },
    })
  await text('Hi', '1')
  const [conversation] = app.all('conversation')
  await callApi(app, 'claimConversation', { id: conversation?.id })
  const sent = await callApi(app, 'sendMessage', { id: conversation?.id, body: { body: 'See you at 9' } })
  await text('👍 to “See you at 9”', '2')
  const { body } = await callApi(app, 'getMessage', { id: sent.body.id })
  expect(body.reactions).toMatchObject([{ emoji: '👍', by: '+12065550123' }])
  const timeline = await callApi(app, 'readTimeline', { id: conversation?.id })
  expect(timeline.body.data).toContainEqual(
    expect.objectContaining({
      message: expect.objectContaining({
        body: '👍 to “See you at 9”',
        reaction: { message_id: sent.body.id, emoji: '👍', removed: false },
      }),
    }),
  )
  await text('Removed 👍 from “See you at 9”', '3')
  expect((await callApi(app, 'getMessage', { id: sent.body.id })).body).not.toHaveProperty('reactions')
})
