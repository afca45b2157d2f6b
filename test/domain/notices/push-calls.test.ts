import { beforeEach, expect, test } from 'vitest'
import { editPreferences, type PreferencesPatch } from '#domain/agents/edit-preferences.ts'
import type { Principal } from '#domain/agents/principal.ts'
import { addNote } from '#domain/conversations/add-note.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import type { NumberId } from '#domain/ids.ts'
import type { InboundMessage } from '#domain/messages/message.ts'
import { callMentioned } from '#domain/notices/call-mentioned.ts'
import { notifyUsers } from '#domain/notices/notify-users.ts'
import { editNumber } from '#domain/numbers/edit-number.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { subscribe } from '#domain/pushes/subscribe.ts'
import { createTeam } from '#domain/teams/create-team.ts'
import { admin, ana, ben, cleo, createOffice, customer, receive } from '../../support/conversing.ts'
import { type FakeApp, ourNumber, workspace } from '../../support/fake-app.ts'
import { toldToBus } from '../../support/told-to-bus.ts'

let app: FakeApp & { portalUrl: string }
let numberId: NumberId

beforeEach(async () => {
  app = Object.assign(await createOffice(), { portalUrl: 'https://desk.acme.example' })
  const number = await app.numbers.byAddress(ourNumber)
  numberId = number?.id as NumberId
  await editNumber(app, admin, numberId, { noticesShowText: true, name: 'Front desk' })
})

const subscribed = async (who: Principal, ...devices: string[]) => {
  for (const device of devices) {
    const endpoint = `https://web.push.apple.com/${who.id}-${device}`
    await subscribe(app, who, { endpoint, p256dh: 'key', auth: 'auth' })
  }
}
const prefer = (who: Principal, patch: PreferencesPatch) => editPreferences(app, who, patch)
const tell = ({ conversationId = 'cnv_', id }: InboundMessage) =>
  notifyUsers(app, workspace, { numberId, conversationId, messageId: id })
const hear = async (body: string) => {
  app.advance(60_000)
  const text = await receive(app, { body, from: customer, to: ourNumber })
  await tell(text)
  return text
}
const called = () => app.all('push').map(({ agentId }) => agentId)

/** A text in a conversation that Ana has claimed and answered. */
const hearInAnas = async () => {
  const { conversationId = 'cnv_' } = await receive(app, { body: 'Hello?', to: ourNumber })
  await claimConversation(app, ana, conversationId)
  await sendMessage(app, ana, conversationId, { body: 'Yes?' })
  return hear('My boiler leaks')
}

test('the claimer is called on each of their devices, without a word of the text and without the phone', async () => {
  await subscribed(ana, 'phone', 'laptop')
  await subscribed(ben, 'phone')
  const { conversationId } = await hearInAnas()
  expect(called()).toEqual([ana.id, ana.id])
  expect(new Set(app.all('push').map(({ subscriptionId }) => subscriptionId)).size).toBe(2)
  expect(app.all('push')[0]).toMatchObject({
    title: 'SMS Chat Request',
    body: `From the number that ends in 0123\nTo Front desk (${ourNumber})\nCall id SMS…0123`,
    tag: conversationId,
    path: `/c/${conversationId}`,
    status: 'queued',
  })
  expect(JSON.stringify(app.all('push'))).not.toMatch(new RegExp(`boiler|${customer.slice(1)}`))
})

test('the bus hears of each, with ids only', async () => {
  await subscribed(ana, 'phone')
  await hearInAnas()
  const events = (await toldToBus(app.changes)).filter((told) => told['detail-type'] === 'push.created')
  const [push] = app.all('push')
  expect(events.map(({ detail }) => detail.data)).toEqual([{ push_id: push?.id, agent_id: ana.id }])
})

test('an event that comes twice calls once, and so do more texts while nobody has answered', async () => {
  await subscribed(ana, 'phone')
  const text = await hearInAnas()
  await Promise.all([tell(text), tell(text)])
  await hear('And it gets worse')
  expect(called()).toEqual([ana.id])
  await sendMessage(app, ana, text.conversationId ?? 'cnv_', { body: 'On our way' })
  await hear('Thanks!')
  expect(called()).toEqual([ana.id, ana.id])
})

test.each<[string, PreferencesPatch, number]>([
  ['wants none', { pushFor: [] }, 0],
  ['wants them for something else', { pushFor: ['unclaimed', 'mentions'] }, 0],
  ['wants e-mails only', { pushFor: [], emailFor: ['mine'] }, 0],
  ['wants no e-mails', { emailFor: [] }, 1],
  [
    'has a quiet time',
    { quietTimes: { zone: 'America/Denver', weekly: { monday: [{ from: '08:00', to: '20:00' }] } } },
    0,
  ],
  [
    'has a quiet time later',
    { quietTimes: { zone: 'America/Denver', weekly: { monday: [{ from: '20:00', to: '08:00' }] } } },
    1,
  ],
])('who %s is left alone accordingly', async (_, patch, count) => {
  await subscribed(ana, 'phone')
  await prefer(ana, patch)
  await hearInAnas()
  expect(called()).toHaveLength(count)
})

test('an unclaimed text calls whoever of the team wants that', async () => {
  const { id: teamId } = await createTeam(app, admin, { name: 'Repairs', members: [ben.id, cleo.id] })
  await editNumber(app, admin, numberId, { teamId })
  for (const who of [ana, ben, cleo]) await subscribed(who, 'phone')
  await prefer(ben, { pushFor: ['unclaimed'] })
  await hear('Hello?')
  expect(called()).toEqual([ben.id])
})

test('a notification user who gets an e-mail is called on their device all the same', async () => {
  await app.commit({ ...(await app.settings.get(workspace)), email: { fromAddress: 'desk@acme.example' } })
  const told = { email: 'ana@acme.example', notifyByEmail: true, notifyBySms: false, agentId: ana.id }
  await editNumber(app, admin, numberId, {
    notificationUsers: [{ firstName: 'Ana', lastName: 'Ruiz', ...told }],
  })
  await subscribed(ana, 'phone')
  await prefer(ana, { emailFor: ['mine'] })
  await hearInAnas()
  expect(called()).toEqual([ana.id])
})

test('a mention calls whom it means, once, without a word of the note; who is deactivated hears nothing', async () => {
  for (const who of [ana, ben, cleo]) await subscribed(who, 'phone')
  const agent = app.all('agent').find(({ id }) => id === cleo.id)
  if (agent) await app.commit({ ...agent, active: false })
  const { conversationId = 'cnv_' } = await receive(app, { body: 'My boiler leaks' })
  const note = await addNote(app, ana, conversationId, { body: 'The leak', mentions: [ben.id] })
  const mention = { id: note.id, conversationId, mentions: [ben.id, cleo.id, ana.id], by: ana.id }
  await callMentioned(app, workspace, mention)
  await callMentioned(app, workspace, mention)
  expect(app.all('push')).toMatchObject([
    { agentId: ben.id, title: 'agt_ana mentioned you in a note', path: `/c/${conversationId}` },
  ])
  expect(JSON.stringify(app.all('push'))).not.toMatch(/leak|boiler/)
})
