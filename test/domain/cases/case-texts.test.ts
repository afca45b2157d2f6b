import { beforeEach, describe, expect, test } from 'vitest'
import type { Case } from '#domain/cases/case.ts'
import { openCaseFrom } from '#domain/cases/create-case.ts'
import { editCase, reopenCase, resolveCase } from '#domain/cases/edit-case.ts'
import { putCase } from '#domain/cases/put-case.ts'
import { createContact } from '#domain/contacts/create-contact.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { createHours } from '#domain/hours/create-hours.ts'
import type { TemplateId } from '#domain/ids.ts'
import { editNumber } from '#domain/numbers/edit-number.ts'
import { previewCaseTexts } from '#domain/outbound/preview-case-texts.ts'
import { resolveWithText } from '#domain/outbound/resolve-with-text.ts'
import { tellCustomer } from '#domain/outbound/tell-customer.ts'
import { updateCase } from '#domain/outbound/update-case.ts'
import { editSettings } from '#domain/settings/edit-settings.ts'
import type { CaseTextRule } from '#domain/settings/settings.ts'
import { createTeam } from '#domain/teams/create-team.ts'
import { createTemplate, type NewTemplate } from '#domain/templates/create-template.ts'
import { editTemplate } from '#domain/templates/edit-template.ts'
import { breakCall } from '../../support/break-call.ts'
import { caseOf, noticesOf, openCase, setCaseTexts } from '../../support/casework.ts'
import {
  admin,
  ana,
  conversationOf,
  createOffice,
  customer,
  program,
  receive,
  refusal,
} from '../../support/conversing.ts'
import { facts } from '../../support/customers.ts'
import type { FakeApp } from '../../support/fake-app.ts'

let app: FakeApp
let opened: TemplateId

beforeEach(async () => {
  app = await createOffice()
  await editSettings(app, admin, { companyName: 'Acme', email: { fromAddress: 'desk@acme.example' } })
  opened = await template('Acme: case {{ case.number }}, {{ case.subject }}, is open.', {
    locales: { es: 'Acme: el caso {{ case.number }} está abierto.' },
  })
})

const template = async (body: string, change: Partial<NewTemplate> = {}): Promise<TemplateId> => {
  const words: NewTemplate = {
    ...{ name: body, use: 'case', body, format: 'text' },
    ...{ locales: {}, inputs: [], teamIds: [], ...change },
  }
  return (await createTemplate(app, admin, words)).id
}

const rules = (...caseTexts: Partial<CaseTextRule>[]) => setCaseTexts(app, ...caseTexts)
const notices = () => noticesOf(app)

/** What the bus has done for every notice, in any case more than once. */
const tellAll = async (by: FakeApp = app) => {
  for (let times = 0; times < 2; times++)
    for (const { workspace, caseId, id: entryId } of notices())
      await tellCustomer(by, { workspace, caseId, entryId })
}

const texted = () =>
  app.all('message').flatMap(({ direction, body }) => (direction === 'outbound' ? [body] : []))

const ada = (change: Parameters<typeof facts>[0] = {}) =>
  createContact(app, admin, facts({ name: 'Ada', ...change }))

describe('what the settings say', () => {
  test('a new case texts and mails its customer once, in their language', async () => {
    await rules({ smsTemplateId: opened, emailTemplateId: opened })
    const { id: contactId } = await ada({ emails: ['ada@example.com'], attributes: { locale: 'es-MX' } })
    const one = await openCase(app, 'Printer', { to: undefined, contactId })
    await tellAll()
    expect(texted()).toEqual(['Acme: el caso 1001 está abierto.'])
    expect(app.all('message')).toMatchObject([
      { origin: 'case', case: { id: one.id }, template: { id: opened } },
    ])
    expect(app.all('message')[0]).not.toHaveProperty('sentBy')
    expect(app.all('email')).toMatchObject([
      { to: 'ada@example.com', subject: '#1001 Printer', body: 'Acme: el caso 1001 está abierto.' },
    ])
    expect(notices()).toMatchObject([
      { event: 'created', by: admin.id, sms: { state: 'sent' }, email: { state: 'sent' } },
    ])
  })

  test('another status and the end of a case are told, each once; a case that is open again is not', async () => {
    const status = await template('{{ case.number }} is {{ case.status | default: "the same" }}.')
    const done = await template('{{ case.number }} is done.')
    await rules({ event: 'status', smsTemplateId: status }, { event: 'done', smsTemplateId: done })
    const { id } = await openCase(app, 'Printer')
    await editCase(app, ana, id, { status: 'on the bench' })
    await tellAll()
    await editCase(app, ana, id, { assignee: ana.id })
    await resolveCase(app, ana, id, { status: 'picked up' })
    await tellAll()
    await reopenCase(app, ana, id)
    await tellAll()
    expect(texted()).toEqual(['1001 is on the bench.', '1001 is done.'])
  })

  test('what an outside system says of its case is told, and what it says again is not', async () => {
    const status = await template('It is {{ case.status | default: "the same" }}.')
    await rules({ smsTemplateId: opened }, { event: 'status', smsTemplateId: status })
    const put = (change: object) =>
      putCase(app, program, { system: 'syncro', id: '7' }, { to: customer, ...change })
    await put({ subject: 'Printer' })
    await tellAll()
    await put({ subject: 'Printer', status: 'ready' })
    await put({ subject: 'Printer', status: 'ready' })
    await tellAll()
    expect(texted()).toEqual(['Acme: case 1001, Printer, is open.', 'It is ready.'])
    await putCase(
      app,
      program,
      { system: 'syncro', id: '8' },
      { to: customer, subject: 'Old', state: 'done' },
    )
    expect(notices()).toHaveLength(2)
  })

  test('nothing is told where nobody wants it, of another type, or while it is off', async () => {
    await rules({ smsTemplateId: opened }, { type: 'task', smsTemplateId: opened, on: false })
    const text = await receive(app)
    await openCase(app, 'Printer', { notify: [] })
    await openCaseFrom(app, admin, conversationOf(app, text).id, { subject: 'Laptop', notify: ['email'] })
    await openCase(app, 'Call', { type: 'task' })
    await openCase(app, 'Chance', { type: 'opportunity' })
    expect(notices()).toEqual([])
  })

  test('only templates for cases that ask nobody for anything fit, and each type has one for an event', async () => {
    const asking = await template('{{ input.when }}', {
      inputs: [{ name: 'when', label: 'When', required: true }],
    })
    const reply = await template('Thanks!', { use: 'reply' })
    for (const smsTemplateId of [asking, reply, 'tpl_no' as const])
      await expect(rules({ smsTemplateId })).rejects.toEqual(
        refusal('validation_failed', {
          errors: [{ path: 'case_texts.0.sms_template_id', detail: expect.anything() }],
        }),
      )
    await expect(rules({}, {})).rejects.toEqual(
      refusal('validation_failed', { errors: [{ path: 'case_texts.1.event', detail: expect.anything() }] }),
    )
  })
})

describe('who gets none, and the timeline says why', () => {
  const reasonFor = async (change: Parameters<typeof facts>[0]) => {
    await rules({ smsTemplateId: opened, emailTemplateId: opened })
    const { id: contactId } = await ada(change)
    await openCase(app, 'Printer', { to: undefined, contactId })
    await tellAll()
    expect(texted()).toEqual([])
    const [notice] = notices()
    return [notice?.sms, notice?.email].map((each) => each?.state === 'not_sent' && each.code)
  }

  test('a landline', async () => {
    expect(await reasonFor({ phones: [{ phone: customer, type: 'work' }] })).toEqual([
      'not_mobile',
      'no_email_address',
    ])
  })

  test('a customer for whom texts are switched off, who gets the e-mail alone', async () => {
    expect(await reasonFor({ smsEnabled: false, emails: ['ada@example.com'] })).toEqual([
      'sms_disabled',
      false,
    ])
    expect(app.all('email')).toHaveLength(1)
  })

  test('a customer who is not to be contacted', async () => {
    expect(await reasonFor({ doNotContact: true, emails: ['ada@example.com'] })).toEqual([
      'do_not_contact',
      'do_not_contact',
    ])
  })

  test('a template that was archived meanwhile', async () => {
    await rules({ smsTemplateId: opened })
    await openCase(app, 'Printer')
    await editTemplate(app, admin, opened, { archived: true })
    await tellAll()
    expect(notices()).toMatchObject([{ sms: { state: 'not_sent', detail: 'This template is archived.' } }])
  })
})

test('outside business hours it is held until they begin', async () => {
  await rules({ smsTemplateId: opened })
  const hours = { name: 'Noon', zone: 'America/Los_Angeles', holidays: [] }
  const weekly = { monday: [{ from: '12:00', to: '13:00' }] }
  const { id: hoursId } = await createHours(app, admin, { ...hours, weekly })
  const [number] = app.all('number')
  if (number) await editNumber(app, admin, number.id, { hoursId, hoursPolicy: 'hold_automated' })
  await openCase(app, 'Printer')
  await tellAll()
  expect(app.all('message')).toMatchObject([
    { status: 'held', gate: { decision: 'hold', reason: 'outside_business_hours' } },
  ])
})

test('killed at any call and told again, the customer is told once', async () => {
  await rules({ smsTemplateId: opened, emailTemplateId: opened })
  const { id: contactId } = await ada({ emails: ['ada@example.com'] })
  const refOf = (one: Case) => {
    const entry = notices().find(({ caseId }) => caseId === one.id)
    return { workspace: one.workspace, caseId: one.id, entryId: entry?.id ?? 'cen_' } as const
  }
  const counted = breakCall(app, { at: -1, when: 'before' })
  await tellCustomer(counted.broken, refOf(await openCase(app, 'Printer', { to: undefined, contactId })))
  for (let at = 0; at < counted.calls.length; at++)
    for (const when of ['before', 'after'] as const) {
      const one = await openCase(app, `Thing ${at} ${when}`, { to: undefined, contactId })
      const ref = refOf(one)
      const { broken } = breakCall(app, { at, when })
      await expect(tellCustomer(broken, ref)).rejects.toThrow('broke')
      await tellCustomer(app, ref)
      const ofCase = app.all('message').filter((message) => message.case?.id === one.id)
      const mailed = app.all('email').filter(({ subject }) => subject.includes(`#${one.number} `))
      expect([ofCase.length, mailed.length]).toEqual([1, 1])
    }
  expect(notices().filter(({ sms }) => sms?.state !== 'sent')).toEqual([])
})

describe('updates', () => {
  const update = (id: Case['id'], change: Partial<Parameters<typeof updateCase>[3]>) =>
    updateCase(app, ana, id, { public: true, channels: ['sms'], ...change })

  test('words of a person leave in the frame of the settings, and stay as they are in the timeline', async () => {
    const frame = await template('Acme on {{ case.number }}: {{ case.update | default: "news" }}')
    await rules({ event: 'updated', smsTemplateId: frame })
    const { id } = await openCase(app, 'Printer')
    const { comment } = await update(id, { body: 'It is ready.' })
    await update(id, { body: 'It is ready.', smsBody: 'Ready!' })
    expect(comment.body).toBe('It is ready.')
    expect(texted()).toEqual(['Acme on 1001: It is ready.', 'Ready!'])
    await editTemplate(app, admin, frame, { archived: true })
    await update(id, { body: 'Do come.' })
    expect(texted().at(-1)).toBe('Do come.')
  })

  test('a frame of another team is filled in for whoever writes', async () => {
    const { id: teamId } = await createTeam(app, admin, { name: 'Sales', members: [] })
    const frame = await template('Acme: {{ case.update | default: "news" }}', { teamIds: [teamId] })
    await rules({ event: 'updated', smsTemplateId: frame })
    const { id } = await openCase(app, 'Printer')
    await update(id, { body: 'It is ready.' })
    expect(texted()).toEqual(['Acme: It is ready.'])
  })

  test('a template with its input is the update of both channels, and one with a hole writes nothing', async () => {
    const inputs = [{ name: 'when', label: 'When', required: true }]
    const templateId = await template('{{ case.subject }}: we come {{ input.when }}.', { inputs })
    const { id: contactId } = await ada({ emails: ['ada@example.com'] })
    const { id } = await openCase(app, 'Printer', { to: undefined, contactId })
    const { comment, channels } = await update(id, {
      templateId,
      input: { when: 'at noon' },
      channels: ['sms', 'email'],
    })
    expect(comment.body).toBe('Printer: we come at noon.')
    expect(channels).toMatchObject([
      { message: { body: 'Printer: we come at noon.', template: { id: templateId } } },
      { email: { body: 'Printer: we come at noon.' } },
    ])
    await expect(update(id, { templateId })).rejects.toEqual(
      refusal('template_variable_missing', { variables: ['input.when'], errors: [expect.anything()] }),
    )
    expect(app.all('case_entry').filter(({ type }) => type === 'comment')).toHaveLength(1)
  })
})

describe('a task with a text', () => {
  const task = async () => {
    const inputs = [{ name: 'when', label: 'When', required: true }]
    const templateId = await template('We come {{ input.when }}.', { inputs })
    return openCase(app, 'Visit', { type: 'task', templateId, input: { when: 'at noon' }, assignee: ana.id })
  }

  test('one press texts and resolves it, in the open conversation', async () => {
    const text = await receive(app)
    const { id } = await task()
    const done = await resolveWithText(app, ana, id, { status: 'told' })
    expect(done).toMatchObject({ state: 'done', status: 'told' })
    expect(caseOf(app, id)).toEqual(done)
    expect(texted().at(-1)).toBe('We come at noon.')
    const { claimedBy, lastMessage } = conversationOf(app, text)
    expect([claimedBy, lastMessage?.direction]).toEqual([ana.id, 'outbound'])
    const [thread] = app.all('thread')
    expect(thread?.cases).toMatchObject([{ id, done: true, lastTextId: expect.anything() }])
    await expect(resolveWithText(app, ana, id, {})).rejects.toEqual(refusal('case_done'))
    expect(app.all('message').filter((message) => message.case?.id === id)).toHaveLength(1)
  })

  test('where the gate blocks the text the task stays open, and with an e-mail of the settings the customer has no second text', async () => {
    await rules({ type: 'task', event: 'done', smsTemplateId: opened, emailTemplateId: opened })
    const { id, contactId } = await task()
    await editContact(app, admin, contactId, { smsEnabled: false })
    await expect(resolveWithText(app, ana, id, {})).rejects.toEqual(refusal('sms_disabled'))
    expect(caseOf(app, id).state).toBe('open')
    await editContact(app, admin, contactId, { smsEnabled: true })
    await resolveWithText(app, ana, id, {})
    await tellAll()
    expect(texted()).toEqual(['We come at noon.'])
    expect(notices()).toMatchObject([
      { event: 'done', email: { state: 'not_sent', code: 'no_email_address' } },
    ])
    expect(notices()[0]).not.toHaveProperty('sms')
  })

  test('killed at any call and pressed again, the customer is texted once', async () => {
    const first = await task()
    const counted = breakCall(app, { at: -1, when: 'before' })
    await resolveWithText(counted.broken, ana, first.id, {})
    for (let at = 0; at < counted.calls.length; at++)
      for (const when of ['before', 'after'] as const) {
        const { id } = await task()
        const { broken } = breakCall(app, { at, when })
        await expect(resolveWithText(broken, ana, id, {})).rejects.toThrow('broke')
        await resolveWithText(app, ana, id, {}).catch((error) => expect(error).toEqual(refusal('case_done')))
        expect(app.all('message').filter((message) => message.case?.id === id)).toHaveLength(1)
        expect(caseOf(app, id).state).toBe('done')
      }
  })

  test('no other case has one, and a template that is not there is refused', async () => {
    const { id, templateId } = await task()
    const unfit = refusal('validation_failed', {
      errors: [{ path: 'template_id', detail: expect.anything() }],
    })
    await expect(openCase(app, 'Printer', { templateId })).rejects.toEqual(unfit)
    await expect(editCase(app, ana, id, { type: 'ticket' })).rejects.toEqual(unfit)
    await expect(editCase(app, ana, id, { templateId: 'tpl_no' })).rejects.toEqual(unfit)
    await editCase(app, ana, id, { templateId: null })
    expect(caseOf(app, id)).not.toHaveProperty('input')
    await expect(resolveWithText(app, ana, id, {})).rejects.toEqual(
      refusal('validation_failed', { errors: [{ path: 'send_text', detail: expect.anything() }] }),
    )
  })
})

describe('previews', () => {
  test('before a case is opened they show the very words that leave, to whom, and what the gate says', async () => {
    await rules({ smsTemplateId: opened, emailTemplateId: opened })
    const { id: contactId } = await ada({ emails: ['ada@example.com'] })
    const [sms, email] = await previewCaseTexts(app, ana, { event: 'created', contactId, subject: 'Printer' })
    expect(sms).toMatchObject({ channel: 'sms', to: customer, segments: 1, gate: { decision: 'allow' } })
    expect(email).toMatchObject({ channel: 'email', to: 'ada@example.com', subject: '#1001 Printer' })
    await openCase(app, 'Printer', { to: undefined, contactId })
    await tellAll()
    expect([sms?.body, email?.body]).toEqual([...texted(), app.all('email')[0]?.body])
    await editContact(app, admin, contactId, { doNotContact: true })
    const blocked = await previewCaseTexts(app, ana, { event: 'created', contactId, subject: 'Laptop' })
    expect(blocked).toMatchObject([
      { gate: { decision: 'block', reason: 'do_not_contact' } },
      { refused: { code: 'do_not_contact' } },
    ])
  })

  test('for a phone that is new, a conversation, a status, an update and a task', async () => {
    const frame = await template('On {{ case.number }}: {{ case.update | default: "news" }}')
    const status = await template('It is {{ case.status | default: "the same" }}.')
    await rules(
      { smsTemplateId: opened },
      { event: 'updated', smsTemplateId: frame },
      { event: 'status', smsTemplateId: status },
    )
    const bodies = async (request: Parameters<typeof previewCaseTexts>[2]) =>
      (await previewCaseTexts(app, ana, request)).map(({ channel, body, refused }) => [
        channel,
        body ?? refused?.code,
      ])
    const fresh = { event: 'created', to: '+12065550177', subject: 'Printer' } as const
    expect(await bodies(fresh)).toEqual([['sms', 'Acme: case 1001, Printer, is open.']])
    const conversationId = conversationOf(app, await receive(app)).id
    expect(await bodies({ event: 'created', conversationId, subject: 'Laptop' })).toEqual([
      ['sms', 'Acme: case 1001, Laptop, is open.'],
    ])
    const { id: caseId } = await openCase(app, 'Printer', { type: 'ticket', notify: [] })
    expect(await bodies({ event: 'status', caseId, status: 'ready' })).toEqual([['sms', 'It is ready.']])
    expect(await bodies({ event: 'updated', caseId, body: 'It is ready.' })).toEqual([
      ['sms', 'On 1001: It is ready.'],
      ['email', 'It is ready.'],
    ])
    const templateId = await template('We come soon.')
    const task = await openCase(app, 'Visit', { type: 'task', templateId })
    expect(await bodies({ event: 'done', caseId: task.id, sendText: true })).toEqual([
      ['sms', 'We come soon.'],
    ])
    expect(await bodies({ event: 'done', caseId: task.id })).toEqual([])
    expect(app.all('contact')).toHaveLength(1)
  })
})
