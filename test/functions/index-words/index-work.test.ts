import type { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { expect, test } from 'vitest'
import { createEvents } from '#adapters/aws/events.ts'
import { publishChanges } from '#domain/changes/publish-changes.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { findMessages, type MessageFilter } from '#domain/conversations/find-messages.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { editHeld } from '#domain/scheduled/edit-held.ts'
import { sendHeldNow } from '#domain/scheduled/send-held-now.ts'
import { editSettings } from '#domain/settings/edit-settings.ts'
import { queueWorker } from '../../../functions/edge/queue-worker.ts'
import { indexWork } from '../../../functions/index-words/index-work.ts'
import { matches, type Pattern } from '../../../local/runner/events/pattern.ts'
import { callApi } from '../../support/call.ts'
import {
  admin,
  ana,
  ben,
  conversationOf,
  createOffice,
  customer,
  program,
  receive,
  refusal,
} from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'
import { outsider } from '../../support/people.ts'
import { failuresOf, sqsRecord } from '../../support/sqs.ts'
import { createApp, templateOf } from '../../support/synthesize.ts'

const [rule] = Object.values(templateOf(createApp(), 'Search').findResources('AWS::Events::Rule'))
const pattern: Pattern = rule?.Properties.EventPattern

type Told = { source: string; 'detail-type': string; detail: object }

/** What the bus is told of everything that was written so far. */
const told = async (app: FakeApp): Promise<Told[]> => {
  const events: Told[] = []
  const send = async ({ input }: PutEventsCommand) => {
    for (const { Source = '', DetailType = '', Detail = '' } of input.Entries ?? [])
      events.push({ source: Source, 'detail-type': DetailType, detail: JSON.parse(Detail) })
    return {}
  }
  const bus = createEvents('parley-main', { send } as unknown as EventBridgeClient)
  await publishChanges({ ...app, events: bus }, [...app.changes])
  return events
}

/** The rule and the function take up what is new; gives how many events the rule let through. */
const index = async (app: FakeApp): Promise<number> => {
  const events = (await told(app)).filter((event) => matches(pattern, event))
  const records = events.map((event) => sqsRecord(JSON.stringify(event)))
  expect(await failuresOf(queueWorker(app.log, indexWork(app)), ...records)).toEqual([])
  return events.length
}

const createTalk = async () => {
  const app = await createOffice({ settings: { textSearch: 'on' } })
  await receive(app, { body: 'The boiler is cold again' })
  await receive(app, { body: 'My boiler leaks', from: '+12065550188' })
  app.advance(1000)
  await sendSingle(app, program, { to: customer, body: 'We repair your BÓILER on Monday.' })
  await index(app)
  return app
}

const page = { limit: 25 }
const find = async (app: FakeApp, words: string, filter: MessageFilter = {}, who = program) =>
  (await findMessages(app, who, { ...page, ...filter, words })).records.map(({ body }) => body)

test('texts in both directions are found by all their words, newest first', async () => {
  const app = await createTalk()
  expect(await find(app, 'boiler')).toEqual([
    'We repair your BÓILER on Monday.',
    'My boiler leaks',
    'The boiler is cold again',
  ])
  expect(await find(app, 'AGAIN boiler')).toEqual(['The boiler is cold again'])
  expect(await find(app, 'boil')).toEqual([])
  expect(await find(app, 'boiler', { direction: 'outbound' })).toHaveLength(1)
  expect(await find(app, 'boiler', { phone: '+12065550188' })).toEqual(['My boiler leaks'])
  const { createdAt = 0 } = (await findMessages(app, program, { ...page, words: 'leaks' })).records[0] ?? {}
  expect(await find(app, 'boiler', { createdBefore: createdAt })).toEqual(['The boiler is cold again'])
})

test('a search goes on from page to page', async () => {
  const app = await createTalk()
  const first = await findMessages(app, program, { limit: 2, words: 'boiler' })
  expect(first.records).toHaveLength(2)
  const rest = await findMessages(app, program, { limit: 2, words: 'boiler', cursor: first.nextCursor })
  expect(rest.records.map(({ body }) => body)).toEqual(['The boiler is cold again'])
  expect(rest.nextCursor).toBeUndefined()
})

test('the same event a second time changes nothing', async () => {
  const app = await createTalk()
  const entries = app.all('word_entry')
  expect(entries.length).toBeGreaterThan(10)
  await index(app)
  expect(app.all('word_entry')).toEqual(entries)
})

test('with the setting off no event comes to the function, nothing is written, and a search says why', async () => {
  const app = await createOffice()
  await receive(app, { body: 'The boiler is cold again' })
  expect(await index(app)).toBe(0)
  expect(app.all('word_entry')).toEqual([])
  expect(app.all('message').filter((message) => 'searchable' in message)).toEqual([])
  await expect(find(app, 'boiler')).rejects.toEqual(refusal('text_search_off'))
})

test('what came while the setting was off is not found, and what came before it was switched off is kept', async () => {
  const app = await createTalk()
  await editSettings(app, admin, { textSearch: 'off' })
  await receive(app, { body: 'No boiler at all' })
  await editSettings(app, admin, { textSearch: 'on' })
  await index(app)
  expect(await find(app, 'boiler')).toHaveLength(3)
})

test('a held text is found when it leaves, in the words that it has then', async () => {
  const app = await createOffice({ settings: { textSearch: 'on' } })
  const { id } = await sendSingle(app, ana, { to: customer, body: 'Radiators', sendAt: app.now + 3_600_000 })
  expect(await index(app)).toBe(0)
  const [held] = app.all('message')
  await editHeld(app, ana, id, { body: 'Thermostats', sendAt: app.now + 3_600_000 }, [held?.version ?? 0])
  await sendHeldNow(app, ana, id)
  expect(await index(app)).toBe(1)
  expect(await find(app, 'radiators')).toEqual([])
  expect(await find(app, 'thermostats')).toEqual(['Thermostats'])
})

test('nothing is found that is older than 90 days, even while DynamoDB still keeps it', async () => {
  const app = await createTalk()
  app.advance(90 * 24 * 60 * 60 * 1000 + 60_000)
  expect(app.all('word_entry').length).toBeGreaterThan(10)
  expect(await find(app, 'boiler')).toEqual([])
})

test('agents find nothing in closed conversations of others, and nobody anything of another workspace', async () => {
  const app = await createTalk()
  const [text] = app.all('message')
  if (!text) throw new Error('There is no text')
  const { id } = conversationOf(app, text)
  await claimConversation(app, ana, id)
  await closeConversation(app, ana, id, {})
  const leaks = ['My boiler leaks']
  const cold = [...leaks, 'The boiler is cold again']
  expect(await find(app, 'boiler', { direction: 'inbound' }, ben)).toEqual(leaks)
  for (const who of [ana, admin, program])
    expect(await find(app, 'boiler', { direction: 'inbound' }, who)).toEqual(cold)
  await expect(find(app, 'boiler', {}, outsider)).rejects.toEqual(refusal('text_search_off'))
  const sender = { ...program, scopes: ['send'] } as typeof program
  await expect(find(app, 'boiler', {}, sender)).rejects.toEqual(refusal('forbidden'))
})

test('a query without a word is refused, with its place', async () => {
  const app = await createTalk()
  await expect(callApi(app, 'findMessages', { query: { words: '? a' } })).rejects.toMatchObject({
    code: 'validation_failed',
    extra: { errors: [{ path: 'words' }] },
  })
})
