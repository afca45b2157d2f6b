import { beforeEach, expect, test, vi } from 'vitest'
import type { ParleyEvent } from '#contract/events/events.ts'
import type { PushedChange } from '#contract/events/pushed.ts'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import type { OutboundMessage } from '#domain/messages/message.ts'
import { pushedChanges } from '../../../functions/push-changes/pushed-changes.ts'
import { countOf, createAttention } from '../../../portal/src/data/attention.ts'
import { createDrafts } from '../../../portal/src/data/drafts.ts'
import { createHints, type Hint } from '../../../portal/src/data/hints.ts'
import { createInbox } from '../../../portal/src/data/inbox.ts'
import { type CaseNews, createNews, type Mention } from '../../../portal/src/data/news.ts'
import { createPreferences } from '../../../portal/src/data/preferences.ts'
import { createSettings } from '../../../portal/src/data/settings.ts'
import { createStore } from '../../../portal/src/data/store.ts'
import { createViews } from '../../../portal/src/data/views.ts'
import { createFakeApp, type FakeApp, ourNumber, workspace } from '../../support/fake-app.ts'
import { agentClaims } from '../../support/gateway.ts'
import { createTestClient } from '../../support/test-client.ts'

let app: FakeApp
let ana: Awaited<ReturnType<typeof sitDown>>
let phone: typeof ana
let admin: typeof ana
beforeEach(async () => {
  app = createFakeApp()
  ana = await sitDown('agent')
  phone = await sitDown('agent')
  admin = await sitDown('admin')
  await told()
})

const memory = () => {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage
}

/** A device of somebody, over the API itself. */
const sitDown = async (role: 'agent' | 'admin') => {
  const { client: api, sent } = createTestClient(agentClaims(workspace, role), app)
  const { agent: me } = await api.getMe()
  if (!me) throw new Error('Nobody.')
  const store = createStore()
  const inbox = createInbox(api, store, me, () => app.now)
  const storage = memory()
  const later = (_: number, work: () => void) => {
    work()
    return () => {}
  }
  const drafts = createDrafts(me.id, api, { storage, onOtherTab: () => {}, later })
  const parts = {
    ...{ api, me, store, inbox, drafts },
    preferences: createPreferences(storage, api),
    views: createViews(api),
    attention: createAttention(api, me, { now: () => app.now, storage }),
    settings: createSettings(api),
    caseNews: createNews<CaseNews>(),
    mentionNews: createNews<Mention>(),
  }
  const said: object[] = []
  parts.mentionNews.subscribe((news) => said.push(news))
  const hints = createHints({
    ...parts,
    readNames: () => {},
    warn: (credits) => said.push(credits),
    leave: () => said.push({ t: 'left' }),
  })
  await Promise.all([inbox.more('active'), parts.attention.read(), parts.preferences.read()])
  return { ...parts, hints, sent, said }
}

const snakeCased = (data: object) =>
  Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), value]),
  )

/** What is told of all that was written since the last time, by channel. */
const told = async (): Promise<Map<string, PushedChange[]>> => {
  app.published.length = 0
  await publishChanges(app, app.changes.splice(0))
  const events = app.published.map(
    ({ type, workspace, by, data }) =>
      ({ type, workspace, by, data: snakeCased(data) }) as unknown as ParleyEvent,
  )
  return pushedChanges(app, events)
}

/** All devices hear what is for them. */
const tell = async () => {
  const changes = await told()
  const isHint = (change: PushedChange): change is Hint => 't' in change && kinds.includes(change.t)
  for (const seat of [ana, phone, admin]) {
    const own = changes.get(`agent/test/${seat.me.id.slice(4)}`) ?? []
    const all = [...(changes.get('inbox/test') ?? []), ...own]
    seat.inbox.hear(all.filter((change) => change.t === 'conversation' || change.t === 'closed'))
    seat.hints.hear(all.filter(isHint))
  }
}
const kinds = ['record', 'lost', 'case', 'credits', 'read', 'draft', 'preferences', 'mention', 'signed_out']

const customerWrites = async () => {
  const facts = { carrier: 'aws', carrierMessageId: `in-${app.now}`, to: ourNumber, at: app.now } as const
  await receiveMessage(app, { ...facts, from: '+12065550123', body: 'Hello?' })
  await tell()
  const [row] = ana.inbox.rows('active')
  if (!row) throw new Error('There is no row.')
  return row
}

test('what is read on one device, or marked unread, is so on the other, and costs the first no request', async () => {
  const { id, version } = await customerWrites()
  expect(phone.inbox.rows('active')).toMatchObject([{ unread: true }])
  ana.store.apply([{ t: 'conversation', row: await ana.api.markRead({ id, body: { version } }) }])
  const before = ana.sent.length
  await tell()
  await vi.waitFor(() => expect(phone.inbox.rows('active')).toMatchObject([{ unread: false, new: false }]))
  expect(ana.sent.length).toBe(before)
  expect(admin.inbox.rows('active')).toMatchObject([{ unread: true }])
  ana.store.apply([{ t: 'conversation', row: await ana.api.markUnread({ id }) }])
  await tell()
  await vi.waitFor(() => expect(phone.inbox.rows('active')).toMatchObject([{ unread: true }]))
})

test('a draft goes over to the device that has the conversation open, and back', async () => {
  const { id } = await customerWrites()
  await Promise.all([ana.drafts.look(id), phone.drafts.look(id)])
  ana.drafts.set(id, { body: 'Half a sen' })
  await vi.waitFor(() => expect(app.all('draft')).toMatchObject([{ body: 'Half a sen' }]))
  await tell()
  await vi.waitFor(() => expect(phone.drafts.get(id)?.body).toBe('Half a sen'))
  phone.drafts.set(id, { body: 'Half a sentence' })
  await vi.waitFor(() => expect(app.all('draft')).toMatchObject([{ body: 'Half a sentence' }]))
  await tell()
  await vi.waitFor(() => expect(ana.drafts.get(id)?.body).toBe('Half a sentence'))
  expect(admin.drafts.get(id)).toBeUndefined()
})

test('preferences hold on each device of the agent as soon as they are kept', async () => {
  ana.preferences.set({ theme: 'dark' })
  await vi.waitFor(() => expect(app.all('preferences')).toHaveLength(1))
  await tell()
  await vi.waitFor(() => expect(phone.preferences.get().theme).toBe('dark'))
  expect(admin.preferences.get().theme).toBe('auto')
})

test('the pages of an agent who is deactivated close, and no others', async () => {
  const [agent] = app.all('agent').filter(({ id }) => id === ana.me.id)
  if (!agent) throw new Error('No agent.')
  await app.commit({ ...agent, active: false })
  await tell()
  expect([ana.said, phone.said, admin.said]).toEqual([[{ t: 'left' }], [{ t: 'left' }], []])
})

test('a case that somebody opens, changes, or comments on is told to everybody by its id', async () => {
  const news: unknown[] = []
  ana.caseNews.subscribe((one) => news.push(one))
  const { contact_id } = await customerWrites()
  const { id } = await phone.api.createCase({ body: { contact_id, subject: 'Printer' } })
  await tell()
  await phone.api.resolveCase({ id, body: {} })
  await phone.api.addCaseComment({ id, body: { body: 'Picked up.' } })
  await tell()
  expect(news).toMatchObject([{ id, contact_id }, { id, contact_id }, { id }])
})

test('a contact and the settings are asked for where they are shown, and nowhere else', async () => {
  const { contact_id: id } = await customerWrites()
  const contact = await ana.api.getContact({ id })
  ana.store.apply([{ t: 'contact', row: contact }])
  ana.settings.want()
  await vi.waitFor(() => expect(ana.settings.get()).toBeDefined())
  const before = phone.sent.length
  await admin.api.editContact({ id, ifMatch: contact.version, body: { name: 'Kay' } })
  const crm_link = 'https://crm.example.com/{phone}'
  const { version } = await admin.api.getSettings()
  await admin.api.editSettings({ ifMatch: version, body: { crm_link } })
  await tell()
  await vi.waitFor(() => expect(ana.store.contact(id)?.name).toBe('Kay'))
  await vi.waitFor(() => expect(ana.settings.get()?.crm_link).toBe(crm_link))
  expect(phone.sent.length).toBe(before)
})

test('a text that is lost counts as needing attention at once, and no more when it was sent again', async () => {
  const { id } = await customerWrites()
  await ana.api.claimConversation({ id })
  const { id: sent } = await ana.api.sendMessage({ id, body: { body: 'Hi' } })
  const find = () => app.all('message').find((one) => one.id === sent) as OutboundMessage
  await tell()
  const before = ana.sent.length
  await app.commit({ ...find(), status: 'failed' })
  await tell()
  expect([ana, phone, admin].map(({ attention }) => countOf(attention.get()))).toEqual([1, 1, 1])
  await app.commit({ ...find(), resentAs: 'msg_other' })
  await tell()
  expect(countOf(ana.attention.get())).toBe(0)
  expect(ana.sent.length).toBe(before)
})

test('numbers of whose texts nobody can be told count for admins', async () => {
  const { id } = await admin.api.createNumber({ body: { address: '+12065550142' } })
  const ada = { first_name: 'Ada', last_name: 'Lovelace', phone: '+12065550123' }
  const users = [{ ...ada, notify_by_email: false, notify_by_sms: true }]
  const body = { agent_send_only: true, notification_users: users }
  await admin.api.editNumber({ id, ifMatch: '*', body })
  // The number of the fake app has an id that no address of the API could have.
  for (const number of app.all('number')) {
    await app.commit({ ...number, state: number.id === id ? 'active' : 'off' })
  }
  for (const { attention } of [ana, admin]) attention.reread('untold')
  await vi.waitFor(() => expect(countOf(admin.attention.get())).toBe(1))
  expect(admin.attention.get().untold.map((number) => number.id)).toEqual([id])
  await admin.attention.read()
  expect([ana, admin].map(({ attention }) => countOf(attention.get()))).toEqual([0, 1])
})

test('a text that reads like a refusal counts at once', async () => {
  await customerWrites()
  app.advance(60_000)
  const facts = { carrier: 'aws', carrierMessageId: 'in-2', to: ourNumber, at: app.now } as const
  await receiveMessage(app, { ...facts, from: '+12065550123', body: "Please don't text me before noon" })
  await tell()
  await vi.waitFor(() => expect(ana.attention.get().reviews).toHaveLength(1))
})

test('admins are told that credits run out', async () => {
  const low: Hint = { t: 'credits', left: 9, warning: 'low' }
  for (const seat of [ana, admin]) seat.hints.hear([low])
  expect([ana.said, admin.said]).toEqual([[], [low]])
})

test('after a gap the preferences, views and drafts of the agent are asked for', async () => {
  const { id } = await customerWrites()
  await phone.drafts.look(id)
  ana.preferences.set({ theme: 'dark' })
  ana.drafts.set(id, { body: 'Half' })
  const view = await ana.views.create({ name: 'Late', filter: { tab: 'team' }, shared: false })
  await vi.waitFor(() => expect([app.all('draft').length, app.all('preferences').length]).toEqual([1, 1]))
  phone.hints.catchUp(id)
  await vi.waitFor(() => expect(phone.drafts.get(id)?.body).toBe('Half'))
  await vi.waitFor(() => expect(phone.preferences.get().theme).toBe('dark'))
  await vi.waitFor(() => expect(phone.views.all()).toEqual([view]))
})

test('whoever a note mentions hears of it on each of their devices, and nobody else does', async () => {
  const { id } = await customerWrites()
  const note = await admin.api.addNote({ id, body: { body: '@Ana', mentions: [ana.me.id, admin.me.id] } })
  await tell()
  const mention = { t: 'mention', id, note_id: note.id, by: admin.me.id }
  expect([ana.said, phone.said, admin.said]).toEqual([[mention], [mention], []])
})
