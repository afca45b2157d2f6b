import { handset, until } from './client.ts'
import type { startStack } from './stack.ts'

const ourNumber = '+12065550100'

/** A customer texts, and Ana claims the conversation that comes of it. */
export const claimText = async (
  { endpoints, ana }: Pick<Awaited<ReturnType<typeof startStack>>, 'endpoints' | 'ana'>,
  phone: string,
  body = 'Hi',
) => {
  await handset(endpoints, phone).text(ourNumber, body)
  const conversation = await until(`the conversation with ${phone}`, async () => {
    const { data } = await ana.api.listConversations({ query: { phone } })
    return data[0]
  })
  return ana.api.claimConversation({ id: conversation.id })
}
