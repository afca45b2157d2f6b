import { afterAll, beforeAll, expect, test } from 'vitest'
import { handset, type Page, type Person, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'

type Conversation = { id: string; phone: string; state: string; unread: boolean }
type Message = { id: string; body: string; reactions?: { emoji: string; by: string }[] }

const ourNumber = '+12065550100'
const phone = '+12065554101'
let parley: Awaited<ReturnType<typeof startStack>>
let ana: Person
beforeAll(async () => {
  parley = await startStack()
  ana = parley.ana
})
afterAll(() => parley.stop())

test('a like is seen on the text that it is about, and leaves the closed conversation closed', async () => {
  const customer = handset(parley.endpoints, phone)
  await customer.text(ourNumber, 'When do you come?')
  const { id } = await until('the conversation', async () => {
    const { body } = await ana.get<Page<Conversation>>('/v1/conversations?tab=active&limit=100')
    return body.data.find((conversation) => conversation.phone === phone)
  })
  await ana.post(`/v1/conversations/${id}/claim`)
  const sent = await ana.post<Message>(`/v1/conversations/${id}/messages`, { body: 'See you at 9' })
  await until('the text on the phone', async () =>
    (await customer.messages()).some(({ body }) => body === 'See you at 9'),
  )
  await ana.post(`/v1/conversations/${id}/close`)
  await customer.text(ourNumber, 'Liked “See you at 9”')
  const reactions = async () => (await ana.get<Message>(`/v1/messages/${sent.body.id}`)).body.reactions
  await until('the reaction', async () => (await reactions())?.length === 1)
  expect(await reactions()).toMatchObject([{ emoji: '👍', by: phone }])
  await customer.text(ourNumber, 'Removed a like from “See you at 9”')
  await until('no reaction', async () => (await reactions()) === undefined)
  const { body } = await ana.get<Conversation>(`/v1/conversations/${id}`)
  expect(body).toMatchObject({ state: 'closed', unread: false })
})
