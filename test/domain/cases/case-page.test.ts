import { expect, test } from 'vitest'
import { addComment } from '#domain/cases/add-comment.ts'
import { readAttachments, showEntry } from '#domain/cases/attachments.ts'
import { createCaseLink, revokeCaseLink } from '#domain/cases/case-link.ts'
import { editCase, reopenCase, resolveCase } from '#domain/cases/edit-case.ts'
import { fileByHand } from '#domain/cases/file-by-hand.ts'
import { readCasePage } from '#domain/cases/read-case-page.ts'
import { openCasePage, unlockCasePage } from '#domain/cases/unlock-page.ts'
import { sendCaseText } from '#domain/outbound/send-case-text.ts'
import { editSettings } from '#domain/settings/edit-settings.ts'
import { caseOf, followAll, openCase, showAll } from '../../support/casework.ts'
import {
  admin,
  ana,
  ben,
  createOffice,
  customer,
  otherNumber,
  program,
  receive,
  refusal,
} from '../../support/conversing.ts'
import { type FakeApp, ourNumber } from '../../support/fake-app.ts'
import { outsider } from '../../support/people.ts'
import { toldToBus } from '../../support/told-to-bus.ts'

const day = 24 * 3_600_000

const createRepair = async () => {
  const app = await createOffice()
  const printer = await openCase(app, 'Printer')
  const code = await createCaseLink(app, ana, printer.id)
  const page = async () => {
    await followAll(app)
    await showAll(app)
    return readCasePage(app, code)
  }
  const words = async () => (await page()).entries.map(({ body }) => body)
  return { app, printer, code, page, words }
}

test('a case has one code, also where two ask for it at once', async () => {
  const app = await createOffice()
  const { id } = await openCase(app, 'Printer')
  const [first, second] = await Promise.all([createCaseLink(app, ana, id), createCaseLink(app, ben, id)])
  expect(first).toMatch(/^[0-9a-hjkmnp-tv-z]{12}$/)
  expect(second).toBe(first)
  expect(app.all('case_link')).toHaveLength(1)
})

test('another case has another code', async () => {
  const { app, code } = await createRepair()
  const laptop = await openCase(app, 'Laptop')
  expect(await createCaseLink(app, ana, laptop.id)).not.toBe(code)
})

test('a revoked code opens nothing, and the next one is another', async () => {
  const { app, printer, code } = await createRepair()
  await revokeCaseLink(app, ana, printer.id)
  await revokeCaseLink(app, ana, printer.id)
  await expect(readCasePage(app, code)).rejects.toEqual(refusal('not_found'))
  expect(app.all('case_link')).toEqual([])
  const next = await createCaseLink(app, ana, printer.id)
  expect(next).not.toBe(code)
  expect((await readCasePage(app, next)).caseId).toBe(printer.id)
  expect(app.all('case_page')).toHaveLength(1)
})

test('a code survives a change of the case', async () => {
  const { app, printer, page } = await createRepair()
  await editCase(app, ana, printer.id, { subject: 'Large printer' })
  expect((await page()).subject).toBe('Large printer')
})

test('who may not change a case neither gives its page nor takes it away', async () => {
  const { app, printer, code } = await createRepair()
  await editCase(app, ana, printer.id, { assignee: 'agt_ana' })
  for (const ask of [createCaseLink, revokeCaseLink]) {
    await expect(ask(app, ben, printer.id)).rejects.toEqual(refusal('forbidden'))
    await expect(ask(app, outsider, printer.id)).rejects.toEqual(refusal('not_found'))
  }
  expect(caseOf(app, printer.id).linkCode).toBe(code)
})

test('a page stays 30 days after its case is done, and is there again when the case is reopened', async () => {
  const { app, printer, code, page } = await createRepair()
  await resolveCase(app, ana, printer.id)
  await page()
  app.advance(30 * day - 1)
  expect((await readCasePage(app, code)).state).toBe('done')
  app.advance(1)
  const ended = await readCasePage(app, code).catch((error) => error)
  const never = await readCasePage(app, '000000000000').catch((error) => error)
  expect(ended).toEqual(refusal('not_found'))
  expect(ended.message).toBe(never.message)
  await reopenCase(app, ana, printer.id)
  expect(await page()).toMatchObject({ state: 'open' })
  expect(await page()).not.toHaveProperty('expiresAt')
})

test('a page has public comments and texts, and nothing that the company keeps to itself', async () => {
  const { app, printer, words } = await createRepair()
  await receive(app, { body: 'It is broken' })
  app.advance(1000)
  await addComment(app, ana, printer.id, { body: 'A part is ordered', public: true })
  await addComment(app, ana, printer.id, { body: 'A bad customer', public: false })
  await editCase(app, ana, printer.id, { status: 'Waiting for parts' })
  expect(await words()).toEqual(['A part is ordered', 'It is broken'])
})

test('a text that somebody hid, or filed elsewhere, is not on the page', async () => {
  const { app, printer, words } = await createRepair()
  const media = [{ index: 0, url: 'https://files.example/1', contentType: 'image/jpeg' }]
  await receive(app, { body: 'My passport', media })
  const other = await receive(app, { body: 'The laptop, too' })
  await followAll(app)
  const [hidden] = await readAttachments(app, ana, printer.id)
  if (!hidden) throw new Error('There is no attachment')
  await showEntry(app, ana, printer.id, hidden.entry.id, false)
  expect(await words()).toEqual(['The laptop, too'])
  const laptop = await openCase(app, 'Laptop')
  await fileByHand(app, admin, other.id, { caseId: laptop.id })
  expect(await words()).toEqual([])
})

test('a text of ours is on the page once it has left', async () => {
  const { app, printer, words } = await createRepair()
  const text = await sendCaseText(app, program, printer.id, { body: 'It is ready' })
  await followAll(app)
  expect(await words()).toEqual([])
  const [stored] = app.all('message').filter(({ id }) => id === text.id)
  if (stored?.direction !== 'outbound') throw new Error('There is no text')
  await app.commit({ ...stored, status: 'delivered' })
  expect(await words()).toEqual(['It is ready'])
})

const picture = { index: 0, url: 'https://files.example/1', contentType: 'image/jpeg' }

test('a picture is on the page as its thumbnail once it is there, and goes when its text is hidden', async () => {
  const { app, printer, page } = await createRepair()
  const text = await receive(app, { body: 'Look', media: [picture] })
  expect((await page()).entries).toMatchObject([{ body: 'Look', files: 1 }])
  const [stored] = app.all('message').filter(({ id }) => id === text.id)
  if (!stored) throw new Error('There is no text')
  const ready = { status: 'ready', kind: 'image', contentType: 'image/jpeg', bytes: 9 } as const
  await app.commit({ ...stored, media: [{ ...ready, width: 800, height: 600 }] })
  const shown = (await page()).entries
  expect(shown).toMatchObject([
    { pictures: [{ key: `media/wks_test/${text.id}/0/thumb`, width: 800, height: 600 }] },
  ])
  expect(shown[0]).not.toHaveProperty('files')
  const [entry] = await readAttachments(app, ana, printer.id)
  if (!entry) throw new Error('There is no attachment')
  await showEntry(app, ana, printer.id, entry.entry.id, false)
  expect((await page()).entries).toEqual([])
})

test('whatever is not to be seen any more is told to the bus, and nothing of cases without a page is', async () => {
  const { app, printer } = await createRepair()
  const plain = await openCase(app, 'Laptop')
  for (const { id } of [printer, plain]) await addComment(app, ana, id, { body: 'Ordered', public: true })
  await followAll(app)
  const known = app.changes.length
  for (const { caseId, id } of app.all('case_entry').filter(({ type }) => type === 'comment'))
    await showEntry(app, ana, caseId, id, false)
  const due = (await toldToBus(app.changes.slice(known))).map((told) => [
    told['detail-type'],
    told.detail.data,
  ])
  expect(due).toEqual([['case.page_due', { case_id: printer.id }]])
})

test('a page that says so already is not written again, and one that was revoked meanwhile is not brought back', async () => {
  const { app, printer, page } = await createRepair()
  const { version } = await page()
  expect((await page()).version).toBe(version)
  await addComment(app, ana, printer.id, { body: 'Ordered', public: true })
  const { commit } = app
  app.commit = async (...changes) => {
    app.commit = commit
    await revokeCaseLink(app, ana, printer.id)
    return commit(...changes)
  }
  await showAll(app)
  expect(app.all('case_page')).toEqual([])
})

test('a page always says where to text about it: at the number of the case, of its newest text, or the usual one', async () => {
  const { app, printer, page } = await createRepair()
  expect((await page()).textTo).toBe(ourNumber)
  await editSettings(app, admin, { caseNumbers: ['num_other'] })
  expect((await page()).textTo).toBe(otherNumber)
  const laptop = await openCase(app, 'Laptop')
  const text = await receive(app, { body: 'It is broken' })
  await fileByHand(app, admin, text.id, { caseId: laptop.id })
  expect((await page()).textTo).toBe(ourNumber)
  const next = await receive(app, { body: 'The printer, too', to: otherNumber })
  await fileByHand(app, admin, next.id, { caseId: printer.id })
  expect((await page()).textTo).toBe(otherNumber)
  await editCase(app, ana, printer.id, { numberId: 'num_main' })
  expect((await page()).textTo).toBe(ourNumber)
})

test('a number that takes no texts any more is not where to text', async () => {
  const { app, page } = await createRepair()
  const [main] = app.all('number').filter(({ id }) => id === 'num_main')
  if (!main) throw new Error('There is no number')
  await app.commit({ ...main, state: 'off' })
  expect((await page()).textTo).toBe(otherNumber)
})

const digits = customer.slice(-4)
const asking = { casePageAsksDigits: 'on' } as const

const createLocked = async () => {
  const app = await createOffice({ settings: asking })
  const printer = await openCase(app, 'Printer')
  return { app, printer, code: await createCaseLink(app, ana, printer.id) }
}

const passOf = async (app: FakeApp, code: string): Promise<string> => {
  const unlocked = await unlockCasePage(app, code, digits)
  if (typeof unlocked === 'string' || !unlocked.pass) throw new Error('It does not open')
  return unlocked.pass
}

test('where the setting says so a page opens by the last digits of the phone, for half an hour', async () => {
  const { app, code } = await createLocked()
  expect(await openCasePage(app, code, undefined)).toBe('locked')
  for (const said of ['0000', '', '123', `1${digits}`])
    expect(await unlockCasePage(app, code, said)).toBe('wrong')
  const pass = await passOf(app, code)
  expect(await openCasePage(app, code, pass)).toMatchObject({ subject: 'Printer' })
  app.advance(30 * 60_000 - 1)
  expect(await openCasePage(app, code, pass)).toMatchObject({ subject: 'Printer' })
  app.advance(1)
  expect(await openCasePage(app, code, pass)).toBe('locked')
})

test('a pass opens its own page alone, and none that somebody made up or made longer', async () => {
  const { app, code } = await createLocked()
  const pass = await passOf(app, code)
  const laptop = await openCase(app, 'Laptop')
  const other = await createCaseLink(app, ana, laptop.id)
  expect(await openCasePage(app, other, pass)).toBe('locked')
  const [until, mac] = pass.split('.')
  for (const made of [
    '',
    '.',
    'x',
    `${Number(until) + 1}.${mac}`,
    `${until}.`,
    `${until}.${mac}x`,
    `NaN.${mac}`,
  ])
    expect(await openCasePage(app, code, made)).toBe('locked')
})

test('the sixth try of an hour and the eleventh of a day are refused, right or wrong', async () => {
  const { app, code } = await createLocked()
  const tries = async (...said: string[]) => {
    const answers = []
    for (const each of said) answers.push(await unlockCasePage(app, code, each))
    return answers
  }
  const wrong = '0000'
  expect(await tries(wrong, wrong, wrong, wrong, wrong, wrong, digits)).toEqual([
    ...Array.from({ length: 5 }, () => 'wrong'),
    ...['too_many', 'too_many'],
  ])
  app.advance(3_600_000)
  expect(await tries(wrong, digits)).toEqual(['wrong', { pass: expect.any(String) }])
  app.advance(3_600_000)
  expect(await tries(wrong, wrong, wrong, digits)).toEqual(['wrong', 'wrong', 'wrong', 'too_many'])
  app.advance(day)
  expect(await tries(digits)).toEqual([{ pass: expect.any(String) }])
})

test('a page without digits takes any, and a code that is none is not found', async () => {
  const { app, code } = await createRepair()
  expect(await unlockCasePage(app, code, '0000')).toEqual({})
  await expect(unlockCasePage(app, '000000000000', digits)).rejects.toEqual(refusal('not_found'))
})

test('a page follows the setting when its case changes, and keeps its lock while the phone is the same', async () => {
  const { app, page } = await createRepair()
  await editSettings(app, admin, asking)
  const { lock } = await page()
  expect(lock).toBeDefined()
  expect((await page()).lock).toEqual(lock)
  const [printer] = app.all('case')
  if (!printer) throw new Error('There is no case')
  await app.commit({ ...printer, phone: '+12065559999' })
  const next = (await page()).lock
  expect(next?.key).not.toBe(lock?.key)
  await editSettings(app, admin, { casePageAsksDigits: 'off' })
  expect(await page()).not.toHaveProperty('lock')
})

test('neither the digits nor a hash that two pages share lie on a page', async () => {
  const { app, printer } = await createLocked()
  const laptop = await openCase(app, 'Laptop')
  await createCaseLink(app, ana, laptop.id)
  const [first, second] = app.all('case_page')
  expect(first?.lock?.digits).not.toBe(second?.lock?.digits)
  expect(first?.caseId).toBe(printer.id)
  expect(Object.values(first?.lock ?? {}).join(' ')).not.toContain(digits)
})

test('of many long entries the newest stand on the page', async () => {
  const { app, printer, words } = await createRepair()
  for (let i = 0; i < 55; i++) {
    app.advance(1000)
    await addComment(app, ana, printer.id, { body: `${i} ${'x'.repeat(1500)}`, public: true })
  }
  const shown = await words()
  expect(shown[0]).toMatch(/^54 /)
  expect(shown.length).toBeGreaterThan(35)
  expect(shown.join('').length).toBeLessThanOrEqual(60_000)
})

test('no phone of the customer lies on the page', async () => {
  const { app, page } = await createRepair()
  await receive(app, { body: 'It is broken' })
  expect(JSON.stringify(await page())).not.toContain(customer.slice(-7))
})
