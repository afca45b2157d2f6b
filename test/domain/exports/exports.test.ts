import { expect, test } from 'vitest'
import { recordConsent } from '#domain/consents/record-consent.ts'
import { createContact } from '#domain/contacts/create-contact.ts'
import { upsertContact } from '#domain/contacts/upsert-contact.ts'
import { createExport, linkFiles } from '#domain/exports/create-export.ts'
import { runExport } from '#domain/exports/run-export.ts'
import type { JobId } from '#domain/ids.ts'
import { cancelJob, readJob } from '#domain/imports/jobs.ts'
import type { Taken } from '#domain/jobs/job.ts'
import { breakCall } from '../../support/break-call.ts'
import { customer, facts, mobile, office } from '../../support/customers.ts'
import { createFakeApp, type FakeApp } from '../../support/fake-app.ts'
import { drainJobs, importFile } from '../../support/importing.ts'
import { admin, ana, program } from '../../support/people.ts'

const day = 86_400_000

const fileOf = (app: FakeApp, id: JobId, file = 0): string =>
  new TextDecoder().decode(app.uploaded.get(`exports/${admin.workspace}/${id}/file-${file}.csv`))

const exportAll = async (app: FakeApp, what: Taken['what']) => {
  const { id } = await createExport(app, admin, { kind: what })
  await drainJobs(app)
  return { id, file: fileOf(app, id), job: await readJob(app, admin, id) }
}

/** Two customers, one with two phones, one that a CRM refuses; and one that has opted out. */
const fill = async (app: FakeApp) => {
  await createContact(
    app,
    ana,
    facts({
      ...{ name: 'Ada "Count" Park', emails: ['ada@example.com'], externalIds: { crm: '7' } },
      ...{ phones: [mobile(customer), { phone: office, type: 'work' }], attributes: { Plan: '=1+1' } },
    }),
  )
  app.advance(1000)
  await createContact(app, ana, facts({ name: 'José', phones: [mobile('+12065550188')] }))
  await upsertContact(
    app,
    program,
    { system: 'crm', id: '8' },
    {
      ...{ name: 'Eve', phones: [mobile('+12065550199')], doNotContact: true },
    },
  )
  await recordConsent(app, ana, { phone: '+12065550188', action: 'opt_out', reason: 'On the phone.' })
}

const shown = (app: FakeApp) =>
  app
    .all('contact')
    .map(({ name, emails, phones, attributes }) => ({
      ...{ name, emails, attributes },
      phones: phones.map(({ phone }) => phone),
    }))
    .toSorted((one, other) => (one.name ?? '').localeCompare(other.name ?? ''))

test('contacts have a row for each phone, with consent, who refuses, attributes and ids', async () => {
  const app = createFakeApp()
  await fill(app)
  const { file, job } = await exportAll(app, 'contacts')
  const [header, ...rows] = file.trimEnd().split('\r\n')
  expect(header).toBe(
    'id,phone,type,name,email,consent,consent_at,consent_from,do_not_contact,enrolled,zone,created_at,id_in_crm,Plan',
  )
  expect(rows).toHaveLength(4)
  expect(rows.find((row) => row.includes('José'))).toMatch(/opted_out,2026-11-23T10:00:01\.000Z,agent/)
  expect(rows.find((row) => row.includes('Eve'))).toMatch(/crm since 2026-11-23T10:00:01\.000Z/)
  const ada = rows.filter((row) => row.includes('Ada'))
  expect(ada[0]).toContain(`"'${customer}",mobile,"Ada ""Count"" Park",ada@example.com`)
  expect(ada[1]).toContain(`"'${office}",work`)
  expect(ada[0]).toMatch(/,7,"'=1\+1"$/)
  expect(job).toMatchObject({ state: 'done', cursor: { row: 4 }, taken: { files: [{ rows: 4 }] } })
})

test('contacts that were exported can be imported again: nothing changes here, and elsewhere they become the same', async () => {
  const app = createFakeApp()
  await fill(app)
  const { file } = await exportAll(app, 'contacts')
  const before = shown(app)
  const again = await importFile(app, file, { what: 'contacts', attributes: ['Plan'] })
  expect(again.job?.counts).toEqual({ created: 0, updated: 0, unchanged: 4, rejected: 0 })
  const other = createFakeApp()
  const given = { match: 'external_id' as const, system: 'parley', attributes: ['Plan'] }
  const there = await importFile(other, file, { what: 'contacts', ...given })
  expect(there.job?.counts).toMatchObject({ created: 3, updated: 1, rejected: 0 })
  expect(shown(other)).toEqual(before)
})

test('opt-outs that were exported can be imported again, with the times at which they were said', async () => {
  const app = createFakeApp()
  await fill(app)
  const { file } = await exportAll(app, 'suppressions')
  expect(file).toBe(
    `phone,our_number,at,status,reason\r\n"'+12065550188",,2026-11-23T10:00:01.000Z,opted_out,agent\r\n`,
  )
  const again = await importFile(app, file)
  expect(again.job).toMatchObject({ counts: { unchanged: 1 }, reasons: { known_already: 1 } })
  const other = createFakeApp()
  other.advance(day)
  await importFile(other, file)
  const [thread] = other.all('thread')
  expect(thread?.consents.workspace).toMatchObject({ state: 'opted_out', at: app.now })
})

test('1,200 contacts stand in one file, each once, wherever the function dies', async () => {
  const app = createFakeApp()
  for (let i = 0; i < 1200; i++)
    await createContact(app, ana, facts({ name: `N${i}`, phones: [mobile(`+1206555${1000 + i}`)] }))
  const { file: whole } = await exportAll(app, 'contacts')
  expect(new Set(whole.match(/\+1206555\d{4}/g)).size).toBe(1200)
  for (let nth = 0; nth < 6; nth++) {
    const { id } = await createExport(app, admin, { kind: 'contacts' })
    const { broken } = breakCall(app, { at: nth, when: 'after' })
    const [ref] = app.jobsToRun
    if (ref) await runExport(broken, ref, 1).catch(() => undefined)
    await drainJobs(app)
    expect(fileOf(app, id)).toBe(whole)
  }
})

test('files are there for a day, once the export is done, and for admins alone', async () => {
  const app = createFakeApp()
  await expect(createExport(app, ana, { kind: 'contacts' })).rejects.toMatchObject({ code: 'forbidden' })
  const { id } = await createExport(app, admin, { kind: 'contacts' })
  const ready = () => linkFiles(app, admin, id)
  await expect(ready()).rejects.toMatchObject({ code: 'export_not_ready' })
  await drainJobs(app)
  expect(await ready()).toMatchObject([{ name: 'contacts.csv', rows: 0 }])
  await expect(linkFiles(app, ana, id)).rejects.toMatchObject({ code: 'forbidden' })
  app.advance(day)
  await expect(ready()).rejects.toMatchObject({ code: 'export_not_ready' })
})

test('an export that is canceled ends, and one that fails again and again is given up', async () => {
  const app = createFakeApp()
  const { id } = await createExport(app, admin, { kind: 'contacts' })
  await cancelJob(app, admin, id)
  await drainJobs(app)
  expect(await readJob(app, admin, id)).toMatchObject({ state: 'canceled' })
  const other = await createExport(app, admin, { kind: 'contacts' })
  await runExport(app, { workspace: other.workspace, job: other.id }, 9)
  expect(await readJob(app, admin, other.id)).toMatchObject({ state: 'failed', failure: 'unexpected' })
})
