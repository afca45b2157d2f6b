import { beforeEach, expect, test } from 'vitest'
import { toSendable } from '#adapters/media/to-picture.ts'
import type { BusinessNumber } from '#domain/numbers/number.ts'
import { sendPart } from '#domain/outbound/deliver-text.ts'
import { previewMessage } from '#domain/outbound/preview-message.ts'
import { updateOutbound } from '#domain/outbound/record-outcome.ts'
import { resendMessage } from '#domain/outbound/resend-message.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { startConversation } from '#domain/outbound/start-conversation.ts'
import { sendHeldNow } from '#domain/scheduled/send-held-now.ts'
import { completeUpload } from '#domain/uploads/complete-upload.ts'
import { createUpload } from '#domain/uploads/create-upload.ts'
import { loadUpload } from '#domain/uploads/load-upload.ts'
import { lookAtUpload } from '#domain/uploads/look-at-upload.ts'
import { originalOf } from '#domain/uploads/upload.ts'
import { customer } from '../../support/after-hours-office.ts'
import { createFakeApp, type FakeApp, workspace } from '../../support/fake-app.ts'
import { mediaSamples } from '../../support/media-samples.ts'
import { ana, ben, program } from '../../support/people.ts'

const [photo] = await mediaSamples()
const bytes = photo?.bytes ?? new Uint8Array()

let app: FakeApp
let originals: Map<string, Uint8Array>
let kept: Map<string, number>

const setNumber = async (change: Partial<BusinessNumber>) => {
  const [number] = await app.numbers.list(workspace)
  if (!number) throw new Error('There is no number')
  await app.commit({ ...number, ...change })
}

beforeEach(async () => {
  app = createFakeApp()
  app.now += 8 * 60 * 60 * 1000
  originals = new Map()
  kept = new Map()
  await setNumber({ capabilities: ['sms', 'mms'], mmsOut: true })
})

const look = async () => {
  const ports = {
    toSendable,
    originals: {
      read: async (key: string) => originals.get(key) ?? ('not_available' as const),
      remove: async (key: string) => void originals.delete(key),
    },
    keepFile: async (key: string, { length }: Uint8Array) => void kept.set(key, length),
  }
  for (const job of app.looked.splice(0)) await lookAtUpload({ ...app, ...ports }, job, 1)
}

/** A picture of hers, as far as it comes with these bytes. */
const upload = async (content: Uint8Array | undefined = bytes, who: typeof ana | typeof program = ana) => {
  const facts = { contentType: 'image/jpeg', bytes: bytes.length }
  const { upload: created } = await createUpload(app, who, facts)
  if (content) originals.set(originalOf(created), content)
  await completeUpload(app, who, created.id)
  await look()
  return loadUpload(app, who, created.id)
}

test('a picture is uploaded, written anew, and forgotten after a day; nobody else sees it', async () => {
  const ready = await upload()
  expect(ready).toMatchObject({ state: 'ready', picture: { contentType: 'image/jpeg', width: 360 } })
  const folder = `uploads/${workspace}/${ready.id}`
  expect([...kept.keys()].sort()).toEqual([`${folder}/thumb`, `${folder}/view`])
  expect(originals.size).toBe(0)
  await expect(loadUpload(app, ben, ready.id)).rejects.toMatchObject({ code: 'not_found' })
  app.advance(25 * 60 * 60 * 1000)
  await expect(loadUpload(app, ana, ready.id)).rejects.toMatchObject({ code: 'not_found' })
})

test('what is no picture, or was never uploaded, fails and says why', async () => {
  expect(await upload(new TextEncoder().encode('<html>'))).toMatchObject({ reason: 'unreadable' })
  const { upload: created } = await createUpload(app, ana, { contentType: 'image/png', bytes: 1 })
  await completeUpload(app, ana, created.id)
  await look()
  expect(await loadUpload(app, ana, created.id)).toMatchObject({ reason: 'not_available' })
  await completeUpload(app, ana, created.id)
  expect(app.looked).toEqual([])
})

test('work that is asked for before it is written down is done all the same, once', async () => {
  const { upload: created } = await createUpload(app, ana, { contentType: 'image/jpeg', bytes: 1 })
  originals.set(originalOf(created), bytes)
  app.looked.push({ workspace, upload: created.id }, { workspace, upload: created.id })
  await look()
  expect(await completeUpload(app, ana, created.id)).toMatchObject({ state: 'ready', version: 2 })
})

test.each([
  ['text/html', 1, 'content_not_supported'],
  ['image/svg+xml', 1, 'content_not_supported'],
  ['image/png', 10_000_001, 'media_too_large'],
])('a place for %s of %i bytes is refused with %s', async (contentType, length, code) => {
  await expect(createUpload(app, ana, { contentType, bytes: length })).rejects.toMatchObject({ code })
})

test('a text with a picture leaves in one part with a copy of it, and counts as the settings say', async () => {
  const { id } = await upload()
  const body = 'Here it is. '.repeat(130)
  const { message, conversation } = await startConversation(app, ana, { to: customer, body, media: [id] })
  expect(message).toMatchObject({ segments: 3, parts: [{ segments: 3 }], status: 'queued' })
  expect(message.media).toMatchObject([{ status: 'ready', kind: 'image', width: 360 }])
  expect(conversation.lastMessage).toMatchObject({ media: { count: 1, pictures: true } })
  const folder = `media/${workspace}/${message.id}/0`
  expect(app.copied).toEqual([
    [`uploads/${workspace}/${id}/view`, `${folder}/view`],
    [`uploads/${workspace}/${id}/thumb`, `${folder}/thumb`],
  ])
  await sendPart(app, { workspace, messageId: message.id, index: 0 })
  expect(app.sent).toMatchObject([{ body, media: [{ key: `${folder}/view`, contentType: 'image/jpeg' }] }])
})

test('a picture without words leaves in one part', async () => {
  const { id } = await upload()
  const { message } = await startConversation(app, ana, { to: customer, body: '', media: [id] })
  expect(message).toMatchObject({ body: '', segments: 3, parts: [{ segments: 3 }], status: 'queued' })
  await sendPart(app, { workspace, messageId: message.id, index: 0 })
  expect(app.sent).toMatchObject([{ body: '', media: [{ contentType: 'image/jpeg' }] }])
})

test('a reply and a single text carry pictures as well, and a preview says what that takes', async () => {
  const { id } = await upload()
  const { conversation } = await startConversation(app, ana, { to: customer, body: 'Hi' })
  const reply = await sendMessage(app, ana, conversation.id, { body: 'See', media: [id] })
  expect(reply.media).toHaveLength(1)
  const theirs = await upload(bytes, program)
  const single = await sendSingle(app, program, { to: '+12065550188', body: 'See', media: [theirs.id] })
  expect(single.media).toHaveLength(1)
  await app.commit({ ...(await app.settings.get(workspace)), mmsCredits: 5 })
  const preview = await previewMessage(app, ana, { body: 'See', to: customer, media: [id] })
  expect(preview).toMatchObject({ plan: { segments: 5, parts: [{ body: 'See' }] }, saving: { saved: 0 } })
  expect(preview.gate).toEqual({ decision: 'allow' })
})

test('a held text keeps its picture, asks the gate again, and one that is sent again has a copy', async () => {
  const { id } = await upload()
  const later = { to: customer, body: 'See', media: [id], sendAt: app.now + 60 * 60 * 1000 }
  const held = await sendSingle(app, ana, later)
  const sent = await sendHeldNow(app, ana, held.id)
  expect(sent).toMatchObject({ status: 'queued', segments: 3, media: held.media })
  await updateOutbound(app, workspace, held.id, (message) => ({ ...message, status: 'failed' }))
  const again = await resendMessage(app, ana, held.id)
  expect(again).toMatchObject({ media: held.media, segments: 3 })
  expect(app.copied.at(-1)).toEqual([
    `media/${workspace}/${held.id}/0/thumb`,
    `media/${workspace}/${again.id}/0/thumb`,
  ])
  await setNumber({ mmsOut: false })
  await sendPart(app, { workspace, messageId: again.id, index: 0 })
  expect(await app.messages.get(workspace, again.id)).toMatchObject({
    status: 'blocked',
    gate: { reason: 'content_not_supported', cause: 'pictures_off' },
  })
})

test.each([
  ['a number that may not', { mmsOut: false }, {}, /send a link/],
  ['a country that gets none', {}, { to: '+447400123456' }, /country/],
  ['more words than go along', {}, { body: 'x'.repeat(1601) }, /1,600/],
])('a picture from or to %s is refused', async (_, number, text, detail) => {
  const { id } = await upload()
  await setNumber(number)
  await app.commit({ ...(await app.settings.get(workspace)), enabledCountries: ['US', 'GB'] })
  const sending = sendSingle(app, ana, { to: customer, body: 'See', media: [id], ...text })
  await expect(sending).rejects.toMatchObject({
    code: 'content_not_supported',
    message: expect.stringMatching(detail),
    extra: { cause: expect.any(String) },
  })
  expect(app.copied).toEqual([])
})

test('two pictures, one of somebody else and one that is not ready are refused', async () => {
  const { id } = await upload()
  const { id: another } = await upload()
  const { upload: unready } = await createUpload(app, ana, { contentType: 'image/png', bytes: 1 })
  const theirs = await upload(bytes, program)
  const send = (media: (typeof id)[]) => sendSingle(app, ana, { to: customer, body: 'See', media })
  await expect(send([id, another])).rejects.toThrow(/one by one/)
  for (const one of [unready.id, theirs.id]) await expect(send([one])).rejects.toThrow(/not ready/)
})
