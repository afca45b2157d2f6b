import type { Account } from './accounts.ts'
import type { Dialect } from './dialect.ts'
import type { KeptText } from './texts.ts'
import { callWebhook } from './webhook.ts'
import type { World } from './world.ts'

type Sent = {
  from: string
  to: string
  body: string
  callback?: string
  mediaUrls: string[]
  /** Nothing will be told of it. */
  silent: boolean
  /** Its receipts come a minute later: long after whoever waits for an answer has given up. */
  late: boolean
}

type Due = { account: string; id: string; callback: string; told: number }

const kindOf = ({ carrier }: Dialect) => `receipts due at ${carrier}`

/** Takes a company's text: it is on the phone when this settles, and receipts follow. Gives it as it is kept. */
export const acceptText = async (
  sent: Sent,
  account: Account,
  dialect: Dialect,
  world: World,
): Promise<KeptText> => {
  const { from, to, body, callback, mediaUrls } = sent
  const media = await Promise.all(mediaUrls.map((url) => copy(url, dialect, world)))
  const text: KeptText = {
    ...{ id: dialect.textId(media.length > 0), direction: 'outbound', from, to, body, media, callback },
    ...{ at: world.clock.now(), status: 'queued' },
  }
  const due = callback && !sent.silent ? { account: account.id, id: text.id, callback, told: 0 } : undefined
  world.accounts.assign(from, account)
  world.numbers.see(from)
  world.network.carry({
    ...{ id: text.id, direction: 'outbound', from, to, body },
    ...(media.length > 0 && {
      media: media.map(({ contentType, url }) => ({ content_type: contentType, url })),
    }),
    alongside: () => {
      world.texts.save(account, { ...text, media: media.map(({ url: _, ...file }) => file) })
      if (due) world.state.put(kindOf(dialect), text.id, due)
    },
  })
  if (due) begin(due, sent.late, dialect, world)
  return text
}

/** Carriers ask for the size of a file first, and then read it. Throws an Error where they cannot. */
const copy = async (url: string, dialect: Dialect, world: World) => {
  const head = await fetch(url, { method: 'HEAD' })
  const response = await fetch(url)
  if (!head.ok || !response.ok) throw new Error(`The file of a text was answered with ${response.status}.`)
  const data = Buffer.from(await response.arrayBuffer())
  const contentType = response.headers.get('content-type') ?? 'application/octet-stream'
  const id = dialect.fileId()
  return { id, file: id, contentType, bytes: data.length, url: world.media.put(id, contentType, data) }
}

/** Goes on with receipts that an earlier run planned and did not finish. */
export const resumeReceipts = (dialect: Dialect, world: World): void => {
  for (const due of world.state.list<Due>(kindOf(dialect))) start(due, dialect, world)
}

const minute = 60_000

const begin = (due: Due, late: boolean, dialect: Dialect, world: World) => {
  const tell = () => start(due, dialect, world)
  if (late) world.clock.at(world.clock.now() + minute, tell)
  else tell()
}

/** What a stop cuts off goes on after the next start. */
const start = (due: Due, dialect: Dialect, world: World) =>
  void tellReceipts(due, dialect, world).catch((error) =>
    world.log(dialect.carrier, `A receipt was not told: ${error}`, 'error'),
  )

const tellReceipts = async (due: Due, dialect: Dialect, world: World) => {
  const account = world.accounts.get(dialect.carrier, due.account)
  const text = account && world.texts.get(account, due.id)
  for (const [index, status] of dialect.way.entries()) {
    if (!text || index < due.told) continue
    const told = { ...text, status }
    world.texts.save(account, told)
    if (!(await callWebhook(dialect.receipt(account, told, due.callback))))
      world.log(dialect.carrier, 'A receipt was not taken.', 'error')
    world.state.put(kindOf(dialect), due.id, { ...due, told: index + 1 })
  }
  world.state.remove(kindOf(dialect), due.id)
}
