import { expect, test } from 'vitest'
import { addComment } from '#domain/cases/add-comment.ts'
import { readAttachments, showEntry } from '#domain/cases/attachments.ts'
import { fileByHand } from '#domain/cases/file-by-hand.ts'
import { readCaseTimeline } from '#domain/cases/read-case.ts'
import { undoFiling } from '#domain/cases/undo-filing.ts'
import { caseOf, followAll, openCase } from '../../support/casework.ts'
import { admin, ana, createOffice, receive, refusal } from '../../support/conversing.ts'
import { outsider } from '../../support/people.ts'

const media = [{ index: 0, url: 'https://files.example/1', contentType: 'image/jpeg' }]

/** A printer in repair, of which the customer sends words and two photographs. */
const createRepair = async () => {
  const app = await createOffice()
  const printer = await openCase(app, 'Printer')
  await receive(app, { body: 'It is broken' })
  const first = await receive(app, { body: 'Look', media })
  const second = await receive(app, { body: '', media })
  await followAll(app)
  const texts = async () => (await readAttachments(app, ana, printer.id)).map(({ message }) => message?.id)
  return { app, printer, first, second, texts }
}

test('the pictures of texts that are filed to a case are its attachments, newest first, each once', async () => {
  const { app, first, second, texts } = await createRepair()
  await followAll(app)
  expect(await texts()).toEqual([second.id, first.id])
})

test('a text that is filed elsewhere takes its pictures along, and brings them back', async () => {
  const { app, printer, first, second, texts } = await createRepair()
  const laptop = await openCase(app, 'Laptop')
  await fileByHand(app, ana, first.id, { caseId: laptop.id })
  expect(await texts()).toEqual([second.id])
  expect((await readAttachments(app, ana, laptop.id)).map(({ message }) => message?.id)).toEqual([first.id])
  await undoFiling(app, ana, first.id)
  expect(await texts()).toEqual([second.id, first.id])
  expect(caseOf(app, laptop.id).attachments).toBeUndefined()
  expect(caseOf(app, printer.id).attachments).toHaveLength(2)
})

test('customers may see texts until somebody takes that away, and comments as they were written', async () => {
  const { app, printer } = await createRepair()
  const [shown] = await readAttachments(app, ana, printer.id)
  const id = shown?.entry.id as NonNullable<typeof shown>['entry']['id']
  expect(shown?.entry).not.toHaveProperty('internal')
  await showEntry(app, ana, printer.id, id, false)
  expect((await readAttachments(app, ana, printer.id))[0]?.entry).toMatchObject({ internal: true })
  await showEntry(app, ana, printer.id, id, true)
  expect((await readAttachments(app, ana, printer.id))[0]?.entry).not.toHaveProperty('internal')
  const comment = await addComment(app, ana, printer.id, { body: 'Ordered.', public: false })
  const { entry } = await showEntry(app, ana, printer.id, comment.id, true)
  expect(entry).toMatchObject({ type: 'comment', public: true })
  await expect(showEntry(app, outsider, printer.id, id, false)).rejects.toEqual(refusal('not_found'))
})

test('what a customer may not see stays so when it is filed to another case, and back', async () => {
  const { app, printer, first } = await createRepair()
  const laptop = await openCase(app, 'Laptop')
  const hidden = async (id: typeof printer.id) =>
    (await readAttachments(app, ana, id))
      .filter(({ message }) => message?.id === first.id)
      .map(({ entry }) => entry.type === 'text' && entry.internal === true)
  const [entry] = (await readAttachments(app, ana, printer.id)).filter(
    ({ message }) => message?.id === first.id,
  )
  const id = entry?.entry.id as NonNullable<typeof entry>['entry']['id']
  await showEntry(app, ana, printer.id, id, false)
  await fileByHand(app, ana, first.id, { caseId: laptop.id })
  expect(await hidden(laptop.id)).toEqual([true])
  await undoFiling(app, ana, first.id)
  expect(await hidden(printer.id)).toEqual([true])
  await fileByHand(app, ana, first.id, { caseId: laptop.id })
  await showEntry(app, ana, laptop.id, id, true)
  await undoFiling(app, ana, first.id)
  expect(await hidden(printer.id)).toEqual([false])
})

test('a change of a case is nothing that customers see', async () => {
  const { app, printer } = await createRepair()
  const { records } = await readCaseTimeline(app, admin, printer.id, { limit: 25 })
  const change = records.find(({ entry }) => entry.type === 'change')
  const attempt = showEntry(app, admin, printer.id, change?.entry.id ?? 'cen_none', true)
  await expect(attempt).rejects.toEqual(expect.objectContaining({ code: 'validation_failed' }))
})

test('a case keeps its last twenty texts with pictures', async () => {
  const { app, printer, texts } = await createRepair()
  for (let i = 0; i < 21; i++) await receive(app, { body: `photo ${i}`, media })
  await followAll(app)
  expect(await texts()).toHaveLength(20)
  expect(caseOf(app, printer.id).attachments).toHaveLength(20)
})
