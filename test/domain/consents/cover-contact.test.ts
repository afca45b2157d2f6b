import { describe, expect, test } from 'vitest'
import { recordConsent } from '#domain/consents/record-consent.ts'
import { createContact } from '#domain/contacts/create-contact.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { mergeContacts } from '#domain/contacts/merge-contacts.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import type { Settings } from '#domain/settings/settings.ts'
import { ana, createOffice, customer, program, receive } from '../../support/conversing.ts'
import { facts, mobile, office } from '../../support/customers.ts'
import type { FakeApp } from '../../support/fake-app.ts'
import { createDay } from '../../support/virtual-day.ts'

const day = 24 * 60 * 60_000
const third = '+12065550199'

/** A contact with two phones, of whom one writes. */
const createAda = async (settings?: Partial<Settings>) => {
  const app = await createOffice({ settings })
  const time = createDay(app)
  const ada = await createContact(app, ana, facts({ phones: [mobile(customer), mobile(office)] }))
  await receive(app, { body: 'Hello' })
  return { app, time, ada }
}

const stateOf = (app: FakeApp, phone: string) =>
  app.all('thread').find((thread) => thread.phone === phone)?.consents.workspace?.state

const shown = (app: FakeApp, id: string) =>
  app
    .all('contact')
    .find((contact) => contact.id === id)
    ?.phones.map(({ phone, consents }) => [phone, consents?.workspace?.state])

const send = (app: FakeApp, to: string) => sendSingle(app, program, { to, body: 'Sale', origin: 'campaign' })

describe('an opt-out', () => {
  test('covers every phone of the contact in the same step, with an entry in each ledger', async () => {
    const { app, ada } = await createAda()
    const text = await receive(app, { body: 'STOP' })
    expect([stateOf(app, customer), stateOf(app, office)]).toEqual(['opted_out', 'opted_out'])
    const received = { messageId: text.id, body: 'STOP' }
    expect(app.all('consent_event').find(({ phone }) => phone === office)).toMatchObject({
      ...{ action: 'opt_out', source: 'customer', saidOn: customer, received, at: text.at },
    })
    expect(shown(app, ada.id)).toEqual([
      [customer, 'opted_out'],
      [office, 'opted_out'],
    ])
    await expect(send(app, office)).rejects.toMatchObject({ code: 'recipient_opted_out' })
  })

  test('blocks at once what is held for any of them, scheduled texts included', async () => {
    const { app, time } = await createAda()
    const scheduled = { body: 'Next week', sendAt: app.now + 7 * day }
    await sendSingle(app, program, { to: office, ...scheduled })
    await sendSingle(app, program, { to: customer, ...scheduled })
    await receive(app, { body: 'STOP' })
    await time.settle()
    const held = app.all('message').filter(({ body }) => body === 'Next week')
    expect(held).toMatchObject([
      { status: 'blocked', gate: { reason: 'recipient_opted_out' } },
      { status: 'blocked', gate: { reason: 'recipient_opted_out' } },
    ])
  })

  test('holds for the one phone where the workspace says so', async () => {
    const { app } = await createAda({ optOutCovers: 'phone' })
    await receive(app, { body: 'STOP' })
    expect([stateOf(app, customer), stateOf(app, office)]).toEqual(['opted_out', undefined])
  })

  test('that only the carrier knew covers the other phones a moment later', async () => {
    const { app, time } = await createAda()
    await time.settle()
    app.answer = () => ({ outcome: 'refused', code: 'recipient_opted_out', detail: 'Opted out' })
    await send(app, customer)
    await time.settle()
    await time.settle()
    expect([stateOf(app, customer), stateOf(app, office)]).toEqual(['opted_out', 'opted_out'])
  })

  test('is undone for all of them by START, but not what the carrier keeps for another phone', async () => {
    const { app, ada } = await createAda()
    await receive(app, { body: 'STOP' })
    await receive(app, { from: office, body: 'START' })
    expect(shown(app, ada.id)).toEqual([
      [customer, 'opted_in'],
      [office, 'opted_in'],
    ])
    const thread = app.all('thread').find(({ phone }) => phone === office)
    if (!thread) throw new Error('There is no thread')
    const kept = { state: 'opted_out', at: app.now, source: 'carrier' } as const
    await app.commit({ ...thread, consents: { workspace: kept } })
    await receive(app, { body: 'STOP' })
    await receive(app, { body: 'START' })
    expect(stateOf(app, office)).toBe('opted_out')
  })

  test('recorded by hand covers them too; an opt-in by hand is evidence for one phone', async () => {
    const { app } = await createAda()
    await recordConsent(app, ana, { phone: office, action: 'opt_out' })
    expect([stateOf(app, customer), stateOf(app, office)]).toEqual(['opted_out', 'opted_out'])
    await recordConsent(app, ana, { phone: office, action: 'opt_in', reason: 'Signed the form' })
    expect([stateOf(app, customer), stateOf(app, office)]).toEqual(['opted_out', 'opted_in'])
  })
})

describe('a contact that has opted out', () => {
  test('has opted out with a phone that is added later, even in place of the other one', async () => {
    const { app, ada } = await createAda()
    await receive(app, { body: 'STOP' })
    await editContact(app, ana, ada.id, { phones: [mobile(third)] })
    expect(stateOf(app, third)).toBe('opted_out')
    expect(shown(app, ada.id)).toEqual([[third, 'opted_out']])
    expect(app.all('consent_event').filter(({ phone }) => phone === third)).toMatchObject([
      { action: 'opt_out', source: 'customer', saidOn: expect.any(String) },
    ])
  })

  test('loses no refusal when it is merged, into either side', async () => {
    for (const into of ['refuser', 'other'] as const) {
      const { app, ada } = await createAda()
      const bob = await createContact(app, ana, facts({ phones: [mobile(third)] }))
      await receive(app, { body: 'STOP' })
      const [target, source] = into === 'refuser' ? [ada, bob] : [bob, ada]
      await mergeContacts(app, ana, target.id, source.id)
      expect(app.all('thread').map(({ consents }) => consents.workspace?.state)).toEqual([
        'opted_out',
        'opted_out',
        'opted_out',
      ])
      expect(shown(app, target.id)?.map(([, state]) => state)).toEqual([
        'opted_out',
        'opted_out',
        'opted_out',
      ])
    }
  })

  test('keeps a later START of the other phone when it is merged', async () => {
    const { app, ada } = await createAda()
    await createContact(app, ana, facts({ phones: [mobile(third)] }))
    await receive(app, { body: 'STOP' })
    await receive(app, { from: third, body: 'STOP' })
    await receive(app, { from: third, body: 'START' })
    const bob = app.all('contact').find(({ phones }) => phones.some(({ phone }) => phone === third))
    if (!bob) throw new Error('There is no contact')
    await mergeContacts(app, ana, ada.id, bob.id)
    expect([stateOf(app, customer), stateOf(app, third)]).toEqual(['opted_out', 'opted_in'])
  })

  test('is an opt-out to a race between STOP and a phone that is added', async () => {
    const { app, ada } = await createAda()
    const phones = [customer, office, third].map(mobile)
    await Promise.all([receive(app, { body: 'STOP' }), editContact(app, ana, ada.id, { phones })])
    expect([customer, office, third].map((phone) => stateOf(app, phone))).toEqual([
      'opted_out',
      'opted_out',
      'opted_out',
    ])
  })
})

test('conversations show that their customer has opted out, closed ones and those of other phones', async () => {
  const { app, time } = await createAda()
  await receive(app, { from: office, body: 'Hello' })
  await receive(app, { body: 'STOP' })
  await time.settle()
  expect(app.all('conversation').map(({ optedOut }) => optedOut)).toEqual([true, true])
  await receive(app, { body: 'START' })
  await time.settle()
  expect(app.all('conversation').map(({ optedOut }) => optedOut)).toEqual([undefined, undefined])
})
