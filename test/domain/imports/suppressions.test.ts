import { expect, test } from 'vitest'
import { recordConsent } from '#domain/consents/record-consent.ts'
import { createContact } from '#domain/contacts/create-contact.ts'
import { checkImport, editImport, linkRejects, startImport } from '#domain/imports/change-import.ts'
import { cancelJob } from '#domain/imports/jobs.ts'
import { readImport } from '#domain/imports/load-import.ts'
import { runJob } from '#domain/imports/run-job.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { defaultSettings } from '#domain/settings/settings.ts'
import { breakCall } from '../../support/break-call.ts'
import { receive } from '../../support/conversing.ts'
import { customer, facts, mobile, office } from '../../support/customers.ts'
import { createFakeApp, type FakeApp, monday, workspace } from '../../support/fake-app.ts'
import { check, drainJobs, importFile, rejectsOf, upload } from '../../support/importing.ts'
import { admin, ana, program } from '../../support/people.ts'

/** Which phones have opted out of everything, sorted. */
const optedOut = (app: FakeApp) =>
  app
    .all('thread')
    .filter(({ consents }) => consents.workspace?.state === 'opted_out')
    .map(({ phone }) => phone)
    .toSorted()

const utf16 = (text: string, littleEndian: boolean) => {
  const units = new DataView(new ArrayBuffer(2 * text.length + 2))
  for (const [i, unit] of [...`\uFEFF${text}`].entries())
    units.setUint16(2 * i, unit.charCodeAt(0), littleEndian)
  return new Uint8Array(units.buffer)
}

const windows1252 = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))
const two = ['+12065550123', '+12065550177']

test.each([
  ['commas', `Phone,Name\n${two[0]},Ada\n${two[1]},Eve\n`],
  ['semicolons and line ends of Windows', `Phone;Name\r\n${two[0]};Ada\r\n${two[1]};Eve\r\n`],
  ['tabs, and no end of the last line', `Phone\tName\n${two[0]}\tAda\n${two[1]}\tEve`],
  ['bars', `Name|Phone\nAda|${two[0]}\nEve|${two[1]}\n`],
  ['line ends of old Macs', `Phone,Name\r${two[0]},Ada\r${two[1]},Eve\r`],
  ['a byte order mark', `\uFEFFPhone,Name\n${two[0]},Ada\n${two[1]},Eve\n`],
  ['UTF-16, little end first', utf16(`Phone;Name\n${two[0]};Zoë\n${two[1]};Eve\n`, true)],
  ['UTF-16, big end first', utf16(`Phone;Name\n${two[0]};Zoë\n${two[1]};Eve\n`, false)],
  ['Windows-1252', windows1252(`Teléfono;Nombre\n${two[0]};Zoë\n${two[1]};Núñez\n`)],
  ['quotes around line ends', `Phone,Note\n${two[0]},"said\nSTOP, twice"\n"${two[1]}",""\n`],
  ['quotes within quotes', `Phone,Note\r\n${two[0]},"said ""STOP"""\r\n${two[1]},x\r\n`],
  ['no names of columns', `${two[0]}\n${two[1]}\n`],
  ['empty rows', `\n\nPhone\n\n${two[0]}\n,\n${two[1]}\n\n`],
  ['__proto__ as a name', `__proto__,constructor,Phone\na,b,${two[0]}\nc,d,${two[1]}\n`],
  ['phones under a name that says nothing', `A,B\nx,(206) 555-0123\ny,206.555.0177\n`],
  [
    'a list of AWS',
    JSON.stringify({
      OptOutListName: 'Default',
      OptedOutNumbers: two.map((OptedOutNumber) => ({
        ...{ OptedOutNumber, OptedOutTimestamp: 1_700_000_000.5, EndUserOptedOut: true },
      })),
    }),
  ],
  [
    'consents of Twilio',
    `contact_id,sender_id,status,date_of_consent\n${two[0]},+1999,opt-out,2025-01-02T00:00:00Z\n${two[1]},,opt-out,\n`,
  ],
])('a file with %s holds two opt-outs', async (_, file) => {
  const app = createFakeApp()
  const { file: imported, job } = await importFile(app, file)
  expect(job).toMatchObject({
    ...{ state: 'done', counts: { created: 2, updated: 0, unchanged: 0, rejected: 0 } },
    cursor: { row: 2 },
  })
  expect(imported.state).toBe('done')
  expect(optedOut(app)).toEqual(two)
})

test('a stray quote costs its own line, and the rows behind it count', async () => {
  const app = createFakeApp()
  const { job } = await importFile(
    app,
    `Phone,Note\n${two[0]},ok\n"+12065550155,never closed\n${two[1]},ok\n`,
  )
  expect(job).toMatchObject({ counts: { created: 2, rejected: 1 }, reasons: { unclosed_quote: 1 } })
  expect(optedOut(app)).toEqual(two)
})

test('the counts are what is in the table, and rejected rows are handed back with their reason', async () => {
  const app = createFakeApp()
  await createContact(app, ana, facts())
  const rows = [
    ...[`${two[0]},2026-01-02`, `${two[1]},`, `${two[1]},`, '12,', ',2026-01-02'],
    ...['=1+1,', '206-555-0188,03/04/2026'],
  ]
  const { job } = await importFile(app, `To,Date\n${rows.join('\n')}\n`)
  expect(job?.counts).toEqual({ created: 2, updated: 1, unchanged: 1, rejected: 3 })
  expect(job?.reasons).toEqual({ known_already: 1, invalid_phone_number: 2, no_phone: 1 })
  expect(optedOut(app)).toEqual([...two, '+12065550188'])
  expect(app.all('consent_event')).toHaveLength(3)
  expect(rejectsOf(app)).toBe(
    [
      'row,reason,To,Date',
      '4,invalid_phone_number,12,',
      '5,no_phone,,2026-01-02',
      `6,invalid_phone_number,"'=1+1",`,
      '',
    ].join('\r\n'),
  )
})

test('a check writes nothing, shows ten rows as they would be, and counts them', async () => {
  const app = createFakeApp()
  const id = await upload(
    app,
    `Phone\n${Array.from({ length: 12 }, (_, i) => `206555${2000 + i}`).join('\n')}\n12\n`,
  )
  const { file, job } = await check(app, id)
  expect(app.all('thread')).toEqual([])
  expect(file).toMatchObject({ state: 'checked', columns: ['Phone'], mapping: { phone: 'Phone' } })
  expect(file.sample).toHaveLength(10)
  expect(file.sample?.[0]).toEqual({ row: 1, values: { phone: '2065552000' }, outcome: 'created' })
  expect(job?.counts).toEqual({ created: 12, updated: 0, unchanged: 0, rejected: 1 })
})

test('the ledger tells which import said it, when and why, and nothing leaves from then on', async () => {
  const app = createFakeApp()
  const { file } = await importFile(app, `phone,at,reason\n${customer},2026-02-03T10:00:00Z,asked by mail\n`)
  expect(app.all('consent_event')).toMatchObject([
    {
      ...{ action: 'opt_out', source: 'import', importId: file.id, by: admin.id, reason: 'asked by mail' },
      ...{ at: Date.parse('2026-02-03T10:00:00Z'), recordedAt: monday },
    },
  ])
  const sent = sendSingle(app, program, { to: customer, body: 'Sale!' })
  await expect(sent).rejects.toMatchObject({ code: 'recipient_opted_out' })
})

test('whoever opted in after the time of a row stays opted in', async () => {
  const app = createFakeApp()
  const settings = { ...defaultSettings(workspace), doubleOptIn: false }
  await app.commit(settings)
  await receive(app, { body: 'START' })
  const { job } = await importFile(app, `phone,at\n${customer},2026-02-03\n`)
  expect(job).toMatchObject({ counts: { unchanged: 1 }, reasons: { opted_in_since: 1 } })
  expect(optedOut(app)).toEqual([])
})

test('rows that say that their phone may be texted are no opt-outs', async () => {
  const app = createFakeApp()
  const { job } = await importFile(app, `contact_id,status\n${customer},opt-in\n${office},opt-out\n`)
  expect(job).toMatchObject({ counts: { created: 1, rejected: 1 }, reasons: { not_opted_out: 1 } })
  expect(optedOut(app)).toEqual([office])
})

test('where somebody lives, and an opt-out that is active, say nothing against it', async () => {
  const app = createFakeApp()
  const { job } = await importFile(app, `phone,State,Status\n${customer},IN,Active\n${office},NO,\n`)
  expect(job?.counts).toEqual({ created: 2, updated: 0, unchanged: 0, rejected: 0 })
})

test('an opt-out of one number holds for it where the workspace tells numbers apart', async () => {
  const app = createFakeApp()
  await app.commit({ ...defaultSettings(workspace), optOutScope: 'number' })
  await importFile(app, `phone\n${customer}\n`, { numberId: 'num_main' })
  await importFile(app, `phone,sender_id\n${office},+1 206 555 0100\n+12065550188,+12065550999\n`)
  const scopes = app.all('thread').map(({ phone, consents }) => [phone, Object.keys(consents)])
  expect(scopes).toEqual([
    [customer, ['num_main']],
    [office, ['num_main']],
    ['+12065550188', ['workspace']],
  ])
})

test('an opt-out covers the other phones of the contact', async () => {
  const app = createFakeApp()
  await createContact(app, ana, facts({ phones: [mobile(customer), mobile(office)] }))
  await importFile(app, `phone\n${customer}\n`)
  expect(optedOut(app)).toEqual(two)
})

test('the same file again changes nothing', async () => {
  const app = createFakeApp()
  const file = `phone\n${customer}\n${office}\n`
  await importFile(app, file)
  const { job } = await importFile(app, file)
  expect(job?.counts).toEqual({ created: 0, updated: 0, unchanged: 2, rejected: 0 })
  expect(app.all('consent_event')).toHaveLength(2)
})

test('an opt-in that people record later is not undone by an older list', async () => {
  const app = createFakeApp()
  await importFile(app, `phone\n${customer}\n`)
  app.advance(60_000)
  await recordConsent(app, ana, { phone: customer, action: 'opt_in', reason: 'Signed the form.' })
  await importFile(app, `phone,at\n${customer},2026-02-03\n`)
  expect(optedOut(app)).toEqual([])
})

/** A list of three pages, and a word before it. */
const threePages = async () => {
  const app = createFakeApp()
  await createContact(app, ana, facts({ phones: [mobile('+12065552000')] }))
  const rows = Array.from({ length: 1_050 }, (_, i) =>
    i % 100 === 7 ? `bad ${i}` : `+1206555${2000 + (i % 900)}`,
  )
  const id = await upload(app, `phone\n${rows.join('\n')}\n`)
  await check(app, id)
  await startImport(app, admin, id)
  return { app, id }
}

const result = async ({ app, id }: Awaited<ReturnType<typeof threePages>>) => {
  const { file, job } = await readImport(app, admin, id)
  const entries = app.all('consent_event').map(({ phone, id }) => [phone, id])
  return {
    state: file.state,
    counts: job?.counts,
    reasons: job?.reasons,
    out: optedOut(app),
    entries,
    rejects: rejectsOf(app),
  }
}

test('a job that dies at any call goes on, with the same result', async () => {
  const whole = await threePages()
  await drainJobs(whole.app)
  const expected = await result(whole)
  expect(expected.counts).toEqual({ created: 890, updated: 1, unchanged: 148, rejected: 11 })
  for (const at of [1, 40, 700, 1_500, 3_000, 5_000]) {
    for (const when of ['before', 'after'] as const) {
      const world = await threePages()
      const { broken } = breakCall(world.app, { at, when })
      const [first] = world.app.jobsToRun
      if (first) await runJob(broken, first, 1).catch(() => {})
      await drainJobs(world.app)
      const { entries, ...found } = await result(world)
      expect({ ...found, entries: entries.toSorted() }).toEqual({
        ...expected,
        entries: expected.entries.toSorted(),
      })
    }
  }
})

test('two deliveries of the same page are one', async () => {
  const { app, id } = await threePages()
  const [first] = app.jobsToRun
  if (first) await Promise.all([runJob(app, first, 1), runJob(app, first, 1)])
  await drainJobs(app)
  const { job } = await readImport(app, admin, id)
  expect(job?.counts).toEqual({ created: 890, updated: 1, unchanged: 148, rejected: 11 })
  expect(app.all('consent_event')).toHaveLength(891)
})

test('a job that is canceled ends after its page, and what it wrote stays', async () => {
  const { app, id } = await threePages()
  const next = app.jobsToRun.shift()
  if (next) await runJob(app, next, 1)
  const { job } = await readImport(app, admin, id)
  await cancelJob(app, admin, job?.id ?? 'job_none')
  await drainJobs(app)
  const { file, job: ended } = await readImport(app, admin, id)
  expect([file.state, ended?.state, ended?.cursor.row]).toEqual(['canceled', 'canceled', 500])
  expect(app.all('consent_event')).toHaveLength(495)
})

test.each([
  ['no rows', 'phone\n', 'no_rows'],
  ['nothing like phones', 'a,b\n1,2\n3,4\n', 'no_phone_column'],
  ['JSON that is no list', '{"a": 1}', 'not_readable'],
  ['broken JSON', '[{"phone": ', 'not_readable'],
])('a file with %s fails its check', async (_, content, failure) => {
  const app = createFakeApp()
  const { file, job } = await check(app, await upload(app, content))
  expect([file.state, job?.state, job?.failure]).toEqual(['failed', 'failed', failure])
})

test('a file that was not uploaded fails, and can be checked again', async () => {
  const app = createFakeApp()
  const id = await upload(app, `phone\n${customer}\n`)
  const kept = new Map(app.uploaded)
  app.uploaded.clear()
  expect((await check(app, id)).job?.failure).toBe('file_missing')
  for (const [key, bytes] of kept) app.uploaded.set(key, bytes)
  expect((await check(app, id)).file.state).toBe('checked')
})

test('a mapping names columns of the file, and needs another check', async () => {
  const app = createFakeApp()
  const id = await upload(app, `home,mobile\n${office},${customer}\n`)
  const { file } = await check(app, id)
  const edit = (phone: string) => editImport(app, admin, id, { mapping: { phone } }, [file.version])
  await expect(edit('cell')).rejects.toMatchObject({ code: 'mapping_invalid' })
  await edit('home')
  await expect(startImport(app, admin, id)).rejects.toMatchObject({ code: 'import_not_ready' })
  await check(app, id)
  await startImport(app, admin, id)
  await drainJobs(app)
  expect(optedOut(app)).toEqual([office])
})

test('a file in which nothing looks like phones keeps its columns, so that one of them can be chosen', async () => {
  const app = createFakeApp()
  const id = await upload(app, `a,b\n12,x\n13,y\n14,\n15,z\n${customer},\n`)
  const { file, job } = await check(app, id)
  expect(job?.failure).toBe('no_phone_column')
  expect(file).toMatchObject({ state: 'failed', columns: ['a', 'b'] })
  expect(file.examples).toEqual([
    ['12', '13', '14'],
    ['x', 'y', 'z'],
  ])
  await editImport(app, admin, id, { mapping: { phone: 'a' } }, [file.version])
  const again = await check(app, id)
  expect(again.job?.counts).toMatchObject({ created: 1, rejected: 4 })
  expect(again.file).toMatchObject({ state: 'checked', rows: 5 })
  expect(again.job?.rejects?.[1]).toEqual({ row: 2, reason: 'invalid_phone_number', cells: ['13', 'y'] })
})

test('a mapping that was given beforehand has to fit the file', async () => {
  const app = createFakeApp()
  const id = await upload(app, `phone\n${customer}\n`, { mapping: { phone: 'cell' } })
  expect((await check(app, id)).job?.failure).toBe('no_phone_column')
})

test('an import that never came to the queue can be started again, and a done one cannot', async () => {
  const app = createFakeApp()
  const id = await upload(app, `phone\n${customer}\n`)
  await checkImport(app, admin, id)
  app.jobsToRun.length = 0
  await check(app, id)
  await expect(linkRejects(app, admin, id)).rejects.toMatchObject({ code: 'import_not_ready' })
  await startImport(app, admin, id)
  await drainJobs(app)
  await expect(startImport(app, admin, id)).rejects.toMatchObject({ code: 'import_not_ready' })
  await expect(checkImport(app, admin, id)).rejects.toMatchObject({ code: 'import_not_ready' })
})

test('only admins import', async () => {
  const app = createFakeApp()
  const id = await upload(app, 'phone\n')
  await expect(checkImport(app, ana, id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(readImport(app, { ...admin, workspace: 'wks_other' }, id)).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('a file of more than fifty megabytes is refused', async () => {
  const big = { what: 'suppressions', fileName: 'x', bytes: 50_000_001 } as const
  const { createImport } = await import('#domain/imports/create-import.ts')
  await expect(createImport(createFakeApp(), admin, big)).rejects.toMatchObject({ code: 'import_too_large' })
})
