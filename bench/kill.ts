// Whether anything is lost or doubled when the system is killed again and again under a mixed load: `npm run bench:kill`,
// with a number of rounds behind it where 20 are not wanted. Each round kills the process (SIGKILL) in the middle of texts
// from customers, some with three pictures by Twilio, replies, single texts of a program, closings; starts it again on the
// same data; and repeats every request that had no answer, with the same Idempotency-Key or carrier id. Exits with 1 where
// something was lost or doubled.
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import {
  type Addresses,
  handset,
  type Page,
  type Person,
  readAll,
  signIn,
  simulator,
  until,
} from '../test/support/flows/client.ts'
import { createProcess } from '../test/support/flows/process.ts'
import { mediaSamples } from '../test/support/media-samples.ts'
import { liftRates, ourNumber } from './local.ts'
import { printTable, printTitle } from './table.ts'

type Conversation = { id: string; phone: string; state: string }
type Media = { index: number; status: string; kind?: string; thumbnail_url?: string }
type Message = { id: string; body: string; status: string; direction: string; media: Media[] }
type Running = { addresses: Addresses; ana: Person; admin: Person }
/** A request that is repeated until it has an answer. `done`: the status that it had at last. */
type Wish = {
  kind: 'in' | 'pictures' | 'reply' | 'single'
  phone: string
  body: string
  key: string
  done?: number
}

const twilioNumber = '+12065550102'
const [photo] = await mediaSamples()
const data = Buffer.from(photo?.bytes ?? []).toString('base64')
const pictures = Array.from({ length: 3 }, () => ({ content_type: 'image/jpeg', data }))

const phones = Array.from({ length: 24 }, (_, n) => `+1206555${6000 + n}`)
const finals = ['delivered', 'undelivered', 'failed', 'unknown', 'blocked', 'canceled']

const start = async (system: ReturnType<typeof createProcess>): Promise<Running> => {
  const addresses = await system.start()
  const admin = await signIn(addresses, 'admin@example.com')
  return { addresses, admin, ana: await signIn(addresses, 'ana@example.com') }
}

/** The open conversation of a phone, claimed by Ana. */
const openOf = async ({ ana }: Running, phone: string): Promise<string | undefined> => {
  const { body } = await ana.get<Page<Conversation>>(
    `/v1/conversations?tab=active&phone=${encodeURIComponent(phone)}`,
  )
  const open = body.data.find(({ state }) => state === 'open')
  if (open) await ana.post(`/v1/conversations/${open.id}/claim`)
  return open?.id
}

const send = async (run: Running, { kind, phone, body, key }: Wish): Promise<number | undefined> => {
  const once = { 'idempotency-key': key }
  if (kind === 'in') return (await handset(run.addresses, phone).text(ourNumber, body, key)).status
  if (kind === 'pictures')
    return (await handset(run.addresses, phone).text(twilioNumber, body, key, pictures)).status
  if (kind === 'single')
    return (await run.admin.post('/v1/messages', { to: phone, body, origin: 'api' }, once)).status
  const id = await openOf(run, phone)
  return id ? (await run.ana.post(`/v1/conversations/${id}/messages`, { body }, once)).status : undefined
}

/** A wish stays without `done` where no answer came: the process was gone. */
const fulfil = async (run: Running, wish: Wish): Promise<void> => {
  try {
    const status = await send(run, wish)
    if (status !== undefined && status < 500) wish.done = status
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error
  }
}

const kinds = ['in', 'reply', 'pictures', 'single'] as const

const customer = async (run: Running, phone: string, wishes: Wish[], running: () => boolean) => {
  for (let i = 0; running(); i++) {
    const kind = kinds[i % kinds.length] ?? 'in'
    const wish: Wish = { kind, phone, body: `${kind} ${wishes.length} of ${phone}`, key: randomUUID() }
    wishes.push(wish)
    await fulfil(run, wish)
    if (i % 9 === 8) await close(run, phone).catch(() => undefined)
  }
}

const close = async (run: Running, phone: string) => {
  const id = await openOf(run, phone)
  if (id) await run.ana.post(`/v1/conversations/${id}/close`, {})
}

const round = async (system: ReturnType<typeof createProcess>, run: Running, wishes: Wish[]) => {
  let alive = true
  const load = phones.map((phone) => customer(run, phone, wishes, () => alive))
  await pause(1500 + Math.random() * 3000)
  await system.kill()
  alive = false
  await Promise.all(load)
  const next = await start(system)
  for (const wish of wishes.filter(({ done }) => done === undefined)) await fulfil(next, wish)
  return next
}

const messagesOf = async ({ admin }: Running, phone: string): Promise<Message[]> => {
  const list = `/v1/messages?phone=${encodeURIComponent(phone)}`
  return readAll<Message>(admin, list)
}

const isOurs = ({ kind }: Wish) => kind === 'reply' || kind === 'single'

/** Three thumbnails, in order. */
const hasPictures = ({ media }: Message): boolean =>
  media.length === 3 &&
  media.every(({ index, status, kind, thumbnail_url }, i) => {
    return index === i && status === 'ready' && kind === 'image' && thumbnail_url !== undefined
  })

const judge = async (run: Running, wishes: Wish[]) => {
  const stored = (await Promise.all(phones.map((phone) => messagesOf(run, phone)))).flat()
  const shown = (await Promise.all(phones.map((phone) => handset(run.addresses, phone).messages()))).flat()
  const atPhone = (body: string) =>
    shown.filter((text) => text.direction === 'outbound' && text.body === body).length
  const accepted = wishes.filter(({ done }) => done !== undefined && done < 300)
  const kept = (wish: Wish) => stored.filter(({ body }) => body === wish.body)
  const delivered = (wish: Wish) => kept(wish).some(({ status }) => status === 'delivered')
  const own = stored.filter(({ direction }) => direction === 'outbound')
  return {
    accepted: accepted.length,
    'with pictures': accepted.filter(({ kind }) => kind === 'pictures').length,
    lost: accepted.filter((wish) => kept(wish).length === 0).length,
    'stored twice': wishes.filter((wish) => kept(wish).length > 1).length,
    'twice on a phone': wishes.filter(({ body }) => atPhone(body) > 1).length,
    'delivered, not on the phone': accepted.filter((w) => isOurs(w) && delivered(w) && !atPhone(w.body))
      .length,
    'without its pictures': accepted.filter((w) => w.kind === 'pictures' && !kept(w).every(hasPictures))
      .length,
    'not final': own.filter(({ status }) => !finals.includes(status)).length,
    unknown: own.filter(({ status }) => status === 'unknown').length,
  }
}

/** Kills the system so many times and prints what became of the texts. Gives whether nothing was lost or doubled. */
export const benchKill = async (rounds: number): Promise<boolean> => {
  // What carriers were given of addresses has to work after each start.
  const system = createProcess(Number(process.env.PORT ?? 4100))
  const wishes: Wish[] = []
  try {
    let run = await start(system)
    await liftRates(run.addresses)
    for (let n = 1; n <= rounds; n++) {
      run = await round(system, run, wishes)
      console.info(`round ${n}: ${wishes.filter(({ done }) => done !== undefined).length} answered`)
    }
    const settled = async () => (await judge(run, wishes))['not final'] === 0
    await until('every message is final', settled, 300).catch((error: Error) => console.error(error.message))
    // What a killed carrier told nobody is in its list, and a file that was being fetched comes again in some minutes.
    await simulator(run.addresses).travel({ advance: 'PT15M' })
    const whole = async () => {
      const { lost, 'without its pictures': unseen } = await judge(run, wishes)
      return lost + unseen === 0
    }
    await until('every picture is there', whole, 300).catch((error: Error) => console.error(error.message))
    const { accepted, 'with pictures': withPictures, unknown, ...faults } = await judge(run, wishes)
    printTitle(`Killed ${rounds} times under a mixed load`)
    printTable([{ accepted, 'with pictures': withPictures, unknown, ...faults }])
    return Object.values(faults).every((count) => count === 0)
  } finally {
    await system.remove()
  }
}

if (import.meta.main) process.exitCode = (await benchKill(Number(process.argv[2] ?? 20))) ? 0 : 1
