import { afterAll, expect, test } from 'vitest'
import { handset, type Page, type Person, readAll, signIn, until } from '../support/flows/client.ts'
import { createProcess } from '../support/flows/process.ts'

type Conversation = { id: string; phone: string }
type Message = { id: string; body: string; status: string; direction: string }

const ourNumber = '+12065550100'
const system = createProcess()
afterAll(system.remove)

const inboundOf = async (ana: Person): Promise<Map<string, string[]>> => {
  const { body } = await ana.get<Page<Conversation>>('/v1/conversations?tab=active&limit=100')
  const found = new Map<string, string[]>()
  for (const { id, phone } of body.data) {
    const messages = await readAll<Message>(ana, `/v1/conversations/${id}/messages`)
    const texts = messages.filter(({ direction }) => direction === 'inbound').map((message) => message.body)
    found.set(phone, [...(found.get(phone) ?? []), ...texts.toReversed()])
  }
  return found
}

test('nothing that was accepted is lost when the system is killed in the middle of a load', async () => {
  const before = await system.start()
  const accepted = new Map<string, string[]>()
  const count = () => [...accepted.values()].flat().length
  const load = Array.from({ length: 20 }, async (_, n) => {
    const phone = `+1206555${4000 + n}`
    accepted.set(phone, [])
    for (let i = 0; i < 20; i++) {
      const { status } = await handset(before, phone).text(ourNumber, `text ${i}`)
      if (status < 300) accepted.get(phone)?.push(`text ${i}`)
    }
  })
  const over = Promise.allSettled(load)
  await until('half of the load', async () => count() >= 200)
  await system.kill()
  await over
  const taken = count()

  const after = await system.start()
  const ana = await signIn(after, 'ana@example.com')
  const missing = async () => {
    const stored = await inboundOf(ana)
    return [...accepted].flatMap(([phone, texts]) =>
      texts.filter((text) => !stored.get(phone)?.includes(text)),
    )
  }
  await until('every accepted text', async () => (await missing()).length === 0)
  const stored = await inboundOf(ana)
  console.info({ accepted: taken, stored: [...stored.values()].flat().length })
  for (const [phone, texts] of stored) {
    expect(new Set(texts).size, `twice: ${phone}`).toBe(texts.length)
    const numbers = texts.map((text) => Number(text.slice(5)))
    expect(numbers, `order: ${phone}`).toEqual(numbers.toSorted((a, b) => a - b))
  }
})
