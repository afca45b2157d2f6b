import { expect, test } from 'vitest'
import type { Principal } from '#domain/agents/principal.ts'
import { createContact } from '#domain/contacts/create-contact.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { previewMessage } from '#domain/outbound/preview-message.ts'
import { sendCaseText } from '#domain/outbound/send-case-text.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { createTeam } from '#domain/teams/create-team.ts'
import { createTemplate, type NewTemplate } from '#domain/templates/create-template.ts'
import { deleteTemplate } from '#domain/templates/delete-template.ts'
import { editTemplate } from '#domain/templates/edit-template.ts'
import { listTemplates } from '#domain/templates/list-templates.ts'
import { previewContent, previewTemplate } from '#domain/templates/preview-template.ts'
import { readTemplate } from '#domain/templates/read-template.ts'
import { openCase } from '../../support/casework.ts'
import { admin, ana, ben, createOffice, customer, program, receive } from '../../support/conversing.ts'
import { facts } from '../../support/customers.ts'
import type { FakeApp } from '../../support/fake-app.ts'
import { outsider } from '../../support/people.ts'

const words = (change: Partial<NewTemplate> = {}): NewTemplate => ({
  name: 'Thanks',
  use: 'reply',
  body: 'Thank you!',
  format: 'text',
  locales: {},
  inputs: [],
  teamIds: [],
  ...change,
})

const time = { name: 'time', label: 'When?', required: true }
const named: Principal = { ...ana, name: 'Ana Ruiz' }

const create = (app: FakeApp, change?: Partial<NewTemplate>) => createTemplate(app, admin, words(change))

const list = async (app: FakeApp, who: Principal, query = {}) =>
  (await listTemplates(app, who, { limit: 25, ...query })).records.map(({ name }) => name)

const refusal = (code: string, extra: object = {}) => expect.objectContaining({ code, ...extra })

test('agents see the templates of their teams and those of none, and no one sees those of others', async () => {
  const app = await createOffice()
  const team = await createTeam(app, admin, { name: 'Sales', members: [ana.id] })
  const theirs = await create(app, { name: 'Offer', teamIds: [team.id] })
  await create(app)
  expect(await list(app, ana)).toEqual(['Offer', 'Thanks'])
  expect(await list(app, ben)).toEqual(['Thanks'])
  expect(await list(app, program)).toEqual(['Offer', 'Thanks'])
  expect(await list(app, outsider)).toEqual([])
  await expect(readTemplate(app, ben, theirs.id)).rejects.toEqual(refusal('not_found'))
  await expect(sendSingle(app, ben, { to: customer, templateId: theirs.id })).rejects.toEqual(
    refusal('validation_failed'),
  )
})

test('templates are found by words of the name, the shortcut and the folder, by use, and when archived', async () => {
  const app = await createOffice()
  await create(app, { name: 'We are late', shortcut: 'Late', folder: 'Repairs' })
  await create(app, { name: 'Done', use: 'case' })
  const { id } = await create(app, { name: 'Old' })
  await editTemplate(app, admin, id, { archived: true })
  expect(await list(app, ana, { query: 'rep la' })).toEqual(['We are late'])
  expect(await list(app, ana, { query: 'ate' })).toEqual([])
  expect(await list(app, ana, { use: 'case' })).toEqual(['Done'])
  expect(await list(app, ana, { archived: true })).toEqual(['Old'])
})

test('a shortcut belongs to one live template, whatever its letters are', async () => {
  const app = await createOffice()
  const first = await create(app, { shortcut: 'Thx' })
  const second = await create(app)
  const inUse = refusal('shortcut_in_use', { extra: expect.objectContaining({ template_id: first.id }) })
  await expect(create(app, { shortcut: 'tHX' })).rejects.toEqual(inUse)
  await expect(editTemplate(app, admin, second.id, { shortcut: 'thx' })).rejects.toEqual(inUse)
  await editTemplate(app, admin, first.id, { archived: true })
  await editTemplate(app, admin, second.id, { shortcut: 'thx' })
  await expect(editTemplate(app, admin, first.id, { archived: false })).rejects.toEqual(
    refusal('shortcut_in_use'),
  )
  await deleteTemplate(app, admin, second.id)
  await editTemplate(app, admin, first.id, { archived: false })
  await editTemplate(app, admin, first.id, { shortcut: null })
  expect(app.all('template_shortcut')).toEqual([])
})

test('only admins write templates, and not over what somebody else saved', async () => {
  const app = await createOffice()
  const { id } = await create(app)
  await expect(createTemplate(app, ana, words())).rejects.toEqual(refusal('forbidden'))
  await expect(editTemplate(app, ana, id, { name: 'Mine' })).rejects.toEqual(refusal('forbidden'))
  await expect(deleteTemplate(app, ana, id)).rejects.toEqual(refusal('forbidden'))
  await editTemplate(app, admin, id, { name: 'Ours' }, [1])
  await expect(editTemplate(app, admin, id, { name: 'Mine' }, [1])).rejects.toEqual(
    refusal('precondition_failed'),
  )
})

test('each mistake of the body and of its translations is told with its place', async () => {
  const app = await createOffice()
  const wrong = {
    body: 'Hi {{ contact.name }}',
    locales: { es: 'Hola\n{{ contact.nombre }}', fr: 'Bonjour' },
  }
  await expect(create(app, wrong)).rejects.toEqual(
    refusal('template_invalid', {
      extra: {
        errors: [
          expect.objectContaining({ path: 'body', line: 1, column: 4 }),
          expect.objectContaining({ path: 'locales.es', line: 2, column: 4 }),
        ],
      },
    }),
  )
  const { id } = await create(app, { body: '{{ input.time }}', inputs: [time] })
  await expect(editTemplate(app, admin, id, { inputs: [] })).rejects.toEqual(refusal('template_invalid'))
  await expect(create(app, { teamIds: ['tem_nobody'] })).rejects.toEqual(refusal('validation_failed'))
})

test('a reply is made from the facts of now, and keeps the template and its version', async () => {
  const app = await createOffice()
  const { conversationId: inIt } = await receive(app, { body: 'When?' })
  const [contact] = app.all('contact')
  if (!contact || !inIt) throw new Error('Nobody wrote.')
  await claimConversation(app, named, inIt)
  await app.commit({ ...contact, name: 'Lovelace, Ada' })
  const body = '{{ contact.first_name | default: "Hi" }}, at {{ input.time }}. {{ agent.first_name }}'
  const { id } = await create(app, { body, inputs: [time] })
  const sent = await sendMessage(app, named, inIt, { templateId: id, input: { time: 'noon' } })
  expect(sent).toMatchObject({ body: 'Ada, at noon. Ana', template: { id, version: 1 } })
  await expect(sendMessage(app, named, inIt, { templateId: id, input: { time: ' ' } })).rejects.toEqual(
    refusal('template_variable_missing', {
      extra: expect.objectContaining({ variables: ['input.time'] }),
    }),
  )
  const unknown = sendMessage(app, named, inIt, { templateId: id, input: { time: 'x', tiem: 'y' } })
  await expect(unknown).rejects.toEqual(refusal('validation_failed'))
  expect(app.all('message').filter((message) => 'template' in message)).toEqual([sent])
})

test('a text of a case can say what the case is', async () => {
  const app = await createOffice()
  const one = await openCase(app, 'Printer')
  const { id } = await create(app, {
    use: 'case',
    body: '{{ case.subject }} ({{ case.number }}, {{ case.type }}): {{ case.status | default: "open" }}',
  })
  const sent = await sendCaseText(app, program, one.id, { templateId: id })
  expect(sent).toMatchObject({ body: `Printer (${one.number}, ticket): open`, template: { id, version: 1 } })
  await expect(sendSingle(app, program, { to: customer, templateId: id })).rejects.toEqual(
    refusal('template_variable_missing', {
      extra: expect.objectContaining({ variables: ['case.subject', 'case.number', 'case.type'] }),
    }),
  )
})

test('a program has no name to sign with', async () => {
  const app = await createOffice()
  const { id } = await create(app, { body: 'Yours, {{ agent.name }}' })
  await expect(sendSingle(app, program, { to: customer, templateId: id })).rejects.toEqual(
    refusal('template_variable_missing', {
      extra: expect.objectContaining({ variables: ['agent.name'] }),
    }),
  )
})

test('a customer is written to in the language of their attribute, else in the first of the workspace', async () => {
  const app = await createOffice({ settings: { languages: ['fr', 'en'] } })
  const locales = { 'es-US': 'Hola', fr: 'Bonjour' }
  const { id } = await create(app, { body: 'Hello', locales })
  const said = async (phone: string, attributes: Record<string, string>) => {
    await createContact(app, admin, facts({ phones: [{ phone, type: 'mobile' }], attributes }))
    return (await sendSingle(app, program, { to: phone, templateId: id })).body
  }
  expect(await said('+12065550131', { locale: 'es-MX' })).toBe('Hola')
  expect(await said('+12065550132', { language: 'FR_ca' })).toBe('Bonjour')
  expect(await said('+12065550133', { locale: 'de' })).toBe('Bonjour')
  expect(await said('+12065550134', {})).toBe('Bonjour')
})

test('the format of a template is taken off its own words, not off the values in it', async () => {
  const app = await createOffice()
  const { id } = await create(app, {
    body: '<p>Hi&nbsp;<b>{{ contact.name | default: "you" }}</b></p><p>Bye</p>',
    format: 'html',
  })
  await createContact(app, admin, facts({ name: 'A <3 *B* & co' }))
  const sent = await sendSingle(app, program, { to: customer, templateId: id })
  expect(sent.body.replace('\u00a0', ' ')).toMatch(/^Hi A <3 \*B\* & co\n+Bye$/)
})

test('an archived template is not sent', async () => {
  const app = await createOffice()
  const { id } = await create(app)
  await editTemplate(app, admin, id, { archived: true })
  const attempt = previewMessage(app, ana, { to: customer, templateId: id })
  await expect(attempt).rejects.toEqual(
    refusal('validation_failed', {
      extra: { errors: [{ path: 'template_id', detail: 'This template is archived.' }] },
    }),
  )
})

test('a preview names what is missing, and shows the longest that may come', async () => {
  const app = await createOffice()
  const { id } = await create(app, {
    body: `Hi {{ contact.name | default: "you" }}, at {{ input.time }}. ${'x'.repeat(100)}`,
    inputs: [time],
  })
  const preview = await previewTemplate(app, named, id, {})
  expect(preview).toMatchObject({
    missing: ['input.time'],
    body: expect.stringMatching(/^Hi Ada Lovelace, at \[input.time\]\. x/),
    plan: { encoding: 'gsm7', segments: 1 },
    worst: { plan: { encoding: 'ucs2', segments: 3 } },
  })
  const { worst } = await previewContent(app, admin, {
    content: words({ body: 'Plain words, 70 % off: bit.ly/x' }),
  })
  expect(worst.plan).toMatchObject({ encoding: 'gsm7', segments: 1 })
})

test('the longest is that of a contact of the workspace, where one has more to say than what is made up', async () => {
  const app = await createOffice()
  const content = words({ body: 'Bring this: {{ contact.attributes.order | default: "your order" }}' })
  const made = await previewContent(app, admin, { content })
  await createContact(app, admin, facts({ attributes: { order: 'a very long list, '.repeat(20) } }))
  const real = await previewContent(app, admin, { content })
  expect([made.worst.plan.segments, real.worst.plan.segments]).toEqual([1, 3])
  expect(real.worst.body).toContain('a very long list')
})
