import { randomUUID } from 'node:crypto'
import { webhookFaults } from '../carrier/faults.ts'
import type { InboundText } from '../carrier/inbound.ts'
import type { Account } from './accounts.ts'
import type { Dialect } from './dialect.ts'
import type { KeptText } from './texts.ts'
import { callWebhook } from './webhook.ts'
import type { World } from './world.ts'

/**
 * Delivers a customer's text to a number of an account: the phone shows it, the carrier keeps it and tells the company.
 * Settles when the company took it, or the carrier gave up. Gives the carrier's id.
 */
export const receiveAtCarrier = async (
  text: InboundText,
  account: Account,
  dialect: Dialect,
  world: World,
): Promise<string> => {
  const kept = keep(text, account, dialect, world)
  const { id, from, to, body } = kept
  world.network.carry({ id, from, to, body, direction: 'inbound', ...(text.media && { media: text.media }) })
  await tell(kept, account, dialect, world)
  const answer = dialect.answer(account, kept, world)
  if (answer)
    world.network.carry({ id: randomUUID(), direction: 'outbound', from: to, to: from, body: answer })
  return id
}

/** The same text, delivered once more, is the one that is kept. */
const keep = (text: InboundText, account: Account, dialect: Dialect, world: World): KeptText => {
  const { from, to, body, media = [] } = text
  const id = dialect.textId(media.length > 0, text.id)
  const known = world.texts.get(account, id)
  if (known) return known
  const files = media.map(({ content_type, url }) => {
    const file = url.split('/').at(-1) ?? ''
    return {
      id: dialect.fileId(),
      file,
      contentType: content_type,
      bytes: world.media.get(file).body?.length ?? 0,
    }
  })
  const at = world.clock.now()
  const kept = { id, direction: 'inbound' as const, from, to, body, at, status: 'received', media: files }
  world.texts.save(account, kept)
  return kept
}

const tell = async (text: KeptText, account: Account, dialect: Dialect, world: World) => {
  const fault = world.faults.next(dialect.carrier, webhookFaults)
  if (fault === 'webhook_lost') return
  const times = fault === 'webhook_twice' ? 2 : 1
  for (let told = 0; told < times; told++)
    if (!(await callWebhook(dialect.inbound(account, text, world))))
      world.log(dialect.carrier, 'A webhook was not taken: the text is in the list of the account.', 'error')
}
