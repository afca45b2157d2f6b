import { describe, expect, test } from 'vitest'
import { addComment } from '#domain/cases/add-comment.ts'
import { createCase, openCaseFrom } from '#domain/cases/create-case.ts'
import { editCase, reopenCase, resolveCase } from '#domain/cases/edit-case.ts'
import { linkCase } from '#domain/cases/link-case.ts'
import { type CaseQuery, listCases } from '#domain/cases/list-cases.ts'
import { putCase } from '#domain/cases/put-case.ts'
import { readCaseTimeline } from '#domain/cases/read-case.ts'
import { readCasePop } from '#domain/cases/read-case-pop.ts'
import { createContact } from '#domain/contacts/create-contact.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import type { CasePopMode } from '#domain/settings/settings.ts'
import { minute } from '#domain/time.ts'
import { caseOf, openCase } from '../../support/casework.ts'
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
} from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'

const threadOf = (app: FakeApp) => app.all('thread').find(({ phone }) => phone === customer)

test('a case of an unknown phone makes its contact, and has the next number', async () => {
  const app = await createOffice()
  const printer = await openCase(app, 'Printer')
  const laptop = await openCase(app, 'Laptop')
  expect([printer.number, laptop.number]).toEqual(['1001', '1002'])
  expect(printer).toMatchObject({ type: 'ticket', state: 'open', fields: {}, phone: customer, version: 1 })
  expect(app.all('contact').map(({ id }) => id)).toEqual([printer.contactId])
  expect(threadOf(app)?.cases?.map(({ id }) => id)).toEqual([laptop.id, printer.id])
})

test('two cases at once have two numbers', async () => {
  const app = await createOffice()
  await openCase(app, 'First')
  const both = await Promise.all(['A', 'B'].map((subject) => openCase(app, subject)))
  expect(both.map(({ number }) => number).toSorted()).toEqual(['1002', '1003'])
})

test('a number belongs to one case, and Parley passes over those of outside systems', async () => {
  const app = await createOffice()
  await openCase(app, 'Outside', { number: '1001' })
  expect((await openCase(app, 'Own')).number).toBe('1002')
  await expect(openCase(app, 'Again', { number: '1001' })).rejects.toEqual(
    refusal('case_number_taken', { case_id: app.all('case')[0]?.id }),
  )
})

test('an agent who is not active, an unknown team or number is refused', async () => {
  const app = await createOffice({ inactive: [ben.id] })
  for (const change of [{ assignee: ben.id }, { teamId: 'tem_no' }, { numberId: 'num_no' }] as const)
    await expect(openCase(app, 'Printer', change)).rejects.toEqual(
      refusal('validation_failed', { errors: [expect.anything()] }),
    )
})

describe('the cases of numbers of their own', () => {
  test('each open case of a phone gets one, the fifth shares the one unused longest', async () => {
    const app = await createOffice({ settings: { caseNumbers: ['num_main', 'num_other'] } })
    const cases = [await openCase(app, 'A'), await openCase(app, 'B'), await openCase(app, 'C')]
    expect(cases.map(({ numberId }) => numberId)).toEqual(['num_main', 'num_other', 'num_main'])
  })
})

describe('an edit', () => {
  test('changes what it names, and the timeline tells it', async () => {
    const app = await createOffice()
    const { id } = await openCase(app, 'Printer', { fields: { device: 'HP' } })
    app.advance(1000)
    const edited = await editCase(app, ana, id, {
      subject: 'Printer jams',
      fields: { rack: '7', device: null },
      state: 'waiting',
    })
    expect(edited).toMatchObject({ subject: 'Printer jams', fields: { rack: '7' }, state: 'waiting' })
    expect(edited.lastActivityAt).toBe(app.now)
    const { records } = await readCaseTimeline(app, ana, id, { limit: 25 })
    expect(records.map(({ entry }) => entry)).toMatchObject([
      {
        type: 'change',
        by: ana.id,
        changes: [{ field: 'subject' }, { field: 'state' }, { field: 'fields' }],
      },
    ])
    expect(threadOf(app)?.cases).toMatchObject([{ subject: 'Printer jams' }])
  })

  test('that changes nothing writes nothing', async () => {
    const app = await createOffice()
    const one = await openCase(app, 'Printer', { status: 'New' })
    const written = app.changes.length
    expect(await editCase(app, ana, one.id, { subject: 'Printer', status: 'New' })).toEqual(one)
    expect(app.changes).toHaveLength(written)
  })

  test('gives another number, and lets go of the one before', async () => {
    const app = await createOffice()
    const { id } = await openCase(app, 'Printer')
    await editCase(app, ana, id, { number: 'T-7' })
    expect(app.all('case_number').map(({ number }) => number)).toEqual(['T-7'])
    await editCase(app, ana, id, { number: 't-7' })
    expect(caseOf(app, id).number).toBe('t-7')
  })

  test("of another agent's case is an admin's or a program's", async () => {
    const app = await createOffice()
    const { id } = await openCase(app, 'Printer', { assignee: ben.id })
    await expect(editCase(app, ana, id, { subject: 'Mine' })).rejects.toEqual(refusal('forbidden'))
    await editCase(app, ben, id, { subject: 'Printer of Ben' })
    await editCase(app, admin, id, { subject: 'Printer of Ada' })
    await editCase(app, program, id, { assignee: null })
    expect(await editCase(app, ana, id, { assignee: ana.id })).toMatchObject({ assignee: ana.id })
  })

  test('has at most twenty fields', async () => {
    const app = await createOffice()
    const { id } = await openCase(app, 'Printer')
    const fields = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`f${i}`, 'x']))
    await expect(editCase(app, ana, id, { fields })).rejects.toEqual(
      refusal('validation_failed', { errors: [expect.objectContaining({ path: 'fields' })] }),
    )
  })
})

test('a case that is done keeps its state until it is reopened', async () => {
  const app = await createOffice()
  const { id } = await openCase(app, 'Printer')
  const done = await resolveCase(app, ana, id, { status: 'Picked up' })
  expect(done).toMatchObject({ state: 'done', status: 'Picked up', resolvedAt: app.now })
  expect(await resolveCase(app, ana, id)).toEqual(done)
  await expect(editCase(app, ana, id, { state: 'waiting' })).rejects.toEqual(refusal('case_done'))
  expect(threadOf(app)?.cases).toMatchObject([{ done: true }])
  const again = await reopenCase(app, ana, id)
  expect(again).toMatchObject({ state: 'open', status: 'Picked up' })
  expect(again.resolvedAt).toBeUndefined()
  expect(threadOf(app)?.cases?.[0]?.done).toBeUndefined()
})

test('of six open cases the sixth takes the place of one that is done', async () => {
  const app = await createOffice()
  const cases = []
  for (const subject of ['A', 'B', 'C', 'D', 'E', 'F']) {
    app.advance(1000)
    cases.push(await openCase(app, subject))
  }
  const remembered = () => threadOf(app)?.cases?.map(({ subject }) => subject)
  expect(remembered()).toEqual(['F', 'E', 'D', 'C', 'B'])
  await resolveCase(app, admin, cases[5]?.id ?? 'cas_no')
  expect(remembered()).toEqual(['E', 'D', 'C', 'B', 'A'])
})

describe('an outside system', () => {
  const printer = { system: 'syncro', id: '77' }

  test('opens a case once, and the same again writes nothing', async () => {
    const app = await createOffice()
    const opened = await putCase(app, program, printer, { to: customer, subject: 'Printer', number: 'S-77' })
    expect(opened).toMatchObject({ external: printer, number: 'S-77', state: 'open' })
    const written = app.changes.length
    expect(
      await putCase(app, program, printer, { to: customer, subject: 'Printer', number: 'S-77' }),
    ).toEqual(opened)
    expect(app.changes).toHaveLength(written)
  })

  test('changes, resolves and reopens it', async () => {
    const app = await createOffice()
    const { id } = await putCase(app, program, printer, { to: customer, subject: 'Printer' })
    const done = await putCase(app, program, printer, { status: 'Picked up', state: 'done' })
    expect(done).toMatchObject({ id, status: 'Picked up', state: 'done' })
    const waiting = await putCase(app, program, printer, { state: 'waiting' })
    expect(waiting).toMatchObject({ state: 'waiting', status: 'Picked up' })
    expect(waiting.resolvedAt).toBeUndefined()
  })

  test('needs a subject and a customer for a new one', async () => {
    const app = await createOffice()
    await expect(putCase(app, program, printer, { to: customer })).rejects.toEqual(
      refusal('validation_failed', { errors: [expect.objectContaining({ path: 'subject' })] }),
    )
    await expect(putCase(app, program, printer, { subject: 'Printer' })).rejects.toEqual(
      refusal('validation_failed', { errors: [expect.objectContaining({ path: 'to' })] }),
    )
  })

  test('has an id for one case alone', async () => {
    const app = await createOffice()
    const { id } = await openCase(app, 'Printer', { external: printer })
    await expect(openCase(app, 'Laptop', { external: printer })).rejects.toEqual(
      refusal('external_id_in_use', { case_id: id }),
    )
    await editCase(app, admin, id, { external: null })
    expect(await openCase(app, 'Laptop', { external: printer })).toMatchObject({ external: printer })
  })
})

test('lists tell cases by whose they are, and by state', async () => {
  const app = await createOffice()
  const subjects = async (who: typeof ana | typeof program, query: Omit<CaseQuery, 'limit'>) =>
    (await listCases(app, who, { limit: 25, ...query })).records.map(({ subject }) => subject)
  for (const [subject, change] of [
    ['nobody', {}],
    ['ana', { assignee: ana.id }],
    ['ben', { assignee: ben.id }],
    ['done', { number: 'D-1', external: { system: 'syncro', id: '9' } }],
  ] as const) {
    app.advance(1000)
    await openCase(app, subject, change)
  }
  const done = app.all('case').find(({ subject }) => subject === 'done')
  await resolveCase(app, admin, done?.id ?? 'cas_no')
  expect(await subjects(ana, {})).toEqual(['ben', 'ana', 'nobody'])
  expect(await subjects(ana, { list: 'mine' })).toEqual(['ana'])
  expect(await subjects(ana, { list: 'team' })).toEqual(['ben'])
  expect(await subjects(ana, { list: 'done' })).toEqual(['done'])
  expect(await subjects(program, { list: 'mine' })).toEqual([])
  expect(await subjects(ana, { number: 'd-1' })).toEqual(['done'])
  expect(await subjects(ana, { external: { system: 'syncro', id: '9' } })).toEqual(['done'])
  expect(await subjects(ana, { external: { system: 'syncro', id: '10' } })).toEqual([])
  expect(await subjects(ana, { contactId: done?.contactId })).toEqual(['done', 'ben', 'ana', 'nobody'])
  const first = await listCases(app, ana, { limit: 2 })
  expect(await subjects(ana, { cursor: first.nextCursor })).toEqual(['nobody'])
})

describe('a conversation', () => {
  test('opens a case with what it knows, and shows it', async () => {
    const app = await createOffice()
    const conversation = conversationOf(app, await receive(app))
    await claimConversation(app, ana, conversation.id)
    const one = await openCaseFrom(app, ana, conversation.id, { subject: 'Printer' })
    expect(one).toMatchObject({ assignee: ana.id, contactId: conversation.contactId, numberId: 'num_main' })
    expect(conversationOf(app, { conversationId: conversation.id }).case).toMatchObject({
      id: one.id,
      sure: true,
    })
    await expect(openCaseFrom(app, ben, conversation.id, { subject: 'Mine' })).rejects.toEqual(
      refusal('forbidden'),
    )
  })

  test('shows a case of its customer that somebody links, and no other', async () => {
    const app = await createOffice()
    const conversation = conversationOf(app, await receive(app))
    const own = await openCase(app, 'Printer')
    const other = await createCase(app, admin, { to: '+12065550188', subject: 'Laptop' })
    await linkCase(app, ana, own.id, conversation.id)
    expect(conversationOf(app, { conversationId: conversation.id }).case?.id).toBe(own.id)
    await expect(linkCase(app, ana, other.id, conversation.id)).rejects.toEqual(
      refusal('validation_failed', { errors: [expect.anything()] }),
    )
    await resolveCase(app, admin, own.id)
    await expect(linkCase(app, ana, own.id, conversation.id)).rejects.toEqual(refusal('case_done'))
  })
})

test('a comment stands in the timeline and moves the case up', async () => {
  const app = await createOffice()
  const { id } = await openCase(app, 'Printer', { assignee: ben.id })
  app.advance(1000)
  await addComment(app, ana, id, { body: 'Ordered the part.', public: false })
  expect(caseOf(app, id).lastActivityAt).toBe(app.now)
  const { records } = await readCaseTimeline(app, ana, id, { limit: 25 })
  expect(records.map(({ entry }) => entry)).toMatchObject([
    { type: 'comment', body: 'Ordered the part.', public: false, by: ana.id },
  ])
})

describe('what pops up on a claim', () => {
  test('is who it is, and the open cases with the newest activity first', async () => {
    const app = await createOffice()
    const printer = await openCase(app, 'Printer')
    const laptop = await openCase(app, 'Laptop')
    await resolveCase(app, admin, (await openCase(app, 'Phone')).id)
    app.advance(minute)
    await addComment(app, admin, printer.id, { body: 'The part came.', public: false })
    const talk = conversationOf(app, await receive(app))
    const pop = await readCasePop(app, ana, talk.id)
    expect(pop.cases.map(({ id }) => id)).toEqual([printer.id, laptop.id])
    expect(pop).toMatchObject({ contact: { id: talk.contactId }, candidates: [], pops: true })
  })

  test('is shown unasked as the setting says', async () => {
    const popsWith = async (casePop: CasePopMode, subject?: string) => {
      const app = await createOffice({ settings: { casePop } })
      const talk = conversationOf(app, await receive(app))
      if (subject) await openCase(app, subject)
      return (await readCasePop(app, ana, talk.id)).pops
    }
    expect(await popsWith('with_cases')).toBe(false)
    expect(await popsWith('with_cases', 'Printer')).toBe(true)
    expect(await popsWith('always')).toBe(true)
    expect(await popsWith('off', 'Printer')).toBe(false)
  })

  test('names whom an unknown phone may belong to, by an attribute in any writing of it; a known customer is nobody else', async () => {
    const app = await createOffice({ settings: { searchableAttributes: ['Desk'] } })
    const known = await createContact(app, admin, {
      name: 'Ada Lovelace',
      phones: [{ phone: '+12065550199', type: 'mobile' }],
      attributes: { Desk: '(206) 555-0123' },
      ...{ emails: [], externalIds: {}, smsEnabled: true, doNotContact: false, enrolled: false },
    })
    const talk = conversationOf(app, await receive(app, { from: '+12065550123' }))
    const pop = await readCasePop(app, ana, talk.id)
    expect(pop.candidates.map(({ id }) => id)).toEqual([known.id])
    await editContact(app, admin, pop.contact.id, { name: 'Ben' })
    expect((await readCasePop(app, ana, talk.id)).candidates).toEqual([])
  })
})
