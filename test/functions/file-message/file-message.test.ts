import type { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { expect, test } from 'vitest'
import { createEvents } from '#adapters/aws/events.ts'
import { addComment } from '#domain/cases/add-comment.ts'
import { editCase, reopenCase, resolveCase } from '#domain/cases/edit-case.ts'
import { fileByHand } from '#domain/cases/file-by-hand.ts'
import { listCases } from '#domain/cases/list-cases.ts'
import { putCase } from '#domain/cases/put-case.ts'
import { undoFiling } from '#domain/cases/undo-filing.ts'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import { mergeContacts } from '#domain/contacts/merge-contacts.ts'
import { editSettings } from '#domain/settings/edit-settings.ts'
import { createTemplate } from '#domain/templates/create-template.ts'
import { queueWorker } from '../../../functions/edge/queue-worker.ts'
import { filingWork } from '../../../functions/file-message/filing-work.ts'
import { matches, type Pattern } from '../../../local/runner/events/pattern.ts'
import { caseOf, openCase } from '../../support/casework.ts'
import { admin, ana, createOffice, customer, program, receive } from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'
import { failuresOf, sqsRecord } from '../../support/sqs.ts'
import { createApp, templateOf } from '../../support/synthesize.ts'

const [rule] = Object.values(templateOf(createApp(), 'Cases').findResources('AWS::Events::Rule'))
const pattern: Pattern = rule?.Properties.EventPattern

type Told = { source: string; 'detail-type': string; detail: { by?: object; data: object } }

/** What the bus is told of everything that was written since some change. */
const told = async (app: FakeApp, since = 0): Promise<Told[]> => {
  const events: Told[] = []
  const send = async ({ input }: PutEventsCommand) => {
    for (const { Source = '', DetailType = '', Detail = '' } of input.Entries ?? [])
      events.push({ source: Source, 'detail-type': DetailType, detail: JSON.parse(Detail) })
    return {}
  }
  const bus = createEvents('parley-main', { send } as unknown as EventBridgeClient)
  await publishChanges({ ...app, events: bus }, app.changes.slice(since))
  return events
}

test('the rule lets through texts that are filed, and the function writes each into its case once', async () => {
  const app = await createOffice()
  await receive(app, { body: 'Do you repair printers?' })
  const printer = await openCase(app, 'Printer')
  const text = await receive(app, { body: 'Is it ready?' })
  const filed = (await told(app)).filter((event) => matches(pattern, event))
  expect(filed.map(({ detail }) => detail.data)).toMatchObject([{ message_id: text.id, case_id: printer.id }])
  const records = filed.map((event) => sqsRecord(JSON.stringify(event)))
  expect(await failuresOf(queueWorker(app.log, filingWork(app)), ...records, ...records)).toEqual([])
  expect(app.all('case_entry')).toMatchObject([{ type: 'text', messageId: text.id, caseId: printer.id }])
  expect(caseOf(app, printer.id).lastActivityAt).toBe(text.at)
})

test('the rule lets through what customers are told of their cases, and the function tells it once', async () => {
  const app = await createOffice()
  const words = { name: 'Open', body: 'It is open.', format: 'text', use: 'case' } as const
  const lists = { locales: {}, inputs: [], teamIds: [] }
  const { id: smsTemplateId } = await createTemplate(app, admin, { ...words, ...lists })
  const rule = { type: 'ticket', event: 'created', smsTemplateId, on: true } as const
  await editSettings(app, admin, { caseTexts: [rule] })
  await openCase(app, 'Printer')
  const due = (await told(app)).filter((event) => matches(pattern, event))
  expect(due.map((event) => event['detail-type'])).toEqual(['case.notice_due'])
  const records = due.map((event) => sqsRecord(JSON.stringify(event)))
  expect(await failuresOf(queueWorker(app.log, filingWork(app)), ...records, ...records)).toEqual([])
  expect(app.all('message')).toMatchObject([{ body: 'It is open.', origin: 'case' }])
  const texts = (await told(app)).filter(({ detail }) => detail.by && 'message_id' in detail.data)
  expect(texts.map(({ detail }) => detail.by)).toEqual([{ kind: 'rule', id: 'case' }])
})

test('the bus is told what becomes of a case, and by whom', async () => {
  const app = await createOffice()
  const printer = await openCase(app, 'Printer')
  const text = await receive(app)
  const since = app.changes.length
  await editCase(app, ana, printer.id, { status: 'On the bench' })
  await resolveCase(app, program, printer.id)
  await reopenCase(app, ana, printer.id)
  await addComment(app, ana, printer.id, { body: 'Ordered the part.', public: true })
  await fileByHand(app, ana, text.id, { caseId: null })
  await undoFiling(app, ana, text.id)
  const ofCases = (await told(app, since)).filter((event) => /^(case|message)\./.test(event['detail-type']))
  expect(ofCases.map((event) => [event['detail-type'], event.detail.by])).toEqual([
    ['case.updated', { kind: 'agent', id: ana.id }],
    ['case.resolved', { kind: 'program', id: 'crm' }],
    ['case.reopened', { kind: 'agent', id: ana.id }],
    ['case.commented', { kind: 'agent', id: ana.id }],
    ['message.filed', { kind: 'agent', id: ana.id }],
    ['message.filed', undefined],
  ])
  expect(ofCases.at(-1)?.detail.data).toMatchObject({ message_id: text.id, case_id: printer.id })
})

test('what an outside system says again, and a text of a case, tell nothing of the case', async () => {
  const app = await createOffice()
  const outside = { system: 'syncro', id: '77' }
  const { id } = await putCase(app, program, outside, { to: customer, subject: 'Printer' })
  await receive(app, { body: 'Is it ready?' })
  const since = app.changes.length
  await putCase(app, admin, outside, { to: customer, subject: 'Printer' })
  const filed = (await told(app)).filter((event) => matches(pattern, event))
  const records = filed.map((event) => sqsRecord(JSON.stringify(event)))
  expect(await failuresOf(queueWorker(app.log, filingWork(app)), ...records)).toEqual([])
  expect(caseOf(app, id).version).toBe(2)
  expect(await told(app, since)).toEqual([])
})

test('cases of a contact who is merged into another are listed under that one', async () => {
  const app = await createOffice()
  const printer = await openCase(app, 'Printer')
  const { contactId: target } = await openCase(app, 'Laptop', { to: '+12065550188' })
  await mergeContacts(app, admin, target, printer.contactId)
  const text = await receive(app)
  await fileByHand(app, ana, text.id, { caseId: printer.id })
  const merged = (await told(app)).filter(
    (event) => event['detail-type'] === 'contact.merged' && matches(pattern, event),
  )
  expect(merged).toHaveLength(1)
  const records = merged.map((event) => sqsRecord(JSON.stringify(event)))
  expect(await failuresOf(queueWorker(app.log, filingWork(app)), ...records, ...records)).toEqual([])
  expect(caseOf(app, printer.id).contactId).toBe(target)
  const { records: listed } = await listCases(app, ana, { limit: 25, contactId: printer.contactId })
  expect(listed.map(({ subject }) => subject)).toEqual(['Laptop', 'Printer'])
})
