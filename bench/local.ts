// How long a text takes through the whole system, and how many go through it in a second, as it runs on this machine:
// the deployed bundles on emulators, one worker thread a copy. The figures are those of the machine; what they show is
// where time is lost, and whether a change made it worse.
import { cpus } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import {
  type Addresses,
  handset,
  type Page,
  type Person,
  signIn,
  simulator,
} from '../test/support/flows/client.ts'
import { createProcess } from '../test/support/flows/process.ts'
import { printTable, printTitle, quantile } from './table.ts'
import { createTwilio } from './webhooks.ts'

type Conversation = { id: string; phone: string; last_message?: { preview: string } }
type Message = { id: string; status: string }
type System = { addresses: Addresses; ana: Person }

export const ourNumber = '+12065550100'
const singles = 30
const phones = 20
const textsOfEach = 10

export const benchLocal = async (): Promise<void> => {
  const system = createProcess()
  try {
    const addresses = await system.start()
    const run: System = { addresses, ana: await signIn(addresses, 'ana@example.com') }
    await liftRates(addresses)
    printTitle(
      `One text after the other through the local stack (this machine, ${cpus().length} CPUs), milliseconds`,
    )
    const page = await timePage(run)
    printTable([...(await timeSingles(run)), page, ...(await timeWebhooks(run, page.median))])
    printTitle('Many texts at once through the local stack (this machine)')
    printTable([await countInbound(run), await countOutbound(run), await countWebhooks(run)])
  } finally {
    await system.remove()
  }
}

/** What is measured is the system, not the pace that the number and its carrier keep. */
export const liftRates = async (addresses: Addresses) => {
  const admin = await signIn(addresses, 'admin@example.com')
  const numbers = await admin.get<Page<{ id: string }>>('/v1/numbers')
  const rate = { segments_per_second: 1000 }
  for (const { id } of numbers.body.data)
    await admin.patch(`/v1/numbers/${id}`, { rate }, { 'if-match': '*' })
  await simulator(addresses).settings({ parts_per_second: 10_000 })
}

/** Asks again every few milliseconds until there is an answer: seldom enough to leave the processor to the system. */
const waitFor = async <T>(milliseconds: number, ask: () => Promise<T | undefined | false>): Promise<T> => {
  const end = performance.now() + 300_000
  while (performance.now() < end) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    await pause(milliseconds)
  }
  throw new Error('Nothing came within five minutes')
}

const summary = (way: string, times: number[]) => ({
  way,
  median: Math.round(quantile(times, 0.5)),
  'nine in ten below': Math.round(quantile(times, 0.9)),
})

const newest = async ({ ana }: System, phone: string) => {
  const { body } = await ana.get<Page<Conversation>>('/v1/conversations?limit=1')
  const [first] = body.data
  return first?.phone === phone && first
}

const timeSingles = async (run: System) => {
  const times = {
    arrived: [] as number[],
    accepted: [] as number[],
    shown: [] as number[],
    delivered: [] as number[],
  }
  for (let i = 0; i < singles; i++) {
    const phone = `+1206555${2000 + i}`
    const begun = performance.now()
    const since = (start = begun) => performance.now() - start
    await handset(run.addresses, phone).text(ourNumber, 'Hello')
    const { id } = await waitFor(5, () => newest(run, phone))
    times.arrived.push(since())
    await run.ana.post(`/v1/conversations/${id}/claim`)
    const asked = performance.now()
    const { body } = await run.ana.post<Message>(`/v1/conversations/${id}/messages`, { body: 'Hi' })
    times.accepted.push(since(asked))
    await waitFor(5, async () =>
      (await handset(run.addresses, phone).messages()).some((text) => text.body === 'Hi'),
    )
    times.shown.push(since(asked))
    await waitFor(
      5,
      async () => (await run.ana.get<Message>(`/v1/messages/${body.id}`)).body.status === 'delivered',
    )
    times.delivered.push(since(asked))
  }
  return [
    summary("a customer's text, from the phone to the inbox", times.arrived),
    summary('an answer, until the API accepted it', times.accepted),
    summary('an answer, until the phone shows it', times.shown),
    summary('an answer, until it is delivered', times.delivered),
  ]
}

const timePage = async ({ ana }: System) => {
  const times: number[] = []
  for (let i = 0; i < singles; i++) {
    const begun = performance.now()
    await ana.get('/v1/conversations?limit=25')
    times.push(performance.now() - begun)
  }
  return summary('the first page of the inbox', times)
}

/** Beside the first page of the inbox, which is the measure of this machine. */
const timeWebhooks = async (run: System, page: number) => {
  const twilio = await createTwilio(run.addresses)
  const times = { accepted: [] as number[], arrived: [] as number[] }
  for (let i = 0; i < singles; i++) {
    const phone = `+1206555${5000 + i}`
    const begun = performance.now()
    await twilio.post(phone, 'Hello')
    times.accepted.push(performance.now() - begun)
    await waitFor(5, () => newest(run, phone))
    times.arrived.push(performance.now() - begun)
  }
  const ratio = (quantile(times.accepted, 0.5) / page).toFixed(2)
  return [
    summary(`a webhook of Twilio, until it is accepted (${ratio} of the page)`, times.accepted),
    summary('a webhook of Twilio, until its text is in the inbox', times.arrived),
  ]
}

/** Texts of one phone one after the other, as carriers post them, and all phones at once. */
const countWebhooks = async (run: System) => {
  const twilio = await createTwilio(run.addresses)
  return count('webhooks of Twilio, until they are accepted', () =>
    Promise.all(
      phonesOf(4000).map(async (phone) => {
        for (const text of texts) await twilio.post(phone, text)
      }),
    ),
  )
}

const phonesOf = (first: number) => Array.from({ length: phones }, (_, i) => `+1206555${first + i}`)
const texts = Array.from({ length: textsOfEach }, (_, i) => `text ${i}`)

/** Texts a second, from the first one until all of them are done. */
const count = async (way: string, work: () => Promise<unknown>) => {
  const begun = performance.now()
  await work()
  const all = phones * textsOfEach
  return { way, texts: all, 'texts a second': ((all / (performance.now() - begun)) * 1000).toFixed(1) }
}

const countInbound = (run: System) =>
  count('in: phones to the inbox', async () => {
    const sending = phonesOf(3000).map(async (phone) => {
      for (const text of texts) await handset(run.addresses, phone).text(ourNumber, text)
    })
    await Promise.all(sending)
    await waitFor(100, async () => {
      const arrived = await inboxOf(run, phonesOf(3000))
      return arrived.filter(({ last_message }) => last_message?.preview === texts.at(-1)).length === phones
    })
  })

const inboxOf = async ({ ana }: System, phones: string[]): Promise<Conversation[]> => {
  const { body } = await ana.get<Page<Conversation>>('/v1/conversations?limit=100')
  return body.data.filter(({ phone }) => phones.includes(phone))
}

const countOutbound = async (run: System) => {
  const conversations = await inboxOf(run, phonesOf(3000))
  await Promise.all(conversations.map(({ id }) => run.ana.post(`/v1/conversations/${id}/claim`)))
  return count('out: the API to the phones', () =>
    Promise.all(
      conversations.map(async ({ id, phone }) => {
        for (const body of texts) await run.ana.post(`/v1/conversations/${id}/messages`, { body })
        const shown = async () =>
          (await handset(run.addresses, phone).messages()).filter(
            (text) => text.direction === 'outbound' && texts.includes(text.body),
          )
        await waitFor(100, async () => (await shown()).length === texts.length)
      }),
    ),
  )
}

if (import.meta.main) await benchLocal()
