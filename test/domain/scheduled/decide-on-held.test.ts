import { expect, test } from 'vitest'
import { claimConversation, giveUpClaim } from '#domain/conversations/claim-conversation.ts'
import { findMessages } from '#domain/conversations/find-messages.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { cancelHeld } from '#domain/scheduled/cancel-held.ts'
import { editHeld } from '#domain/scheduled/edit-held.ts'
import { releaseMessages } from '#domain/scheduled/release-messages.ts'
import { sendHeldNow } from '#domain/scheduled/send-held-now.ts'
import {
  bodiesOf,
  change,
  createOffice,
  evening,
  opening,
  sentTexts,
  startTalk,
  stored,
} from '../../support/after-hours-office.ts'
import { workspace } from '../../support/fake-app.ts'
import { admin, ana, ben, outsider, program } from '../../support/people.ts'
import { createDay } from '../../support/virtual-day.ts'

const hour = 60 * 60 * 1000

const createHeld = async (facts: Parameters<typeof createOffice>[0] = {}) => {
  const app = await createOffice(facts)
  const day = createDay(app)
  const talk = await startTalk(app)
  const { id } = await sendMessage(app, ana, talk.id, { body: 'Good morning' })
  return { app, day, talk, id }
}

test('a held text can be changed, and leaves as it then is', async () => {
  const { app, day, id } = await createHeld()
  const edited = await editHeld(app, ana, id, { body: 'Good morning! 🙂' })
  expect(edited).toMatchObject({ id, encoding: 'ucs2', status: 'held', gate: { releaseAt: opening } })
  await day.until(opening + hour)
  expect(bodiesOf(sentTexts(app))).toEqual(['Good morning! 🙂'])
})

test('a held text can be given another time, and none again', async () => {
  const { app, day, id } = await createHeld()
  const later = opening + 3 * hour
  expect(await editHeld(app, ana, id, { sendAt: later })).toMatchObject({
    sendAt: later,
    gate: { reason: 'scheduled', releaseAt: later },
  })
  await day.until(opening + hour)
  expect(sentTexts(app)).toEqual([])
  expect((await editHeld(app, ana, id, { sendAt: null })).status).toBe('queued')
  await day.settle()
  expect(bodiesOf(sentTexts(app))).toEqual(['Good morning'])
})

test('an edit that the gate blocks changes nothing', async () => {
  const { app, id } = await createHeld()
  await expect(editHeld(app, ana, id, { body: 'bell\u0007' })).rejects.toMatchObject({
    code: 'content_not_supported',
  })
  expect(stored(app, id)).toMatchObject({ body: 'Good morning', status: 'held' })
})

test('a held text can be sent at once, where the number lets agents do so', async () => {
  const { app, day, id } = await createHeld()
  await change(app, 'number', { agentsSendNow: false })
  await expect(sendHeldNow(app, ana, id)).rejects.toMatchObject({ code: 'forbidden' })
  await sendHeldNow(app, admin, id)
  await day.settle()
  expect(bodiesOf(sentTexts(app))).toEqual(['Good morning'])
  await day.until(opening + hour)
  expect(sentTexts(app)).toHaveLength(1)
})

test('nobody sends a campaign into the quiet hours of its recipient', async () => {
  const app = await createOffice()
  app.now = evening + 4 * hour
  const held = await sendSingle(app, program, { to: '+12065550123', body: 'New!', origin: 'campaign' })
  await expect(sendHeldNow(app, admin, held.id)).rejects.toMatchObject({
    code: 'quiet_hours',
    extra: { release_at: expect.any(String) },
  })
  expect(stored(app, held.id).status).toBe('held')
})

test('what is blocked by now is not sent at once', async () => {
  const { app, id } = await createHeld()
  await change(app, 'thread', { flags: { smsEnabled: true, doNotContact: true, enrolled: false } })
  await expect(sendHeldNow(app, ana, id)).rejects.toMatchObject({ code: 'do_not_contact' })
  expect(stored(app, id).status).toBe('held')
})

test('its author, the claimer, an admin and a program decide about a held text, nobody else', async () => {
  const { app, talk, id } = await createHeld()
  await expect(cancelHeld(app, ben, id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(cancelHeld(app, outsider, id)).rejects.toMatchObject({ code: 'not_found' })
  for (const who of [ana, admin, program]) await editHeld(app, who, id, { body: `by ${who.id}` })
  await giveUpClaim(app, ana, talk.id)
  await editHeld(app, ana, id, { body: 'by its author' })
  await claimConversation(app, ben, talk.id)
  await editHeld(app, ben, id, { body: 'by the claimer' })
  expect(stored(app, id).body).toBe('by the claimer')
})

test.each([
  ['cancelled', cancelHeld],
  ['edited', (app: never, who: never, id: never) => editHeld(app, who, id, { body: 'late' })],
  ['sent at once', sendHeldNow],
] as const)('what has left cannot be %s', async (_, decide) => {
  const { app, day, id } = await createHeld()
  await day.until(opening + hour)
  await expect(decide(app as never, ana as never, id as never)).rejects.toMatchObject({
    code: 'message_not_held',
    extra: { message_status: 'sent' },
  })
})

test('of a release and a cancellation at the same moment exactly one wins', async () => {
  const due = { workspace, numberId: 'num_main', until: opening, limit: 10 } as const
  const winners = new Set<string>()
  for (let delay = 0; delay < 12; delay++) {
    const { app, day, id } = await createHeld()
    app.now = opening
    const release = releaseMessages(app, due)
    for (let i = 0; i < delay; i++) await new Promise(setImmediate)
    const canceled = await cancelHeld(app, ana, id).then(
      () => true,
      () => false,
    )
    await release
    await day.settle()
    expect(sentTexts(app)).toHaveLength(canceled ? 0 : 1)
    expect(stored(app, id).status).toBe(canceled ? 'canceled' : 'sent')
    winners.add(stored(app, id).status)
  }
  expect(winners).toEqual(new Set(['canceled', 'sent']))
})

test('what is held is listed soonest first, over all numbers or for one', async () => {
  const { app, talk } = await createHeld()
  const facts = { workspace, id: 'num_other', address: '+12065550199', country: 'US', createdAt: 1 } as const
  await app.commit(newNumber({ ...facts, state: 'active' }))
  await sendMessage(app, ana, talk.id, { body: 'later', sendAt: opening + 2 * hour })
  const other = { to: '+12065550777', from: 'num_other', sendAt: opening + hour }
  await sendSingle(app, program, { ...other, body: 'between' })
  const bodies = async (query: { numberId?: 'num_other'; cursor?: string; limit?: number }) => {
    const page = await findMessages(app, ana, { status: 'held', limit: 2, ...query })
    return { bodies: page.records.map(({ body }) => body), next: page.nextCursor }
  }
  const first = await bodies({})
  expect(first.bodies).toEqual(['Good morning', 'between'])
  expect(await bodies({ cursor: first.next })).toEqual({ bodies: ['later'], next: undefined })
  expect(await bodies({ numberId: 'num_other' })).toEqual({ bodies: ['between'], next: undefined })
  expect((await findMessages(app, outsider, { status: 'held', limit: 25 })).records).toEqual([])
})

test('a program that only sends decides about its own texts alone', async () => {
  const { app, id } = await createHeld()
  const sender = { ...program, scopes: ['send'] as const }
  const own = await sendSingle(app, sender, { to: '+12065550177', body: 'Your order is ready.' })
  expect(await cancelHeld(app, sender, own.id)).toMatchObject({ status: 'canceled' })
  await expect(cancelHeld(app, sender, id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(editHeld(app, sender, id, { body: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(sendHeldNow(app, sender, id)).rejects.toMatchObject({ code: 'forbidden' })
})
