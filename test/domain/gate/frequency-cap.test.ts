import { describe, expect, test } from 'vitest'
import type { Principal } from '#domain/agents/principal.ts'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import { cappedUntil } from '#domain/gate/frequency-cap.ts'
import type { OutboundMessage } from '#domain/messages/message.ts'
import { previewMessage } from '#domain/outbound/preview-message.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import type { Phone } from '#domain/phones/phone.ts'
import { cancelHeld } from '#domain/scheduled/cancel-held.ts'
import { editHeld } from '#domain/scheduled/edit-held.ts'
import { recheckHeld } from '#domain/scheduled/recheck-held.ts'
import { releaseMessages } from '#domain/scheduled/release-messages.ts'
import { sendHeldNow } from '#domain/scheduled/send-held-now.ts'
import { defaultSettings } from '#domain/settings/settings.ts'
import type { CampaignText } from '#domain/threads/thread.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { drainQueue } from '../../support/virtual-queue.ts'

const program: Principal = { kind: 'program', workspace, id: 'program', scopes: ['read', 'send', 'manage'] }
const hour = 3_600_000
const day = 24 * hour

/** Noon in Miami, Tuesday 24 November 2026: no quiet hours anywhere in the United States. */
const noon = Date.parse('2026-11-24T17:00:00Z')
const miami: Phone = '+13055550100'
const seattle: Phone = '+12065550123'

const createOffice = (): FakeApp => {
  const app = createFakeApp()
  app.now = noon
  return app
}

const campaign = (app: FakeApp, to: Phone = miami) =>
  sendSingle(app, program, { to, body: 'Sale!', origin: 'campaign' })

const campaigns = async (app: FakeApp, count: number, to?: Phone) => {
  const sent: OutboundMessage[] = []
  for (let i = 0; i < count; i++) sent.push(await campaign(app, to))
  return sent
}

const stored = (app: FakeApp, { id }: OutboundMessage) =>
  app.all('message').find((message) => message.id === id) as OutboundMessage

const release = (app: FakeApp) =>
  releaseMessages(app, { workspace, numberId: 'num_main', until: app.now, limit: 100 })

describe('which cap holds for a phone', () => {
  const at = (times: number[]): CampaignText[] =>
    times.map((time, i) => ({ messageId: `msg_${i}`, at: time }))
  const three = at([noon - 3 * hour, noon - 2 * hour, noon - hour])
  const flags = { smsEnabled: true, doNotContact: false, enrolled: false }

  test.each([
    ['+13055550100', undefined, 'frequency_cap_us_fl'],
    ['+14055550100', undefined, 'frequency_cap_us_ok'],
    ['+14105550100', undefined, 'frequency_cap_us_md'],
    ['+15035550100', undefined, 'frequency_cap_us_or'],
    ['+18005550100', undefined, 'frequency_cap_unknown'],
    ['+12065550100', undefined, undefined],
    ['+447700900123', undefined, undefined],
    // The law of the area code holds wherever the contact is.
    ['+13055550100', 'America/Los_Angeles', 'frequency_cap_us_fl'],
    // A zone of their own area code tells nothing new, another one that they moved.
    ['+12125550100', 'America/New_York', undefined],
    ['+12065550100', 'America/New_York', 'frequency_cap_us_fl'],
    ['+12125550100', 'America/Los_Angeles', 'frequency_cap_us_or'],
    ['+12065550100', 'America/Phoenix', undefined],
  ] as const)('%s in the zone %s: %s', (phone, zone, rule) => {
    const thread = { phone, flags: { ...flags, zone }, campaignTexts: three }
    expect(cappedUntil(thread, noon)?.rule).toBe(rule)
  })

  const inFlorida = (campaignTexts: CampaignText[]) => ({ phone: miami, flags, campaignTexts })

  test('it holds until the oldest of the last three is a day old, to the millisecond', () => {
    const thread = inFlorida(three)
    const until = noon - 3 * hour + day
    expect(cappedUntil(thread, until - 1)).toEqual({ until, rule: 'frequency_cap_us_fl' })
    expect(cappedUntil(thread, until)).toBeUndefined()
  })

  test('two are not enough, and what is older than a day does not count', () => {
    expect(cappedUntil(inFlorida(at([noon - day, noon - 2, noon - 1])), noon)).toBeUndefined()
    expect(cappedUntil(inFlorida([]), noon)).toBeUndefined()
  })

  test('of more than three the third newest decides', () => {
    const thread = inFlorida(at([noon - 1, noon - 5 * hour, noon - 2, noon - 4 * hour]))
    expect(cappedUntil(thread, noon)?.until).toBe(noon - 4 * hour + day)
  })

  test('a text does not count against itself', () => {
    expect(cappedUntil(inFlorida(three), noon, 'msg_1')).toBeUndefined()
  })
})

test('the fourth campaign of a day is held until the first is a day old, and its gate names the law', async () => {
  const app = createOffice()
  await campaigns(app, 3)
  app.advance(hour)
  expect(await campaign(app)).toMatchObject({
    status: 'held',
    gate: { reason: 'frequency_cap', rule: 'frequency_cap_us_fl', releaseAt: noon + day },
  })
  app.now = noon + day
  expect(await campaign(app)).toMatchObject({ status: 'queued' })
})

test('of ten campaigns accepted at once three may leave', async () => {
  const app = createOffice()
  const sent = await Promise.all(Array.from({ length: 10 }, () => campaign(app)))
  expect(sent.filter(({ status }) => status === 'queued')).toHaveLength(3)
  expect(sent.filter(({ status }) => status === 'held')).toHaveLength(7)
})

test('held campaigns leave three a day, one day after the other', async () => {
  const app = createOffice()
  await campaigns(app, 8)
  await publishChanges(app, app.changes)
  await drainQueue(app)
  const left: number[] = [app.sent.length]
  for (let i = 1; i <= 2; i++) {
    // The carrier had the third a few seconds after noon.
    app.now = noon + i * (day + hour)
    app.changes.length = 0
    await release(app)
    await publishChanges(app, app.changes)
    await drainQueue(app)
    left.push(app.sent.length)
  }
  expect(left).toEqual([3, 6, 8])
})

test('other texts, other states and the setting off are not held', async () => {
  const app = createOffice()
  await campaigns(app, 3)
  expect(await sendSingle(app, program, { to: miami, body: 'Your code' })).toMatchObject({ status: 'queued' })
  expect((await campaigns(app, 5, seattle)).map(({ status }) => status)).toEqual(Array(5).fill('queued'))
  await app.commit({ ...defaultSettings(workspace), frequencyCaps: 'off' })
  expect(await campaign(app)).toMatchObject({ status: 'queued' })
})

test('threads where no cap holds remember no campaigns, and those where one does a few', async () => {
  const app = createOffice()
  await campaigns(app, 2, seattle)
  await app.commit({ ...defaultSettings(workspace), frequencyCaps: 'off' })
  await campaigns(app, 20)
  const kept = (phone: Phone) => app.all('thread').find((thread) => thread.phone === phone)?.campaignTexts
  expect(kept(seattle)).toBeUndefined()
  expect(kept(miami)).toHaveLength(6)
})

test('what the carrier gets a day later counts from then on', async () => {
  const app = createOffice()
  await campaigns(app, 3)
  await publishChanges(app, app.changes)
  app.now = noon + 5 * hour
  await drainQueue(app)
  app.now = noon + day
  const held = await campaign(app)
  expect(held).toMatchObject({ status: 'held', gate: { reason: 'frequency_cap' } })
  expect((held.gate as { releaseAt: number }).releaseAt).toBeGreaterThanOrEqual(noon + 5 * hour + day)
})

test('a campaign that waited in the queue is held there when others were faster', async () => {
  const app = createOffice()
  const late = await campaign(app)
  app.changes.length = 0
  // Its place is forgotten after a day, though it has not left.
  app.now = noon + day
  await campaigns(app, 3)
  await publishChanges(app, app.changes)
  await drainQueue(app)
  app.queued.push({ workspace, messageId: late.id, index: 0, version: 1 })
  await drainQueue(app)
  expect(app.sent).toHaveLength(3)
  expect(stored(app, late)).toMatchObject({ status: 'held', gate: { reason: 'frequency_cap' } })
})

test('a text that was canceled or blocked in the queue keeps its place for the day', async () => {
  const app = createOffice()
  await campaigns(app, 3)
  await publishChanges(app, app.changes)
  for (const number of app.all('number')) number.state = 'off'
  await drainQueue(app)
  for (const number of app.all('number')) number.state = 'active'
  expect(app.sent).toEqual([])
  expect(await campaign(app)).toMatchObject({ status: 'held', gate: { reason: 'frequency_cap' } })
})

test('a held campaign has no place: withdrawing it makes no room and takes none', async () => {
  const app = createOffice()
  await campaigns(app, 2)
  const later = await sendSingle(app, program, {
    to: miami,
    body: 'Sale!',
    origin: 'campaign',
    sendAt: noon + hour,
  })
  await cancelHeld(app, program, later.id)
  expect(await campaign(app)).toMatchObject({ status: 'queued' })
  expect(await campaign(app)).toMatchObject({ status: 'held' })
})

test('nobody passes the cap by sending at once', async () => {
  const app = createOffice()
  await campaigns(app, 3)
  const held = await campaign(app)
  await expect(sendHeldNow(app, program, held.id)).rejects.toMatchObject({
    code: 'frequency_cap',
    extra: { release_at: new Date(noon + day).toISOString() },
  })
  const asked = await sendSingle(app, program, { to: miami, body: 'Hi', origin: 'campaign', sendNow: true })
  expect(asked.gate).toMatchObject({ reason: 'frequency_cap' })
})

test('an edit of a held campaign does not count it against itself', async () => {
  const app = createOffice()
  const [first] = await campaigns(app, 3)
  const text = stored(app, first as OutboundMessage)
  // As send-part leaves it in the quiet hours.
  const gate = { decision: 'hold', reason: 'quiet_hours', releaseAt: noon + hour } as const
  await app.commit({ ...text, status: 'held', gate })
  expect(await editHeld(app, program, text.id, { body: 'Bigger sale!' })).toMatchObject({ status: 'queued' })
})

test('switching the caps off lets go what they held', async () => {
  const app = createOffice()
  await campaigns(app, 3)
  const held = await campaign(app)
  await app.commit({ ...defaultSettings(workspace), frequencyCaps: 'off' })
  const changes = app.changes.filter(({ after }) => after?.kind === 'settings')
  await publishChanges(app, changes)
  const [execution] = [...app.executions.values()].filter((each) => 'recheck' in each)
  if (!execution || !('recheck' in execution)) throw new Error('no recheck was begun')
  await recheckHeld(app, execution.recheck, 0)
  await release(app)
  expect(stored(app, held)).toMatchObject({ status: 'queued' })
})

test('a recheck leaves a campaign held by a cap where it is', async () => {
  const app = createOffice()
  await campaigns(app, 3)
  const held = await campaign(app)
  await recheckHeld(app, { workspace, scope: 'all', change: 'c', run: 1 }, 0)
  expect(stored(app, held)).toEqual({ ...held, version: 1 })
})

test('a preview of a campaign says which rule would hold it', async () => {
  const app = createOffice()
  await campaigns(app, 3)
  const { gate } = await previewMessage(app, program, { to: miami, body: 'Sale!', origin: 'campaign' })
  expect(gate).toMatchObject({ reason: 'frequency_cap', rule: 'frequency_cap_us_fl' })
  app.now = Date.parse('2026-11-25T05:00Z')
  const other = { to: seattle, body: 'Sale!', origin: 'campaign' } as const
  expect((await previewMessage(app, program, other)).gate).toMatchObject({
    reason: 'quiet_hours',
    rule: 'quiet_hours_us_wa',
  })
})

test('the time of release suits the cap and the quiet hours', async () => {
  const app = createOffice()
  // 19:30 in Miami
  app.now = Date.parse('2026-11-25T00:30:00Z')
  await campaigns(app, 3)
  const held = await campaign(app)
  expect(held.gate).toMatchObject({ reason: 'frequency_cap', releaseAt: app.now + day })
  app.now = Date.parse('2026-11-25T00:59:00Z')
  await campaigns(app, 3, '+13055550101')
  // A day later less a minute it is 19:58, a day later plus two minutes it is 20:01: quiet.
  app.now = Date.parse('2026-11-26T01:00:00Z')
  expect((await campaign(app, '+13055550101')).gate).toMatchObject({
    reason: 'quiet_hours',
    releaseAt: Date.parse('2026-11-26T13:00:00Z'),
  })
})
