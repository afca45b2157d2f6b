import { expect, test } from 'vitest'
import { recordConsent } from '#domain/consents/record-consent.ts'
import { createContact } from '#domain/contacts/create-contact.ts'
import { editContact } from '#domain/contacts/edit-contact.ts'
import { upsertContact } from '#domain/contacts/upsert-contact.ts'
import { editImport, type ImportPatch, startImport } from '#domain/imports/change-import.ts'
import { readImport } from '#domain/imports/load-import.ts'
import { runJob } from '#domain/imports/run-job.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { breakCall } from '../../support/break-call.ts'
import { receive } from '../../support/conversing.ts'
import { customer, facts, mobile, office } from '../../support/customers.ts'
import { createFakeApp, type FakeApp } from '../../support/fake-app.ts'
import { check, drainJobs, importFile, rejectsOf, upload } from '../../support/importing.ts'
import { admin, ana, program } from '../../support/people.ts'

const paper = { basis: 'paper', statement: 'Signed the form at the counter.' } as const

const importContacts = (app: FakeApp, file: string, given: Parameters<typeof importFile>[2] = {}) =>
  importFile(app, file, { what: 'contacts', ...given })

const campaign = (app: FakeApp, to = customer) =>
  sendSingle(app, program, { to, body: 'Sale!', origin: 'campaign' })

const contactOf = (app: FakeApp, phone: string) =>
  app.all('contact').find(({ phones }) => phones.some((entry) => entry.phone === phone))

test('rows become contacts, with e-mails, attributes and ids of an outside system', async () => {
  const app = createFakeApp()
  const file = `Teléfono;Nombre;Correo;ID;Plan\n206 555 0123;Ada Park;Ada@Example.com;7;gold\n${office};Eve;;8;\n`
  const { file: imported, job } = await importContacts(app, file, { system: 'crm', attributes: ['Plan'] })
  expect(imported.mapping).toEqual({ phone: 'Teléfono', name: 'Nombre', email: 'Correo', external_id: 'ID' })
  expect(job?.counts).toEqual({ created: 2, updated: 0, unchanged: 0, rejected: 0 })
  expect(contactOf(app, customer)).toMatchObject({
    ...{ name: 'Ada Park', emails: ['ada@example.com'], externalIds: { crm: '7' } },
    ...{ attributes: { Plan: 'gold' }, phones: [{ phone: customer, type: 'mobile' }] },
  })
  expect(contactOf(app, office)).toMatchObject({ name: 'Eve', emails: [], attributes: {} })
})

test.each([
  ['update', { outcome: 'updated', name: 'Ada Park', attributes: { Plan: 'silver', Since: '2020' } }],
  ['fill', { outcome: 'updated', name: 'Ada', attributes: { Plan: 'gold', Since: '2020' } }],
  ['skip', { outcome: 'unchanged', name: 'Ada', attributes: { Plan: 'gold' } }],
] as const)('on_match %s decides whose word counts', async (onMatch, { outcome, ...expected }) => {
  const app = createFakeApp()
  await createContact(app, ana, facts({ name: 'Ada', attributes: { Plan: 'gold' } }))
  const given = { onMatch, attributes: ['Plan', 'Since'] }
  const { job } = await importContacts(
    app,
    `phone,name,Plan,Since\n${customer},Ada Park,silver,2020\n`,
    given,
  )
  expect(job?.counts).toMatchObject({ [outcome]: 1 })
  expect(contactOf(app, customer)).toMatchObject(expected)
})

test('a known id leads to its contact, which gets the phone', async () => {
  const app = createFakeApp()
  const { id } = await createContact(app, ana, facts({ phones: [mobile(office)], externalIds: { crm: '7' } }))
  const given = { match: 'external_id', system: 'crm' } as const
  const { job } = await importContacts(app, `phone,customer id\n${customer},7\n,8\n${office},9\n`, given)
  expect(job?.counts).toEqual({ created: 1, updated: 1, unchanged: 0, rejected: 1 })
  expect(job?.reasons).toEqual({ phone_in_use: 1 })
  expect(contactOf(app, customer)?.id).toBe(id)
})

test('every row is created, updated, unchanged or rejected, and the table has as many', async () => {
  const app = createFakeApp()
  await createContact(app, ana, facts({ name: 'Ada' }))
  const rows = [
    ...[`${customer},Ada,`, `${customer},Ada Park,`, `${office},"Eve\nEvans",eve@example.com`],
    ...['12,Mallory,', ',Nobody,', '+12065550188,Mail,not an address', '"+12065550199,Quote,'],
  ]
  const { job } = await importContacts(app, `phone,name,email\n${rows.join('\n')}\n`)
  expect(job?.counts).toEqual({ created: 1, updated: 1, unchanged: 1, rejected: 4 })
  expect(job?.reasons).toEqual({
    ...{ known_already: 1, invalid_phone_number: 1, no_phone: 1, invalid_email: 1, unclosed_quote: 1 },
  })
  expect(app.all('contact')).toHaveLength(2)
  expect(rejectsOf(app).split('\r\n')).toHaveLength(6)
})

test('without a statement no campaign goes to those who were created, until somebody says how they consented', async () => {
  const app = createFakeApp()
  await createContact(app, ana, facts({ phones: [mobile(office)] }))
  await importContacts(app, `phone\n${customer}\n${office}\n`)
  await expect(campaign(app)).rejects.toMatchObject({ code: 'no_consent' })
  await campaign(app, office)
  await sendSingle(app, program, { to: customer, body: 'Your parcel is here.', origin: 'api' })
  await importContacts(app, `phone\n${customer}\n`, { consent: paper })
  await campaign(app)
  expect(app.all('consent_event')).toMatchObject([
    {
      action: 'attested',
      source: 'import',
      phone: customer,
      terms: { source: 'paper', wording: paper.statement },
    },
  ])
})

test('an opt-in that is recorded lets campaigns through as well', async () => {
  const app = createFakeApp()
  await importContacts(app, `phone\n${customer}\n`)
  await recordConsent(app, ana, { phone: customer, action: 'opt_in', reason: 'Said so at the counter.' })
  await campaign(app)
  expect(app.all('message').filter(({ origin }) => origin === 'campaign')).toHaveLength(1)
})

test('a statement, and what tells that a contact is known, can be said and taken back until the start', async () => {
  const app = createFakeApp()
  const id = await upload(app, `phone,id\n${customer},7\n`, { what: 'contacts' })
  await check(app, id)
  const edit = (patch: ImportPatch) => editImport(app, admin, id, patch)
  const stated = await edit({ consent: paper, system: 'crm', match: 'external_id' })
  expect(stated.file).toMatchObject({ ...{ consent: paper, system: 'crm' }, state: 'uploading' })
  expect(stated.file.mapping).toEqual({ phone: 'phone', external_id: 'id' })
  const back = await edit({ consent: null, onMatch: 'skip' })
  expect(back.file).toMatchObject({ match: 'external_id', onMatch: 'skip' })
  expect(back.file.consent).toBeUndefined()
})

test('an id has to be of a named system', async () => {
  const app = createFakeApp()
  const id = await upload(app, `phone,id\n${customer},7\n`, { what: 'contacts' })
  await expect(editImport(app, admin, id, { match: 'external_id' })).rejects.toMatchObject({
    code: 'validation_failed',
  })
  await editImport(app, admin, id, { consent: paper })
})

test('a relationship of before is attested, and opts nobody in', async () => {
  const app = createFakeApp()
  const consent = { basis: 'prior_relationship', statement: 'Customers of 2025.' } as const
  await importContacts(app, `phone\n${customer}\n`, { consent })
  expect(app.all('consent_event').map(({ action }) => action)).toEqual(['attested'])
  expect(app.all('thread')[0]?.consents).toEqual({})
})

test('STOP, then an import with consent, then a CRM that says callable: still blocked, and the ledger says by whom', async () => {
  const app = createFakeApp()
  await receive(app, { body: 'STOP' })
  const { contactId = 'con_none' } = app.all('thread')[0] ?? {}
  await editContact(app, ana, contactId, { doNotContact: true })
  app.advance(60_000)
  await importContacts(app, `phone,name,customer id\n${customer},Ada,7\n`, { consent: paper, system: 'crm' })
  app.advance(60_000)
  await upsertContact(app, program, { system: 'crm', id: '7' }, { doNotContact: true })
  await upsertContact(app, program, { system: 'crm', id: '7' }, { doNotContact: false })
  await expect(campaign(app)).rejects.toMatchObject({ code: 'do_not_contact' })
  await editContact(app, ana, contactId, { doNotContact: false })
  await expect(campaign(app)).rejects.toMatchObject({ code: 'recipient_opted_out' })
  expect(
    app.all('consent_event').map(({ action, source, system, by }) => [action, source, system ?? by]),
  ).toEqual([
    ['opt_out', 'customer', undefined],
    ['do_not_contact', 'agent', ana.id],
    ['attested', 'import', admin.id],
    ['do_not_contact', 'api', 'crm'],
    ['do_not_contact_lifted', 'api', 'crm'],
    ['do_not_contact_lifted', 'agent', ana.id],
  ])
})

const start = async () => {
  const app = createFakeApp()
  await createContact(app, ana, facts({ phones: [mobile('+12065552001')] }))
  const rows = Array.from({ length: 620 }, (_, i) => `+1206555${2000 + (i % 580)},Name ${i},`)
  const id = await upload(app, `phone,name,email\n${rows.join('\n')}\n`, { what: 'contacts', consent: paper })
  await check(app, id)
  await startImport(app, admin, id)
  return { app, id }
}

const result = async ({ app, id }: Awaited<ReturnType<typeof start>>) => {
  const { job } = await readImport(app, admin, id)
  const names = app.all('contact').map(({ phones, name }) => [phones[0]?.phone, name])
  const entries = app.all('consent_event').map(({ id }) => id)
  return { counts: job?.counts, names: names.toSorted(), entries: entries.toSorted() }
}

test('an import that dies at any call goes on, with the same result', async () => {
  const whole = await start()
  await drainJobs(whole.app)
  const expected = await result(whole)
  expect(expected.counts).toEqual({ created: 579, updated: 41, unchanged: 0, rejected: 0 })
  expect(expected.entries).toHaveLength(620)
  for (const at of [5, 300, 1_500, 4_000]) {
    for (const when of ['before', 'after'] as const) {
      const world = await start()
      const { broken } = breakCall(world.app, { at, when })
      const [first] = world.app.jobsToRun
      if (first) await runJob(broken, first, 1).catch(() => {})
      await drainJobs(world.app)
      const { names, counts, entries } = await result(world)
      expect({ names, counts, entries: entries.length }).toEqual({ ...expected, entries: 620 })
    }
  }
})
