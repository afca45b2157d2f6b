import { beforeEach, expect, test } from 'vitest'
import { addNote } from '#domain/conversations/add-note.ts'
import { createEmail } from '#domain/emails/create-email.ts'
import { createEndpoint } from '#domain/webhooks/edit-endpoint.ts'
import { times } from '#wiring/times.ts'
import { queueWorker } from '../../../functions/edge/queue-worker.ts'
import { createAudiences, eventWork } from '../../../functions/fan-out-events/event-work.ts'
import { matches, type Pattern } from '../../../local/runner/events/pattern.ts'
import { callApi } from '../../support/call.ts'
import { openCase } from '../../support/casework.ts'
import { admin, ana, createOffice, program, receive } from '../../support/conversing.ts'
import { type FakeApp, workspace } from '../../support/fake-app.ts'
import { failuresOf, sqsRecord } from '../../support/sqs.ts'
import { createApp, templateOf } from '../../support/synthesize.ts'
import { type Told, toldToBus } from '../../support/told-to-bus.ts'

const [rule] = Object.values(templateOf(createApp(), 'Webhooks').findResources('AWS::Events::Rule'))
const pattern: Pattern = rule?.Properties.EventPattern

let app: FakeApp
let worker: ReturnType<typeof queueWorker>

const startFunction = () => {
  worker = queueWorker(app.log, eventWork(app, createAudiences(app, app.clock.now)))
}

beforeEach(async () => {
  app = await createOffice({ settings: { email: { fromAddress: 'help@acme.example' } } })
  startFunction()
})

const url = 'https://hooks.example.com/'
const everyText = ['message.received']

const tell = (eventTypes: string[], payload: 'full' | 'thin' = 'thin') =>
  createEndpoint(app, admin, { url, eventTypes, payload })

/** What the rule lets through of what was written since the last time. */
const news = async (): Promise<Told[]> => {
  const told = await toldToBus(app.changes.splice(0))
  return told.filter((event) => matches(pattern, event))
}

const recordOf = (event: Told) => sqsRecord(JSON.stringify(event))
const fanOut = async (events: Told[]) => failuresOf(worker, ...events.map(recordOf))

/** Texts of a customer, as the function is told of them. */
const someTexts = async (count: number): Promise<Told[]> => {
  for (let i = 0; i < count; i++) await receive(app)
  return (await news()).filter((event) => event['detail-type'] === 'message.received')
}

test('an event that the rule lets through is kept, and put on the queue for the endpoint that is told of it', async () => {
  const { endpoint } = await tell(everyText)
  const [event] = await someTexts(1)
  expect(event && (await fanOut([event]))).toEqual([])
  const kept = app.all('event')
  expect(kept).toMatchObject([{ id: event?.detail.id, type: 'message.received' }])
  expect(JSON.parse(kept[0]?.thin ?? '')).toEqual({
    ...{ id: event?.detail.id, type: 'message.received', at: event?.detail.at, workspace },
    ...{ version: '2026-11-01', data: event?.detail.data },
  })
  const job = { kind: 'event', workspace, endpointId: endpoint.id, place: kept[0]?.place }
  expect(app.webhookJobs).toEqual([job])
})

test('records that cannot be read fail alone, and the others are sent', async () => {
  await tell(everyText)
  const [first, second] = (await someTexts(2)).map(recordOf)
  const malformed = ['', 'no JSON', 'null', '[]', '{}', '{"detail":{}}'].map((body) => sqsRecord(body))
  if (!first || !second) throw new Error('There are no texts')
  const failures = (await failuresOf(worker, first, ...malformed, second)).toSorted()
  expect(failures).toEqual(malformed.map(({ messageId }) => messageId))
  expect(app.all('event')).toHaveLength(2)
  expect(app.webhookJobs).toHaveLength(2)
})

test('an event that could not be kept comes again alone, and is then kept and sent once', async () => {
  await tell(everyText)
  const events = (await someTexts(3)).map(recordOf)
  const failing = JSON.parse(events[1]?.body ?? '').detail.id
  const { keep } = app.eventLog
  app.eventLog.keep = async (...records) => {
    if (records.some((record) => record.kind === 'event' && record.id === failing))
      throw new Error('The table is busy.')
    await keep(...records)
  }
  expect(await failuresOf(worker, ...events)).toEqual([events[1]?.messageId])
  expect(app.webhookJobs).toHaveLength(2)
  app.eventLog.keep = keep
  app.advance(120_000)
  expect(await failuresOf(worker, ...events.slice(1, 2))).toEqual([])
  expect(app.all('event').map(({ id }) => id)).toContain(failing)
  expect(app.webhookJobs).toHaveLength(3)
})

test('an event whose jobs the queue did not take comes again, with the place and the bytes that it has', async () => {
  await tell(everyText)
  const [event] = await someTexts(1)
  if (!event) throw new Error('There is no text')
  const { send } = app.webhookQueue
  app.webhookQueue.send = () => Promise.reject(new Error('sqs answered 503.'))
  expect(await fanOut([event])).toHaveLength(1)
  const before = app.all('event')
  app.webhookQueue.send = send
  app.advance(120_000)
  expect(await fanOut([event])).toEqual([])
  expect(app.all('event')).toEqual(before)
  expect(app.webhookJobs.map((job) => 'place' in job && job.place)).toEqual([before[0]?.place])
})

test('whom a workspace tells is read once in five seconds, also by many events at once; then a new endpoint is told', async () => {
  let read = 0
  const { list } = app.webhookEndpoints
  app.webhookEndpoints.list = (...asked) => {
    read++
    return list(...asked)
  }
  startFunction()
  expect(await fanOut(await someTexts(10))).toEqual([])
  expect(read).toBe(1)
  await tell(everyText)
  read = 0
  app.advance(times.audienceKept)
  expect(await fanOut(await someTexts(1))).toEqual([])
  expect(read).toBe(1)
  expect(app.webhookJobs).toHaveLength(1)
})

test('whom a workspace tells is read again by the next event where it could not be read', async () => {
  await tell(everyText)
  const { list } = app.webhookEndpoints
  app.webhookEndpoints.list = () => Promise.reject(new Error('The table is busy.'))
  const texts = await someTexts(2)
  expect(await fanOut(texts)).toHaveLength(2)
  app.webhookEndpoints.list = list
  expect(await fanOut(texts)).toEqual([])
  expect(app.webhookJobs).toHaveLength(2)
})

/** The words of an event as an endpoint gets them that takes whole records. */
const fullOf = (type: string) => {
  const found = app.all('event').find((event) => event.type === type)
  return JSON.parse(found?.full ?? 'null').data
}

test('a full event has its record as the API shows it', async () => {
  const types = [
    'message.received',
    'conversation.created',
    'note.created',
    'case.created',
    'contact.created',
  ]
  await tell([...types, 'email.created'], 'full')
  const text = await receive(app)
  const talk = text.conversationId ?? 'cnv_no'
  const note = await addNote(app, ana, talk, { body: 'She called before.' })
  const printer = await openCase(app, 'Printer')
  const [contact] = app.all('contact')
  if (!contact) throw new Error('There is no contact')
  await app.commit({ ...contact, emails: ['jo@customer.example'] })
  const words = { contactId: contact.id, subject: 'Hello', body: 'It is ready.' }
  const email = await createEmail(app, program, words)
  expect(await fanOut(await news())).toEqual([])
  const shown = async (name: 'getMessage' | 'getCase' | 'getContact' | 'getEmail', id: string) =>
    (await callApi(app, name, { id })).body
  expect(fullOf('message.received')).toEqual(await shown('getMessage', text.id))
  expect(fullOf('case.created')).toEqual(await shown('getCase', printer.id))
  expect(fullOf('contact.created')).toEqual(await shown('getContact', contact.id))
  expect(fullOf('email.created')).toEqual(await shown('getEmail', email.id))
  expect(fullOf('note.created')).toMatchObject({ id: note.id, body: 'She called before.' })
  const {
    unread,
    new: _,
    expanded,
    ...conversation
  } = (await callApi(app, 'getConversation', { id: talk })).body
  expect(fullOf('conversation.created')).toEqual(conversation)
})

test('a full event whose record is gone has its ids', async () => {
  await tell(everyText, 'full')
  const [event] = await someTexts(1)
  app.messages.get = async () => undefined
  expect(event && (await fanOut([event]))).toEqual([])
  expect(app.all('event')).toMatchObject([{ id: event?.detail.id }])
  expect(app.all('event')[0]).not.toHaveProperty('full')
})
