import { expect, test } from 'vitest'
import { addComment } from '#domain/cases/add-comment.ts'
import { readAttachments, showEntry } from '#domain/cases/attachments.ts'
import { createCaseLink, revokeCaseLink } from '#domain/cases/case-link.ts'
import { editCase, reopenCase, resolveCase } from '#domain/cases/edit-case.ts'
import { fileByHand } from '#domain/cases/file-by-hand.ts'
import { readCasePage } from '#domain/cases/read-case-page.ts'
import { sendCaseText } from '#domain/outbound/send-case-text.ts'
import { caseOf, followAll, openCase } from '../../support/casework.ts'
import { admin, ana, ben, createOffice, program, receive, refusal } from '../../support/conversing.ts'
import { outsider } from '../../support/people.ts'

const day = 24 * 3_600_000

const createRepair = async () => {
  const app = await createOffice()
  const printer = await openCase(app, 'Printer')
  const code = await createCaseLink(app, ana, printer.id)
  const words = async () =>
    (await readCasePage(app, code)).entries.map(({ entry, message }) =>
      entry.type === 'comment' ? entry.body : message?.body,
    )
  return { app, printer, code, words }
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
  expect((await readCasePage(app, next)).one.id).toBe(printer.id)
})

test('a code survives a change of the case', async () => {
  const { app, printer, code } = await createRepair()
  await editCase(app, ana, printer.id, { subject: 'Large printer' })
  expect((await readCasePage(app, code)).one.subject).toBe('Large printer')
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
  const { app, printer, code } = await createRepair()
  await resolveCase(app, ana, printer.id)
  app.advance(30 * day - 1)
  expect((await readCasePage(app, code)).one.state).toBe('done')
  app.advance(1)
  const ended = await readCasePage(app, code).catch((error) => error)
  const never = await readCasePage(app, '000000000000').catch((error) => error)
  expect(ended).toEqual(refusal('not_found'))
  expect(ended.message).toBe(never.message)
  await reopenCase(app, ana, printer.id)
  expect((await readCasePage(app, code)).one.state).toBe('open')
})

test('a page has public comments and texts, and nothing that the company keeps to itself', async () => {
  const { app, printer, words } = await createRepair()
  await receive(app, { body: 'It is broken' })
  app.advance(1000)
  await addComment(app, ana, printer.id, { body: 'A part is ordered', public: true })
  await addComment(app, ana, printer.id, { body: 'A bad customer', public: false })
  await editCase(app, ana, printer.id, { status: 'Waiting for parts' })
  await followAll(app)
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
