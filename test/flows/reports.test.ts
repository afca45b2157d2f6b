import { afterAll, beforeAll, expect, test } from 'vitest'
import { handset, type Person, signIn, simulator, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'

const ourNumber = '+12065550100'
const phone = '+12065550181'

let stack: Awaited<ReturnType<typeof startStack>>
let admin: Person
beforeAll(async () => {
  stack = await startStack()
  admin = await signIn(stack.endpoints, 'admin@example.com')
})
afterAll(() => stack.stop())

const today = () => new Date().toISOString().slice(0, 10)

test('a text, its answer and its receipt stand in the reports, and the file has the same numbers', async () => {
  const { ana, endpoints } = stack
  await handset(endpoints, phone).text(ourNumber, 'Is my bike ready?')
  const { id } = await until('the conversation', async () => {
    const { data } = await ana.api.listConversations({ query: { phone } })
    return data[0]
  })
  await ana.api.claimConversation({ id })
  await ana.api.sendMessage({ id, body: { body: 'It is “ready”.' } })
  await until('the receipt', async () => {
    const { data } = await ana.api.listMessages({ id })
    return data.some(({ status }) => status === 'delivered')
  })

  const range = { from: today(), to: today() }
  const counted = await until('the report', async () => {
    await simulator(endpoints).countFacts()
    const report = await admin.api.getReport({ report: 'delivery', query: { ...range, by: 'agent' } })
    return report.data.find((row) => Number(row.delivered) > 0) && report
  })
  expect(counted.data).toHaveLength(1)
  expect(counted.data[0]).toMatchObject({ sent: 1, delivered: 1 })
  const responses = await admin.api.getReport({ report: 'responses', query: range })
  expect(responses.totals).toMatchObject({ first_answered: 1, unanswered: 0 })
  const spend = await admin.api.getReport({ report: 'spend', query: range })
  expect(spend).toMatchObject({ zone: 'UTC', data_until: expect.any(String) })

  const file = await admin.api.getReportFile({ report: 'spend', query: range })
  const [header = [], first = [], totals = []] = file.split('\r\n').map((line) => line.split(','))
  expect(header).toEqual(['key', ...spend.columns])
  expect(first).toEqual(header.map((column) => String(spend.data[0]?.[column] ?? '')))
  expect(totals).toEqual(header.map((column) => String(spend.totals[column] ?? '')))
})
