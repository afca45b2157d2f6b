import { beforeEach, describe, expect, test } from 'vitest'
import type { Case } from '#domain/cases/case.ts'
import { fileByHand } from '#domain/cases/file-by-hand.ts'
import { eventsOf } from '#domain/changes/events-of.ts'
import { recordConsent } from '#domain/consents/record-consent.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import type { InboundMessage, Message } from '#domain/messages/message.ts'
import { editNumber } from '#domain/numbers/edit-number.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { editSettings } from '#domain/settings/edit-settings.ts'
import { filingWork } from '../../../functions/file-message/filing-work.ts'
import { breakCall } from '../../support/break-call.ts'
import { openCase } from '../../support/casework.ts'
import { admin, ana, conversationOf, createOffice, customer, receive } from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'
import { workspace } from '../../support/fake-app.ts'
import { sqsRecord } from '../../support/sqs.ts'

const day = 86_400_000
const minute = 60_000

let app: FakeApp
let printer: Case
let laptop: Case

beforeEach(async () => {
  app = await createOffice()
  await editSettings(app, admin, { caseQuestion: 'on' })
  await receive(app, { body: 'Hello' })
  app.advance(day)
  laptop = await openCase(app, 'Laptop')
  app.advance(1)
  printer = await openCase(app, 'Printer')
})

/** What the bus has done for a text that is filed. */
const follow = async ({ id, case: filing }: Message, by: FakeApp = app) => {
  const { parse, work } = filingWork(by)
  const data = { message_id: id, case_id: filing?.id }
  const record = sqsRecord(JSON.stringify({ detail: { workspace, type: 'message.received', data } }))
  await work(await parse(record.body, record), record)
}

/** The customer texts, and everything that follows has happened. */
const says = async (body: string): Promise<InboundMessage> => {
  app.advance(minute)
  const text = await receive(app, { body })
  if (text.case) await follow(text)
  return text
}

const questions = () =>
  app.all('message').flatMap((each) => (each.origin === 'case_question' ? [each.body] : []))
const filedTo = (text: Message) => app.all('message').find(({ id }) => id === text.id)?.case

test('the answer files the text that was asked about, what came in one burst with it, and itself', async () => {
  const asked = await says('When can I come?')
  expect(filedTo(asked)).toMatchObject({ id: printer.id, reason: 'guess', sure: false })
  expect(questions()).toEqual([
    'You have 2 open requests. Is this about 1) Printer or 2) Laptop? Reply 1 or 2.',
  ])
  const burst = await says('Is Monday fine?')
  expect(filedTo(burst)).toMatchObject({ reason: 'same_burst', sure: false })
  const changes = app.changes.length
  const answer = await says('2')
  const filed = app.changes
    .slice(changes)
    .flatMap(eventsOf)
    .filter(({ type }) => type === 'message.filed')
  const rule = { kind: 'rule', id: 'answers_question' }
  expect(filed).toMatchObject([{ by: rule }, { by: rule }])
  const settled = { id: laptop.id, reason: 'answers_question', sure: true }
  for (const text of [asked, burst, answer]) expect(filedTo(text)).toEqual(settled)
  const entries = app.all('case_entry').filter(({ type }) => type === 'text')
  expect(entries.filter((entry) => entry.caseId === laptop.id && !('gone' in entry))).toHaveLength(3)
  expect(entries.filter((entry) => entry.caseId === printer.id && !('gone' in entry))).toEqual([])
  expect(conversationOf(app, answer).case).toMatchObject({ id: laptop.id, sure: true })
  // It is over: what comes next is no answer.
  app.advance(30 * minute)
  expect(filedTo(await says('1'))?.reason).not.toBe('answers_question')
  expect(questions()).toHaveLength(1)
})

test('the question is nobody’s reply: the customer waits on, and their text is shown', async () => {
  const text = await says('When can I come?')
  expect(conversationOf(app, text)).toMatchObject({
    waitingSince: expect.anything(),
    lastMessage: { id: text.id },
  })
  const question = app.all('message').find(({ origin }) => origin === 'case_question')
  expect(question).toMatchObject({ conversationId: text.conversationId, status: 'queued' })
  expect(question).not.toHaveProperty('case')
})

describe('the words', () => {
  test.each([
    ['es-MX', '2 solicitudes abiertas. ¿Se trata de 1) Printer o 2) Laptop? Responda 1 o 2.'],
    ['fr', "Vous avez 2 demandes ouvertes. S'agit-il de 1) Printer ou 2) Laptop ? Répondez 1 ou 2."],
    ['de', 'You have 2 open requests. Is this about 1) Printer or 2) Laptop? Reply 1 or 2.'],
  ])('are in the language of the customer: %s', async (locale, body) => {
    await editContact(app, admin, printer.contactId, { attributes: { locale } })
    await says('When can I come?')
    expect(questions()).toEqual([body])
  })

  test('are the number’s own where it has some', async () => {
    const { id } = app.all('number').find(({ address }) => address !== '+12065550101') ?? {
      id: 'num_' as const,
    }
    await editNumber(app, admin, id, {
      texts: { caseQuestion: '(Company Name): (Count) things, (Choices)? Say (Replies).' },
    })
    await says('When can I come?')
    expect(questions()).toEqual(['Our company: 2 things, 1) Printer or 2) Laptop? Say 1 or 2.'])
  })

  test('tell three cases apart, and two that are called the same', async () => {
    app.advance(1)
    await openCase(app, 'Printer')
    await says('When can I come?')
    expect(questions()).toEqual([
      'You have 3 open requests. Is this about 1) Printer #1003, 2) Printer #1002 or 3) Laptop? Reply 1, 2 or 3.',
    ])
  })
})

describe('nobody is asked', () => {
  const isNotAsked = async () => {
    await says('When can I come?')
    expect(questions()).toEqual([])
  }

  test('where the setting is off', async () => {
    await editSettings(app, admin, { caseQuestion: 'off' })
    await isNotAsked()
  })

  test('by a number that sends only what agents send', async () => {
    for (const { id } of app.all('number')) await editNumber(app, admin, id, { agentSendOnly: true })
    await isNotAsked()
  })

  test('who has opted out', async () => {
    await recordConsent(app, admin, { action: 'opt_out', phone: customer })
    await isNotAsked()
  })

  test('within a quarter of an hour of an agent’s text', async () => {
    const { id } = app.all('conversation')[0] ?? { id: 'cnv_' as const }
    await claimConversation(app, ana, id)
    await sendMessage(app, ana, id, { body: 'One moment.' })
    app.advance(13 * minute)
    await isNotAsked()
    app.advance(30 * minute)
    await says('Well?')
    expect(questions()).toHaveLength(1)
  })

  test('of a text that is found late', async () => {
    app.advance(minute)
    const text = await receive(app, { body: 'When can I come?' })
    app.advance(15 * minute)
    await follow(text)
    expect(questions()).toEqual([])
  })

  test('twice in a day', async () => {
    await says('When can I come?')
    app.advance(day - 5 * minute)
    await says('Are you there?')
    expect(questions()).toHaveLength(1)
    app.advance(30 * minute)
    await says('Hello?')
    expect(questions()).toHaveLength(2)
  })
})

test('what somebody has filed meanwhile stays, and the question is over with its answer', async () => {
  const asked = await says('When can I come?')
  await fileByHand(app, ana, asked.id, { caseId: printer.id })
  await says('2')
  expect(filedTo(asked)).toMatchObject({ id: printer.id, reason: 'by_hand' })
  expect(app.all('thread')[0]?.caseQuestion?.answered).toBe(true)
})

test('killed at any call and told again, it is asked once, and settled once', async () => {
  const isBroken = (error: unknown) => expect(String(error)).toContain('broke')
  for (let at = 0, isEnd = false; !isEnd; at++) {
    for (const when of ['before', 'after'] as const) {
      app.advance(2 * day)
      const known = questions().length
      const text = await receive(app, { body: `When ${at} ${when}?` })
      const asking = breakCall(app, { at, when })
      await follow(text, asking.broken).catch(isBroken)
      await follow(text)
      expect(questions()).toHaveLength(known + 1)
      app.advance(minute)
      const answer = await receive(app, { body: '2' })
      const settling = breakCall(app, { at, when })
      await follow(answer, settling.broken).catch(isBroken)
      await follow(answer)
      expect(filedTo(text)).toMatchObject({ reason: 'answers_question', sure: true })
      expect(app.all('thread')[0]?.caseQuestion?.answered).toBe(true)
      isEnd = at >= asking.calls.length && at >= settling.calls.length
    }
  }
})
