import { expect, test } from 'vitest'
import type { FactName } from '#contract/workflow-facts.ts'
import { recordConsent } from '#domain/consents/record-consent.ts'
import { createContact } from '#domain/contacts/create-contact.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { addTag, editConversation } from '#domain/conversations/edit-conversation.ts'
import { createHours } from '#domain/hours/create-hours.ts'
import { editNumber } from '#domain/numbers/edit-number.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { createTeam } from '#domain/teams/create-team.ts'
import { editTeam } from '#domain/teams/edit-team.ts'
import { factsFor, factsNamedIn, type Subject } from '#domain/workflows/facts-for.ts'
import { openCase } from '../../support/casework.ts'
import { admin, ana, conversationOf, createOffice, customer, receive } from '../../support/conversing.ts'
import { facts as contactFacts, mobile } from '../../support/customers.ts'
import { type FakeApp, workspace } from '../../support/fake-app.ts'
import { asking, refunds } from '../../support/workflow-samples.ts'

const day = 24 * 60 * 60 * 1000

/** The facts of a text that has just come. */
const subjectOf = (app: FakeApp, text: Awaited<ReturnType<typeof receive>>): Subject => {
  const { conversationId, id: messageId } = text
  return { workspace, at: app.now, messageId, ...(conversationId && { conversationId }) }
}

const after = async (app: FakeApp, ...names: FactName[]) =>
  factsFor(app, subjectOf(app, await receive(app)), names)

/** Which reads were made. */
const counting = (app: FakeApp) => {
  const reads: string[] = []
  const watched = (name: keyof FakeApp) =>
    new Proxy(app[name] as object, {
      get: (port, method) => {
        reads.push(`${name}.${String(method)}`)
        return Reflect.get(port, method)
      },
    })
  const ports = [
    'cases',
    'contacts',
    'conversations',
    'hours',
    'messages',
    'numbers',
    'teams',
    'threads',
  ] as const
  const counted = { ...app, ...Object.fromEntries(ports.map((name) => [name, watched(name)])) } as FakeApp
  return { app: counted, reads }
}

test('a text has its words, its number, its conversation and its customer', async () => {
  const app = await createOffice()
  const text = await receive(app, { body: 'I want a refund' })
  const { id, contactId } = conversationOf(app, text)
  const team = await createTeam(app, admin, { name: 'Billing', members: [] })
  await editConversation(app, admin, id, { subject: 'Refund', teamId: team.id })
  await addTag(app, admin, id, 'VIP')
  await claimConversation(app, ana, id)
  await editContact(app, admin, contactId, { attributes: { plan: 'gold' }, enrolled: true })
  const names: FactName[] = [
    ...(['channel', 'number', 'country', 'hours.open', 'time_of_day'] as const),
    ...(['message.body', 'message.has_media', 'conversation.claimed', 'conversation.team'] as const),
    ...(['conversation.tags', 'conversation.subject', 'contact.enrolled', 'contact.opted_out'] as const),
    ...(['contact.attributes.plan', 'contact.attributes.size', 'contact.attributes.constructor'] as const),
    ...(['case.type', 'case.state', 'case.status', 'case.team'] as const),
  ]
  expect(await factsFor(app, subjectOf(app, text), names)).toEqual({
    channel: 'sms',
    number: 'num_main',
    country: 'US',
    // The number has no hours, so it is never closed; nor is it known what time it is there.
    'hours.open': true,
    'message.body': 'I want a refund',
    'message.has_media': false,
    'conversation.claimed': true,
    'conversation.team': team.id,
    'conversation.tags': ['VIP'],
    'conversation.subject': 'Refund',
    'contact.enrolled': true,
    'contact.opted_out': false,
    'contact.attributes.plan': 'gold',
  })
})

test('only what conditions name is read, each record once, and nothing where there are none', async () => {
  const office = await createOffice()
  const text = await receive(office)
  const { app, reads } = counting(office)
  const subject = subjectOf(office, text)
  const named = (...fact: FactName[]) =>
    factsNamedIn([refunds(asking(...fact.map((name) => ({ fact: name, op: 'is_set' as const }))))])
  expect(named('message.body', 'message.body')).toEqual(['message.body'])
  await factsFor(app, subject, named())
  expect(reads).toEqual([])
  await factsFor(app, subject, named('message.body', 'message.has_media'))
  expect(reads.splice(0)).toEqual(['messages.get'])
  await factsFor(
    app,
    subject,
    named('channel', 'number', 'hours.open', 'contact.attributes.plan', 'conversation.tags'),
  )
  expect(reads.splice(0).toSorted()).toEqual(['contacts.get', 'conversations.get', 'numbers.get'])
  await factsFor(app, subject, named('contact.first_time'))
  expect(reads.splice(0).toSorted()).toEqual(['contacts.get', 'conversations.get', 'conversations.ofThread'])
  await factsFor(app, subject, named('contact.silent_days'))
  expect(reads.splice(0).toSorted()).toEqual(['conversations.get', 'messages.entries', 'messages.get'])
})

test('hours and the time of the day are those of the number or its team when it happened', async () => {
  const app = await createOffice()
  const hours = await createHours(app, admin, {
    name: 'Office',
    zone: 'America/Denver',
    weekly: { monday: [{ from: '09:00', to: '17:30' }] },
    holidays: [],
  })
  const team = await createTeam(app, admin, { name: 'Support', members: [] })
  await editNumber(app, admin, 'num_main', { teamId: team.id })
  const subject = subjectOf(app, await receive(app))
  const at = async (time: string) =>
    factsFor(app, { ...subject, at: Date.parse(time) }, ['hours.open', 'time_of_day'])
  expect(await at('2026-11-24T00:29:59Z')).toEqual({ 'hours.open': true })
  await editTeam(app, admin, team.id, { hoursId: hours.id })
  expect(await at('2026-11-24T00:29:59Z')).toEqual({ 'hours.open': true, time_of_day: '17:29' })
  expect(await at('2026-11-24T00:30:00Z')).toEqual({ 'hours.open': false, time_of_day: '17:30' })
  // In summer Denver is an hour nearer to UTC.
  expect(await at('2026-07-13T23:29:59Z')).toEqual({ 'hours.open': true, time_of_day: '17:29' })
})

test('a number of RCS is a channel of its own', async () => {
  const app = await createOffice()
  const facts = { workspace, id: 'num_rcs', address: 'rcs-a1', country: 'US', createdAt: 1 } as const
  await app.commit(newNumber({ ...facts, type: 'rcs', capabilities: ['rcs'], state: 'active' }))
  const text = await receive(app, { to: 'rcs-a1' })
  expect(await factsFor(app, subjectOf(app, text), ['channel', 'number'])).toEqual({
    channel: 'rcs',
    number: 'num_rcs',
  })
})

test('a customer is there for the first time until a conversation is behind this one', async () => {
  const app = await createOffice({ settings: { reopenWithinSeconds: 0 } })
  const first = await receive(app)
  const firstTime = async (text: typeof first) =>
    (await factsFor(app, subjectOf(app, text), ['contact.first_time']))['contact.first_time']
  expect(await firstTime(first)).toBe(true)
  expect(await firstTime(await receive(app))).toBe(true)
  await claimConversation(app, ana, conversationOf(app, first).id)
  await closeConversation(app, ana, conversationOf(app, first).id)
  const second = await receive(app)
  expect(second.conversationId).not.toBe(first.conversationId)
  expect(await firstTime(second)).toBe(false)
  // Nor does a later conversation change what the first one was.
  expect(await firstTime(first)).toBe(true)
})

test('a conversation on another phone of the contact is one before, too', async () => {
  const app = await createOffice()
  await createContact(app, admin, contactFacts({ phones: [mobile(customer), mobile('+12065550188')] }))
  await receive(app)
  app.advance(day)
  const text = await receive(app, { from: '+12065550188' })
  expect(await factsFor(app, subjectOf(app, text), ['contact.first_time'])).toEqual({
    'contact.first_time': false,
  })
})

test('silent days are whole days since the text before, however much we wrote in between', async () => {
  const app = await createOffice()
  const silent = async () => (await after(app, 'contact.silent_days'))['contact.silent_days']
  expect(await silent()).toBeUndefined()
  expect(await silent()).toBe(0)
  const [conversation] = app.all('conversation')
  if (!conversation) throw new Error('Nobody wrote')
  await claimConversation(app, ana, conversation.id)
  for (let i = 0; i < 60; i++) {
    app.advance(60_000)
    await sendMessage(app, ana, conversation.id, { body: 'Still there?' })
  }
  app.advance(30 * day - 60 * 60_000 - 2_000)
  expect(await silent()).toBe(29)
  app.advance(30 * day - 1_000)
  expect(await silent()).toBe(30)
  // Without a text of theirs it is the days since their last one.
  app.advance(3 * day)
  const subject = { workspace, at: app.now, conversationId: conversation.id }
  expect(await factsFor(app, subject, ['contact.silent_days'])).toEqual({ 'contact.silent_days': 3 })
})

test('an opt-out is one of the number in a conversation, and of any phone for a contact', async () => {
  const app = await createOffice()
  const text = await receive(app)
  const { contactId, id: conversationId } = conversationOf(app, text)
  const facts = (about: Partial<Subject>) =>
    factsFor(app, { workspace, at: app.now, ...about }, ['contact.opted_out', 'country'])
  expect(await facts({ contactId })).toEqual({ 'contact.opted_out': false, country: 'US' })
  await recordConsent(app, admin, { action: 'opt_out', phone: customer })
  expect(await facts({ contactId })).toEqual({ 'contact.opted_out': true, country: 'US' })
  expect(await facts({ conversationId })).toEqual({ 'contact.opted_out': true, country: 'US' })
})

test('a case is the one that the event is about, or that of the conversation', async () => {
  const app = await createOffice()
  const team = await createTeam(app, admin, { name: 'Repairs', members: [] })
  const own = await openCase(app, 'Printer', { teamId: team.id, status: 'In repair' })
  const names: FactName[] = ['case.type', 'case.state', 'case.status', 'case.team', 'country']
  const expected = {
    'case.type': 'ticket',
    'case.state': 'open',
    'case.status': 'In repair',
    'case.team': team.id,
    country: 'US',
  }
  const about = { workspace, at: app.now, caseId: own.id, contactId: own.contactId }
  expect(await factsFor(app, about, names)).toEqual(expected)
  const text = await receive(app)
  expect(conversationOf(app, text).case?.id).toBe(own.id)
  expect(await factsFor(app, subjectOf(app, text), names)).toEqual(expected)
})

test('a customer abroad has their country, and a short code has none', async () => {
  const app = await createOffice()
  const canadian = await receive(app, { from: '+14165550123' })
  expect(await factsFor(app, subjectOf(app, canadian), ['country'])).toEqual({ country: 'CA' })
  const code = await receive(app, { from: '72345' })
  expect(await factsFor(app, subjectOf(app, code), ['country'])).toEqual({})
})

test('of what is gone meanwhile nothing is known', async () => {
  const app = await createOffice()
  const gone: Subject = {
    workspace,
    at: app.now,
    conversationId: `cnv_${'0'.repeat(34)}`,
    messageId: `msg_${'0'.repeat(34)}`,
    contactId: 'con_00000000',
    caseId: 'cas_00000000',
  }
  const names = factsNamedIn([refunds()]).concat(
    'channel',
    'hours.open',
    'contact.first_time',
    'contact.silent_days',
    'conversation.claimed',
    'contact.opted_out',
    'country',
    'case.type',
    'message.has_media',
  )
  expect(await factsFor(app, gone, names)).toEqual({})
})
