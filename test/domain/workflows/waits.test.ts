import { expect, test } from 'vitest'
import { claimConversation, giveUpClaim } from '#domain/conversations/claim-conversation.ts'
import type { NamedHours } from '#domain/hours/named-hours.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import type { Trigger } from '#domain/workflows/workflow.ts'
import { createAutomatedOffice } from '../../support/automating.ts'
import { ana, conversationOf } from '../../support/conversing.ts'
import { workspace } from '../../support/fake-app.ts'
import { doing, tag } from '../../support/workflow-samples.ts'

const minute = 60_000

const waiting = (trigger: Trigger) => ({
  id: 'wfl_wait' as const,
  trigger,
  cooldown: 0,
  ...doing(tag('late')),
})

const office: Omit<NamedHours, 'version'> = {
  ...{ kind: 'business_hours', workspace, id: 'hrs_1', name: 'Office', zone: 'America/New_York' },
  weekly: Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [
      day,
      [{ from: '09:00', to: '17:00' }],
    ]),
  ),
  holidays: [{ date: '2026-11-26', intervals: [] }],
  createdAt: 1,
}

const setUp = async (trigger: Trigger, hours?: Partial<NamedHours>) => {
  const desk = await createAutomatedOffice([waiting(trigger)])
  const { app } = desk
  const [number] = app.all('number')
  if (hours && number) {
    await app.commit({ ...office, ...hours, version: 0 }, { ...number, hoursId: 'hrs_1' })
    app.changes.length = 0
  }
  /** Lets every minute of a time go by, and tells at which the workflow ran. */
  const pass = async (until: number): Promise<string[]> => {
    const fired: string[] = []
    for (let at = Math.ceil((app.now + 1) / minute) * minute; at <= until; at += minute) {
      app.now = at
      const before = desk.runs().length
      await desk.endWaits()
      if (desk.runs().length > before) fired.push(new Date(at).toISOString())
    }
    return fired
  }
  return { ...desk, pass }
}

test.each<[string, string, string, Partial<NamedHours>]>([
  ['a closing', '2026-11-24T21:50:00Z', '2026-11-25T14:05:00.000Z', {}],
  ['a holiday', '2026-11-25T21:50:00Z', '2026-11-27T14:05:00.000Z', {}],
  // 1 November 2026, 02:00 EDT becomes 01:00 EST at 06:00Z
  ['a change of the clock', '2026-10-30T20:50:00Z', '2026-11-02T14:05:00.000Z', { weekly: office.weekly }],
])('fifteen minutes of open hours over %s end at the very minute', async (_, wrote, due, hours) => {
  const { app, hear, pass } = await setUp({ type: 'no_answer', minutes: 15, clock: 'open' }, hours)
  app.now = Date.parse(wrote) - 1000
  await hear('Hello?')
  expect(app.all('timer').map(({ due }) => new Date(due).toISOString())).toEqual([due])
  app.now = Date.parse(due) - 5 * minute
  expect(await pass(Date.parse(due) + 10 * minute)).toEqual([due])
  expect(app.all('conversation')[0]?.tags).toEqual(['late'])
})

test('whoever was answered in time is not waited for; by a workflow they were not', async () => {
  const { app, hear, settle, pass } = await setUp({ type: 'no_answer', minutes: 15, clock: 'all' })
  const text = await hear('Hello?')
  const { id } = conversationOf(app, text)
  await claimConversation(app, ana, id)
  await sendMessage(app, ana, id, { body: 'Hi' })
  await settle()
  expect(await pass(app.now + 30 * minute)).toEqual([])
  expect(app.all('timer')).toEqual([])
})

test('texts of one wait have one timer, and it ends once however often it comes', async () => {
  const { app, hear, pass, work, runs } = await setUp({ type: 'no_answer', minutes: 15, clock: 'all' })
  const { at: since, conversationId = 'cnv_' } = await hear('Hello?')
  await hear('Anybody?')
  expect(app.all('timer')).toHaveLength(1)
  expect(await pass(app.now + 30 * minute)).toHaveLength(1)
  const wait = { workspace, workflowId: 'wfl_wait', conversationId, since }
  await work({ wait })
  await work({ wait })
  expect(runs()).toHaveLength(1)
  expect(runs()[0]).toMatchObject({ trigger: 'no_answer', at: since + 15 * minute })
})

test('where the hours were changed meanwhile it waits on', async () => {
  const { app, hear, pass } = await setUp({ type: 'no_answer', minutes: 15, clock: 'open' }, {})
  app.now = Date.parse('2026-11-24T21:30:00Z') - 1000
  await hear('Hello?')
  const [hours] = app.all('business_hours')
  if (hours) await app.commit({ ...hours, holidays: [{ date: '2026-11-24', intervals: [] }] })
  expect(await pass(Date.parse('2026-11-24T23:00:00Z'))).toEqual([])
  app.now = Date.parse('2026-11-25T14:10:00Z')
  expect(await pass(Date.parse('2026-11-25T14:30:00Z'))).toEqual(['2026-11-25T14:15:00.000Z'])
})

test('what waits for the customer ends where they write, and where a text of ours comes after it', async () => {
  const { app, hear, settle, pass } = await setUp({ type: 'no_reply', minutes: 60, clock: 'all' })
  const text = await hear('Hello?')
  const { id } = conversationOf(app, text)
  await claimConversation(app, ana, id)
  const write = async () => {
    await sendMessage(app, ana, id, { body: 'Which order?' })
    await settle()
  }
  await write()
  expect(await pass(app.now + 30 * minute)).toEqual([])
  await write()
  const due = app.now + 60 * minute
  expect(await pass(due + 5 * minute)).toEqual([new Date(due).toISOString()])
  await write()
  await hear('1042')
  expect(await pass(app.now + 90 * minute)).toEqual([])
})

test('a conversation that nobody claims is found, from its beginning and from when it was given back', async () => {
  const { app, hear, settle, pass } = await setUp({ type: 'unclaimed', minutes: 10, clock: 'all' })
  const text = await hear('Hello?')
  const { id } = conversationOf(app, text)
  await pass(app.now + 5 * minute)
  await claimConversation(app, ana, id)
  await settle()
  await pass(app.now + 2 * minute)
  await giveUpClaim(app, ana, id)
  await settle()
  const due = Math.ceil((app.now + 10 * minute) / minute) * minute
  expect(await pass(due + 30 * minute)).toEqual([new Date(due).toISOString()])
})

test('one that was switched off meanwhile does nothing', async () => {
  const { app, hear, pass } = await setUp({ type: 'no_answer', minutes: 15, clock: 'all' })
  await hear('Hello?')
  const [workflow] = app.all('workflow')
  if (workflow) await app.commit({ ...workflow, on: false })
  expect(await pass(app.now + 30 * minute)).toEqual([])
})
