import { afterAll, beforeAll, expect, test } from 'vitest'
import { createContact } from '#domain/contacts/create-contact.ts'
import { mergeContacts } from '#domain/contacts/merge-contacts.ts'
import { upsertContact } from '#domain/contacts/upsert-contact.ts'
import { readContactTimeline } from '#domain/conversations/read-contact-timeline.ts'
import { checkImport, startImport } from '#domain/imports/change-import.ts'
import { createImport } from '#domain/imports/create-import.ts'
import type { Import } from '#domain/imports/import.ts'
import { readImport } from '#domain/imports/load-import.ts'
import { runJob } from '#domain/imports/run-job.ts'
import type { JobRef } from '#domain/jobs/job.ts'
import { facts } from '../support/customers.ts'
import { type Engine, startEngine } from '../support/engine.ts'
import { createOffice } from '../support/engine-office.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
})
afterAll(() => engine.stop())

/** What each of the rows of a file took, the pages' own reads and writes left out. */
const importRows = async (
  office: Awaited<ReturnType<typeof createOffice>>,
  rows: string[],
  what: Import['what'],
) => {
  const bytes = new TextEncoder().encode(`phone,name\n${rows.join('\n')}\n`)
  const waiting: JobRef[] = []
  const app = {
    ...office.app,
    files: { ...office.app.files, place: async () => ({ url: '', headers: {}, expiresAt: 0 }) },
    importFiles: {
      read: async (_: string, offset: number, length: number) => bytes.subarray(offset, offset + length),
      readWhole: async () => '',
      write: async () => {},
    },
    jobQueue: { run: async (job: JobRef) => void waiting.push(job) },
  }
  const given = { what, fileName: 'list.csv', bytes: bytes.length }
  const { file } = await createImport(app, office.admin, given)
  const drain = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await runJob(app, next, 1)
  }
  await checkImport(app, office.admin, file.id)
  await drain()
  await startImport(app, office.admin, file.id)
  engine.units()
  await drain()
  const { read, write } = engine.units()
  const { job } = await readImport(app, office.admin, file.id)
  return { counts: job?.counts, read: read / rows.length, write: write / rows.length }
}

const phones = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `+1206555${from + i},Ada ${i}`)

test('a row costs what the documents say', async () => {
  const office = await createOffice(engine)
  const unknown = await importRows(office, phones(3000, 100), 'suppressions')
  expect(unknown).toMatchObject({ counts: { created: 100, rejected: 0 } })
  const again = await importRows(office, phones(3000, 100), 'suppressions')
  expect(again).toMatchObject({ counts: { unchanged: 100 } })
  const contacts = await importRows(office, phones(4000, 100), 'contacts')
  expect(contacts).toMatchObject({ counts: { created: 100, rejected: 0 } })
  expect(unknown.write).toBeLessThanOrEqual(8.2)
  expect(unknown.read).toBeLessThanOrEqual(1.2)
  expect(again.write).toBeLessThanOrEqual(0.2)
  expect(again.read).toBeLessThanOrEqual(1.6)
  expect(contacts.write).toBeLessThanOrEqual(10.2)
  expect(contacts.read).toBeLessThanOrEqual(2.2)
})

test('an unchanged customer of an outside system, and a page of the timeline of three phones', async () => {
  const { app, admin, ana, text } = await createOffice(engine)
  const told = { name: 'Ada', phones: [{ phone: '+12065557001', type: 'mobile' as const }] }
  await upsertContact(app, admin, { system: 'crm', id: '7' }, told)
  engine.units()
  await upsertContact(app, admin, { system: 'crm', id: '7' }, told)
  const unchanged = engine.units()
  expect(unchanged.write).toBe(0)
  const { id } = await createContact(app, ana, facts({ phones: [] }))
  for (const [i, phone] of (['+12065557002', '+12065557003', '+12065557004'] as const).entries()) {
    for (let said = 0; said < 20; said++) await text(phone, `text ${i} ${said}`)
    const thread = await app.threads.byPhone(admin.workspace, phone, 'fresh')
    await mergeContacts(app, admin, id, thread?.contactId ?? 'con_none')
  }
  await readContactTimeline(app, admin, id, { limit: 25 })
  engine.units()
  const { records } = await readContactTimeline(app, admin, id, { limit: 25 })
  const page = engine.units()
  expect(records).toHaveLength(25)
  expect(unchanged.read).toBeLessThanOrEqual(5)
  expect(page.read).toBeLessThanOrEqual(6.5)
})
