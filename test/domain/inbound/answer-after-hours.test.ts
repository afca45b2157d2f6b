import { expect, test } from 'vitest'
import { createOffice, customerWrites, evening, opening } from '../../support/after-hours-office.ts'
import type { FakeApp } from '../../support/fake-app.ts'

const hour = 60 * 60 * 1000
const day = 24 * hour
const texts = { afterHours: '(Company Name) is closed until 9.' }

const answers = (app: FakeApp) =>
  app.all('message').flatMap((m) => (m.direction === 'outbound' && m.origin === 'after_hours' ? [m] : []))

test('who writes after hours is told once in a closed period, and again in the next one', async () => {
  const app = await createOffice({ number: { texts } })
  for (const text of ['Hello', 'Anybody there?']) await customerWrites(app, text)
  expect(answers(app)).toMatchObject([{ body: 'Our company is closed until 9.', status: 'queued' }])
  app.now = opening
  await customerWrites(app, 'Good morning')
  expect(answers(app)).toHaveLength(1)
  app.now = evening + day
  await customerWrites(app, 'One more thing')
  expect(answers(app)).toHaveLength(2)
})

test('the answer comes after the welcome and after what was asked', async () => {
  const app = await createOffice({ number: { texts } })
  await customerWrites(app)
  const order = app.all('message').toSorted((a, b) => (a.id < b.id ? -1 : 1))
  expect(order.map(({ origin }) => origin)).toEqual(['customer', 'welcome', 'after_hours'])
})

test('each customer is told', async () => {
  const app = await createOffice({ number: { texts } })
  await customerWrites(app, 'Hello', '+12065550123')
  await customerWrites(app, 'Hello', '+12065550124')
  expect(answers(app).map(({ to }) => to)).toEqual(['+12065550123', '+12065550124'])
})

test.each(['STOP', 'START', 'HELP', 'please stop texting me'])(
  '"%s" is no question after hours',
  async (text) => {
    const app = await createOffice({ number: { texts } })
    await customerWrites(app, text)
    expect(answers(app)).toEqual([])
  },
)

test('who has opted out is told nothing', async () => {
  const app = await createOffice({ number: { texts } })
  await customerWrites(app, 'STOP')
  await customerWrites(app, 'Are you there?')
  expect(answers(app)).toEqual([])
})

test.each([
  ['has no text for it', { texts: {} }],
  ['has no hours', { texts, hoursId: undefined }],
  ['sends only what an agent sends', { texts, agentSendOnly: true }],
])('a number that %s says nothing', async (_, number) => {
  const app = await createOffice({ number })
  await customerWrites(app)
  expect(answers(app)).toEqual([])
})

test('the hours are told even where texts do not wait for them', async () => {
  const app = await createOffice({ number: { texts, hoursPolicy: 'off' } })
  await customerWrites(app)
  expect(answers(app)).toHaveLength(1)
})
