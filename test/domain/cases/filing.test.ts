import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Case } from '#domain/cases/case.ts'
import { createCase } from '#domain/cases/create-case.ts'
import { editCase, resolveCase } from '#domain/cases/edit-case.ts'
import { fileByHand } from '#domain/cases/file-by-hand.ts'
import { followFiling } from '#domain/cases/follow-filing.ts'
import { readCaseTimeline } from '#domain/cases/read-case.ts'
import { undoFiling } from '#domain/cases/undo-filing.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import type { CaseId, MessageId } from '#domain/ids.ts'
import type { OutboundMessage } from '#domain/messages/message.ts'
import { sendCaseText } from '#domain/outbound/send-case-text.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { updateCase } from '#domain/outbound/update-case.ts'
import { hour, minute } from '#domain/time.ts'
import { caseOf, followAll, openCase } from '../../support/casework.ts'
import {
  admin,
  ana,
  ben,
  conversationOf,
  createOffice,
  customer,
  program,
  receive,
  refusal,
  stored,
} from '../../support/conversing.ts'
import { type FakeApp, workspace } from '../../support/fake-app.ts'

const messageOf = (app: FakeApp, id: MessageId) => {
  const found = app.all('message').find((message) => message.id === id)
  if (!found) throw new Error('There is no such message')
  return found
}

/** A printer and a laptop in repair; the laptop was written about first. */
const createRepair = async (change: Parameters<typeof createOffice>[0] = {}) => {
  const app = await createOffice(change)
  const printer = await openCase(app, 'Printer')
  const laptop = await openCase(app, 'Laptop')
  const notify = async (one: Case, body: string, minutesLater = 1) => {
    app.advance(minutesLater * minute)
    return sendCaseText(app, program, one.id, { body })
  }
  return { app, printer, laptop, notify }
}

describe('the scene', () => {
  test('a reply to one of five texts joins the conversation that an agent holds, filed to its case', async () => {
    const { app, printer, laptop, notify } = await createRepair()
    const talk = conversationOf(app, await receive(app, { body: 'Do you sell toner?' }))
    await claimConversation(app, ana, talk.id)
    app.advance(minute)
    await sendMessage(app, ana, talk.id, { body: 'We do.' })
    for (const body of ['In line', 'On the bench', 'Part ordered', 'Part came']) await notify(laptop, body)
    await notify(printer, 'Your printer is ready.', 5 * 60)
    app.advance(5 * minute)
    const reply = await receive(app, { body: 'Great, I come at noon' })
    expect(reply).toMatchObject({
      conversationId: talk.id,
      threading: { decision: 'append', reason: 'reply_to_case_text' },
      case: { id: printer.id, reason: 'last_text', sure: true },
    })
    expect(stored(app, talk.id)).toMatchObject({
      state: 'open',
      claimedBy: ana.id,
      case: { id: printer.id, sure: true },
    })
    const next = await receive(app, { body: 'Or at one' })
    expect(next).toMatchObject({
      conversationId: talk.id,
      threading: { reason: 'conversation_open' },
      case: { id: printer.id, reason: 'same_burst', sure: true },
    })
  })

  test('where nothing tells which, the text is marked, and one call settles it', async () => {
    const { app, printer, laptop, notify } = await createRepair()
    await notify(laptop, 'Your laptop is ready.')
    await notify(printer, 'Your printer is ready.')
    app.advance(10 * minute)
    const reply = await receive(app, { body: 'Great' })
    expect(reply.case).toEqual({ id: printer.id, reason: 'guess', sure: false })
    await followAll(app)
    await fileByHand(app, ana, reply.id, { caseId: laptop.id })
    await followAll(app)
    expect(messageOf(app, reply.id).case).toMatchObject({ id: laptop.id, reason: 'by_hand', sure: true })
    const textsOf = async (one: Case) =>
      (await readCaseTimeline(app, admin, one.id, { limit: 25 })).records.flatMap(({ entry, message }) =>
        entry.type === 'text' && message?.direction === 'inbound' ? [entry] : [],
      )
    expect(await textsOf(printer)).toMatchObject([
      { gone: true, moves: [{ by: ana.id, from: printer.id, to: laptop.id }] },
    ])
    expect(await textsOf(laptop)).toMatchObject([
      { moves: [{ by: ana.id, from: printer.id, to: laptop.id }] },
    ])
    expect(conversationOf(app, reply).case).toMatchObject({ id: laptop.id, sure: true })
  })
})

describe('a reply to an automatic text of a case', () => {
  test('starts a conversation from it where none is open: of the team and the assignee of the case', async () => {
    const app = await createOffice()
    const printer = await openCase(app, 'Printer', { assignee: ben.id })
    const text = await sendCaseText(app, program, printer.id, { body: 'Ready.' })
    expect(text).toMatchObject({
      origin: 'case',
      case: { id: printer.id, reason: 'text_of_case', sure: true },
    })
    const reply = await receive(app)
    expect(reply.threading).toEqual({ decision: 'start_from_outbound', reason: 'reply_to_last_outbound' })
    expect(conversationOf(app, reply)).toMatchObject({
      state: 'open',
      claimedBy: ben.id,
      case: { id: printer.id, sure: true },
    })
    expect(messageOf(app, text.id).conversationId).toBe(reply.conversationId)
  })

  test('starts an unclaimed one where the assignee is not active any more, or the case is a guess', async () => {
    const { app, printer, laptop, notify } = await createRepair()
    await editCase(app, admin, printer.id, { assignee: ben.id })
    await notify(laptop, 'Ready.')
    await notify(printer, 'Ready.')
    const reply = await receive(app)
    expect(reply.case?.sure).toBe(false)
    expect(conversationOf(app, reply).claimedBy).toBeUndefined()
  })

  test('closes the open conversation where the workspace wants it so', async () => {
    const app = await createOffice({ settings: { caseReplies: 'start_new' } })
    const talk = conversationOf(app, await receive(app))
    const printer = await openCase(app, 'Printer')
    app.advance(minute)
    await sendCaseText(app, program, printer.id, { body: 'Ready.' })
    const reply = await receive(app)
    expect(reply.conversationId).not.toBe(talk.id)
    expect(stored(app, talk.id).state).toBe('closed')
    expect(reply.case?.id).toBe(printer.id)
  })

  test('does not let an older campaign close the conversation afterwards', async () => {
    const app = await createOffice()
    const talk = conversationOf(app, await receive(app))
    const printer = await openCase(app, 'Printer')
    app.advance(minute)
    await sendSingle(app, program, { to: customer, body: 'Sale!', origin: 'api' })
    app.advance(minute)
    await sendCaseText(app, program, printer.id, { body: 'Ready.' })
    expect((await receive(app)).conversationId).toBe(talk.id)
    expect((await receive(app)).conversationId).toBe(talk.id)
  })

  test('is no reply to a campaign, which is filed only where it names a case', async () => {
    const app = await createOffice()
    const printer = await openCase(app, 'Printer')
    await sendSingle(app, program, { to: customer, body: 'Sale!', origin: 'api' })
    expect((await receive(app, { body: 'How much?' })).case).toBeUndefined()
    await sendSingle(app, program, { to: customer, body: 'Sale!', origin: 'api' })
    expect((await receive(app, { body: `#${printer.number}?` })).case?.reason).toBe('names_case')
  })
})

test('a text that never left is not what is answered', async () => {
  const { app, printer, laptop, notify } = await createRepair()
  await notify(laptop, 'Ready.')
  const last = await notify(printer, 'Ready.', 3 * 60)
  await app.commit({ ...messageOf(app, last.id), status: 'failed' } as OutboundMessage)
  app.advance(5 * minute)
  expect((await receive(app)).case).toEqual({ id: laptop.id, reason: 'last_text', sure: true })
})

describe("an agent's text of a case", () => {
  test('is a reply in the open conversation, which becomes theirs', async () => {
    const app = await createOffice()
    const talk = conversationOf(app, await receive(app))
    const printer = await openCase(app, 'Printer')
    const text = await sendCaseText(app, ana, printer.id, { body: 'Ready.' })
    expect(text).toMatchObject({ origin: 'agent', conversationId: talk.id, case: { id: printer.id } })
    expect(stored(app, talk.id)).toMatchObject({ claimedBy: ana.id, case: { id: printer.id } })
  })

  test('is refused where another agent has claimed the customer', async () => {
    const app = await createOffice()
    const talk = conversationOf(app, await receive(app))
    await claimConversation(app, ben, talk.id)
    const printer = await openCase(app, 'Printer')
    await expect(sendCaseText(app, ana, printer.id, { body: 'Ready.' })).rejects.toEqual(
      refusal('not_claimer', { claimed_by: ben.id, conversation_id: talk.id }),
    )
  })

  test('is refused of a case that is done, and to another phone', async () => {
    const app = await createOffice()
    const printer = await openCase(app, 'Printer')
    await expect(sendCaseText(app, ana, printer.id, { body: 'Ready.', to: '+12065550188' })).rejects.toEqual(
      refusal('validation_failed', { errors: [expect.objectContaining({ path: 'to' })] }),
    )
    await resolveCase(app, admin, printer.id)
    await expect(sendCaseText(app, ana, printer.id, { body: 'Ready.' })).rejects.toEqual(refusal('case_done'))
  })
})

describe('an update', () => {
  test('is written once, and sent in its own words or others', async () => {
    const app = await createOffice()
    const { id } = await openCase(app, 'Printer')
    const update = { body: 'The part came. We call you.', public: true, channels: ['sms' as const] }
    const said = await updateCase(app, program, id, update)
    expect(said.comment).toMatchObject({ type: 'comment', body: update.body, public: true })
    expect(said.channels).toMatchObject([{ channel: 'sms', message: { body: update.body, case: { id } } }])
    const other = await updateCase(app, program, id, { ...update, smsBody: 'It came.' })
    expect(other.channels).toMatchObject([{ message: { body: 'It came.' } }])
  })

  test('goes by e-mail as well, each channel with a word of its own', async () => {
    const app = await createOffice({ settings: { email: { fromAddress: 'desk@example.com' } } })
    const { id, contactId, number } = await openCase(app, 'Printer')
    const update = { body: 'It is ready.', public: true, channels: ['sms' as const, 'email' as const] }
    expect((await updateCase(app, program, id, update)).channels).toMatchObject([
      { channel: 'sms', message: { body: 'It is ready.' } },
      { channel: 'email', refused: { code: 'no_email_address' } },
    ])
    await editContact(app, admin, contactId, { emails: ['ada@example.com'], smsEnabled: false })
    const second = await updateCase(app, program, id, { ...update, emailBody: 'Come by.' })
    expect(second.channels).toMatchObject([
      { channel: 'sms', refused: { code: 'sms_disabled' } },
      { channel: 'email', email: { to: 'ada@example.com', subject: `#${number} Printer`, body: 'Come by.' } },
    ])
  })

  test('that is blocked is a comment all the same, and says why', async () => {
    const app = await createOffice()
    const talk = conversationOf(app, await receive(app))
    await claimConversation(app, ben, talk.id)
    const { id } = await openCase(app, 'Printer')
    const update = { body: 'It is ready.', public: false, channels: ['sms' as const] }
    expect(await updateCase(app, ana, id, update)).toMatchObject({
      comment: { body: 'It is ready.' },
      channels: [{ channel: 'sms', refused: { code: 'not_claimer' } }],
    })
    expect(app.all('case_entry')).toHaveLength(1)
  })

  test('needs the scope to send where it is sent', async () => {
    const app = await createOffice()
    const { id } = await openCase(app, 'Printer')
    const manager = { ...program, scopes: ['manage'] } as typeof program
    const update = { body: 'It is ready.', public: true, channels: [] }
    expect((await updateCase(app, manager, id, update)).channels).toEqual([])
    await expect(updateCase(app, manager, id, { ...update, channels: ['sms'] })).rejects.toEqual(
      refusal('forbidden'),
    )
  })
})

test('one number of the pool that was opted out of blocks all of it', async () => {
  const caseNumbers = ['num_main', 'num_other'] as const
  const app = await createOffice({ settings: { caseNumbers: [...caseNumbers], optOutScope: 'number' } })
  await openCase(app, 'Printer')
  const laptop = await openCase(app, 'Laptop')
  expect(laptop.numberId).toBe('num_other')
  await receive(app, { body: 'STOP' })
  await expect(sendCaseText(app, program, laptop.id, { body: 'Ready.' })).rejects.toEqual(
    refusal('recipient_opted_out'),
  )
})

describe('a customer who writes to a case', () => {
  test('opens one that waits, and one that is done where the text names it', async () => {
    const { app, printer, laptop } = await createRepair()
    await editCase(app, admin, printer.id, { state: 'waiting' })
    await resolveCase(app, admin, laptop.id)
    await receive(app, { body: 'Any news?' })
    await receive(app, { body: `#${laptop.number} broke again` })
    await followAll(app)
    expect(caseOf(app, printer.id).state).toBe('open')
    expect(caseOf(app, laptop.id)).toMatchObject({ state: 'open', by: { kind: 'customer' } })
    expect(caseOf(app, laptop.id).resolvedAt).toBeUndefined()
  })

  test('is followed once, however often the bus tells of the text', async () => {
    const app = await createOffice()
    await openCase(app, 'Printer')
    const text = await receive(app)
    await followFiling(app, workspace, text.id)
    const written = app.changes.length
    await Promise.all([followFiling(app, workspace, text.id), followFiling(app, workspace, text.id)])
    expect(app.changes).toHaveLength(written)
    expect(app.all('case_entry')).toHaveLength(1)
  })
})

describe('filing by hand', () => {
  test('comes before the bus as well as after it', async () => {
    const { app, printer, laptop } = await createRepair()
    const text = await receive(app)
    const from = text.case?.id === printer.id ? printer : laptop
    const to = from === printer ? laptop : printer
    await fileByHand(app, ana, text.id, { caseId: to.id })
    await followAll(app)
    const live = app.all('case_entry').filter((entry) => entry.type === 'text' && !entry.gone)
    expect(live.map(({ caseId }) => caseId)).toEqual([to.id])
  })

  test('where it is, before the bus, counts the text at its case', async () => {
    const { app, printer } = await createRepair()
    await editCase(app, admin, printer.id, { state: 'waiting' })
    app.advance(minute)
    const text = await receive(app, { body: `#${printer.number}` })
    await fileByHand(app, ana, text.id, { caseId: printer.id })
    await followAll(app)
    expect(caseOf(app, printer.id)).toMatchObject({ state: 'open', lastActivityAt: text.at })
  })

  test('takes the burst along, and stops where we wrote', async () => {
    const { app, printer, laptop, notify } = await createRepair()
    const first = await receive(app, { body: `#${printer.number}` })
    const second = await receive(app)
    await notify(printer, 'We look at it.')
    const third = await receive(app)
    await fileByHand(app, ana, first.id, { caseId: laptop.id, following: true })
    const [one, two, three] = [first, second, third].map(({ id }) => messageOf(app, id).case?.id)
    expect([one, two]).toEqual([laptop.id, laptop.id])
    expect(three).toBe(third.case?.id)
  })

  test('takes along what was filed as it was, or not at all, but not what names a case', async () => {
    const app = await createOffice()
    const unfiled = [await receive(app), await receive(app)]
    const printer = await openCase(app, 'Printer')
    const only = [await receive(app), await receive(app), await receive(app, { body: `#${printer.number}` })]
    const laptop = await openCase(app, 'Laptop')
    const [first, second] = [unfiled[0]?.id ?? 'msg_no', only[0]?.id ?? 'msg_no']
    await fileByHand(app, ana, first, { caseId: laptop.id, following: true })
    await fileByHand(app, ana, second, { caseId: laptop.id, following: true })
    expect([...unfiled, ...only].map(({ id }) => messageOf(app, id).case?.id)).toEqual([
      ...[laptop.id, laptop.id, laptop.id, laptop.id],
      printer.id,
    ])
    await undoFiling(app, ana, first)
    expect(unfiled.map(({ id }) => messageOf(app, id).case)).toEqual([undefined, undefined])
  })

  test('to a case of somebody else is refused', async () => {
    const { app } = await createRepair()
    const text = await receive(app)
    const other = await createCase(app, admin, { to: '+12065550188', subject: 'Phone' })
    await expect(fileByHand(app, ana, text.id, { caseId: other.id })).rejects.toEqual(refusal('not_filed'))
  })

  test('from another phone of the customer opens a case that is done, where that phone knows it', async () => {
    const app = await createOffice()
    const printer = await openCase(app, 'Printer')
    await resolveCase(app, admin, printer.id)
    const mobile = '+12065550177'
    const phones = [customer, mobile].map((phone) => ({ phone, type: 'mobile' as const }))
    await editContact(app, admin, printer.contactId, { phones })
    const text = await receive(app, { from: mobile, body: 'It broke again' })
    expect(text.case).toBeUndefined()
    await fileByHand(app, ana, text.id, { caseId: printer.id })
    expect(caseOf(app, printer.id).state).toBe('open')
    const casesOf = (phone: string) => app.all('thread').find((thread) => thread.phone === phone)?.cases
    expect(casesOf(customer)).toMatchObject([{ id: printer.id }])
    expect(casesOf(customer)?.[0]?.done).toBeUndefined()
    expect(casesOf(mobile)).toBeUndefined()
  })

  test("in another agent's conversation is refused", async () => {
    const { app, printer } = await createRepair()
    const text = await receive(app)
    await claimConversation(app, ben, text.conversationId ?? 'cnv_no')
    await expect(fileByHand(app, ana, text.id, { caseId: printer.id })).rejects.toEqual(refusal('forbidden'))
  })

  test('takes a text out of the cases, and the same again writes nothing', async () => {
    const { app } = await createRepair()
    const text = await receive(app)
    await followAll(app)
    await fileByHand(app, ana, text.id, { caseId: null })
    expect(messageOf(app, text.id).case).toMatchObject({ reason: 'by_hand', by: ana.id })
    expect(messageOf(app, text.id).case?.id).toBeUndefined()
    expect(conversationOf(app, text).case).toBeUndefined()
    const written = app.changes.length
    await fileByHand(app, ana, text.id, { caseId: null })
    expect(app.changes).toHaveLength(written)
  })
})

describe('taking a filing back', () => {
  test('makes a settled guess a guess again, with the burst that was filed in the same act', async () => {
    const { app, printer, laptop, notify } = await createRepair()
    await notify(laptop, 'Ready.')
    await notify(printer, 'Ready.')
    const first = await receive(app, { body: 'Great' })
    const second = await receive(app, { body: 'I come at noon' })
    const guess = { id: printer.id, reason: 'guess', sure: false }
    await fileByHand(app, ana, first.id, { caseId: laptop.id, following: true })
    const filed = { id: laptop.id, reason: 'by_hand', sure: true, by: ana.id }
    expect(messageOf(app, first.id).case).toMatchObject({ ...filed, ruled: guess })
    expect(messageOf(app, second.id).case).toMatchObject({ ruled: { ...guess, reason: 'same_burst' } })
    expect((await undoFiling(app, ana, second.id)).case).toEqual({ ...guess, reason: 'same_burst' })
    expect(messageOf(app, first.id).case).toEqual(guess)
    expect(conversationOf(app, first).case).toMatchObject({ id: printer.id, sure: false })
  })

  test('goes back to what the rule said, however often it was filed, and a burst is filed elsewhere as a whole', async () => {
    const { app, printer, laptop } = await createRepair()
    const named = await receive(app, { body: `#${printer.number}` })
    const next = await receive(app)
    await fileByHand(app, ana, named.id, { caseId: laptop.id, following: true })
    app.advance(minute)
    await fileByHand(app, ben, named.id, { caseId: null, following: true })
    expect(messageOf(app, next.id).case?.id).toBeUndefined()
    await undoFiling(app, ana, named.id)
    const sure = { id: printer.id, sure: true }
    expect(messageOf(app, named.id).case).toEqual({ ...sure, reason: 'names_case' })
    expect(messageOf(app, next.id).case).toEqual({ ...sure, reason: 'same_burst' })
  })

  test('takes a text out of the cases again which no rule had filed', async () => {
    const app = await createOffice()
    const text = await receive(app)
    const printer = await openCase(app, 'Printer')
    await fileByHand(app, ana, text.id, { caseId: printer.id })
    await undoFiling(app, ana, text.id)
    expect(messageOf(app, text.id).case).toBeUndefined()
    expect(conversationOf(app, text).case).toBeUndefined()
  })

  test('leaves what somebody filed on its own, and of what nobody filed it changes nothing', async () => {
    const { app, printer, laptop } = await createRepair()
    const first = await receive(app, { body: `#${printer.number}` })
    const second = await receive(app)
    await fileByHand(app, ana, second.id, { caseId: laptop.id })
    app.advance(minute)
    await fileByHand(app, ana, first.id, { caseId: laptop.id })
    await undoFiling(app, ana, first.id)
    expect(messageOf(app, second.id).case?.id).toBe(laptop.id)
    const written = app.changes.length
    await undoFiling(app, ana, first.id)
    expect(app.changes).toHaveLength(written)
  })

  test("is refused in another agent's conversation, and of texts whose rule was not kept", async () => {
    const { app, printer, laptop } = await createRepair()
    const text = await receive(app, { body: `#${printer.number}` })
    const talk = text.conversationId ?? 'cnv_no'
    await fileByHand(app, ana, text.id, { caseId: laptop.id })
    await claimConversation(app, ben, talk)
    await expect(undoFiling(app, ana, text.id)).rejects.toEqual(refusal('forbidden'))
    const { ruled: _, ...older } = messageOf(app, text.id).case ?? { reason: 'by_hand', sure: true }
    await app.commit({ ...messageOf(app, text.id), case: older })
    await expect(undoFiling(app, ben, text.id)).rejects.toEqual(refusal('not_filed'))
  })
})

/** Everything that a filing touches, without who filed and how often it was written. */
const touched = (app: FakeApp) => ({
  messages: app.all('message').map(({ id, case: filing }) => [id, filing?.id]),
  cases: app
    .all('case')
    .map(({ id, state, resolvedAt, lastActivityAt, woken }) => [
      id,
      state,
      resolvedAt,
      lastActivityAt,
      woken,
    ]),
  entries: app
    .all('case_entry')
    .flatMap((entry) => (entry.type === 'text' && !entry.gone ? [[entry.caseId, entry.id]] : []))
    .toSorted(),
  contactCases: app.all('contact_case').map(({ caseId, done }) => [caseId, done]),
  conversations: app.all('conversation').map((one) => one.case?.id),
  threads: app.all('thread').map(({ cases }) => cases?.toSorted((a, b) => (a.id < b.id ? -1 : 1))),
})

/** Cases in some states, and texts that name one of them or none, half an hour apart at most. */
const someRepair = () => {
  const state = fc.constantFrom('open', 'waiting', 'done')
  const text = fc.record({ names: fc.integer({ min: 0, max: 3 }), pause: fc.integer({ min: 1, max: 30 }) })
  const move = fc.record({ text: fc.nat(9), to: fc.integer({ min: 0, max: 3 }), following: fc.boolean() })
  return fc.record({
    states: fc.tuple(state, state, state),
    texts: fc.array(text, { minLength: 1, maxLength: 5 }),
    moves: fc.array(move, { minLength: 1, maxLength: 4 }),
  })
}

type Repair = Awaited<ReturnType<typeof someRepair>> extends fc.Arbitrary<infer T> ? T : never

const play = async ({ states, texts }: Pick<Repair, 'states' | 'texts'>) => {
  const app = await createOffice()
  const cases: Case[] = []
  for (const state of states) {
    const one = await openCase(app, `Thing ${cases.length}`)
    if (state === 'done') await resolveCase(app, admin, one.id)
    if (state === 'waiting') await editCase(app, admin, one.id, { state })
    cases.push(one)
  }
  const sent: MessageId[] = []
  for (const { names, pause } of texts) {
    app.advance(pause * minute)
    const named = cases[names]
    sent.push((await receive(app, { body: named ? `#${named.number}` : 'Hello?' })).id)
  }
  return { app, cases, sent }
}

test('filing elsewhere and back restores every record', async () => {
  await fc.assert(
    fc.asyncProperty(someRepair(), async ({ moves, ...repair }) => {
      const { app, cases, sent } = await play(repair)
      await followAll(app)
      app.advance(hour)
      const undo: { id: MessageId; caseId: CaseId | null }[] = []
      const before = touched(app)
      for (const { text, to, following } of moves) {
        const id = sent[text % sent.length]
        if (!id) continue
        const was = app.all('message').map((message) => ({ id: message.id, case: message.case }))
        await fileByHand(app, admin, id, { caseId: cases[to]?.id ?? null, following })
        const moved = was.filter((message) => messageOf(app, message.id).case?.id !== message.case?.id)
        undo.unshift(...moved.map((message) => ({ id: message.id, caseId: message.case?.id ?? null })))
      }
      for (const { id, caseId } of undo) await fileByHand(app, admin, id, { caseId })
      await followAll(app)
      expect(touched(app)).toEqual(before)
    }),
    { numRuns: 40 },
  )
})

/** What taking a filing back must bring back to the letter, too. */
const said = (app: FakeApp) => ({
  ...touched(app),
  filings: app.all('message').map(({ id, case: filing }) => [id, filing]),
  shown: app.all('conversation').map((one) => one.case),
})

test('taking filings back restores every record, whether the bus had told of the texts or not', async () => {
  await fc.assert(
    fc.asyncProperty(someRepair(), fc.boolean(), async ({ moves, ...repair }, isTold) => {
      const { app, cases, sent } = await play(repair)
      const other = await play(repair)
      await followAll(other.app)
      if (isTold) await followAll(app)
      const before = said(other.app)
      app.advance(hour)
      for (const { text, to, following } of moves) {
        const id = sent[text % sent.length]
        if (id) await fileByHand(app, admin, id, { caseId: cases[to]?.id ?? null, following })
        app.advance(minute)
      }
      for (const id of sent) await undoFiling(app, admin, id)
      await followAll(app)
      expect(said(app)).toEqual(before)
    }),
    { numRuns: 40 },
  )
})
