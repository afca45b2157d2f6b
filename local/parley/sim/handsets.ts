import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { json, problem, type Reply, type Request } from '../../runner/core/http.ts'
import type { HandsetMessage } from '../carrier/handset.ts'
import type { InboundText } from '../carrier/inbound.ts'
import type { Carrier } from '../carrier/send-text.ts'
import { businessNumber, parse, parseBody, phone } from './input.ts'

/** Pictures and other files that phones sent, kept until they are fetched. */
export type Media = {
  put(id: string, contentType: string, data: Buffer): string
  get(id: string): Reply
  /** Where it is fetched. */
  urlOf(id: string): string
  /** The bytes, by the address that `put` gave. */
  read(address: string): Buffer
}

type Sending = {
  carrier: Carrier
  media: Media
  receive(text: InboundText): Promise<string>
}

const maximumBytes = 12 * 1024 * 1024

const sent = z.strictObject({
  to: businessNumber,
  body: z.string(),
  media: z
    .array(z.strictObject({ content_type: z.string().min(1), data: z.base64() }))
    .max(10)
    .optional(),
  id: z.string().min(1).max(200).optional(),
})

/** A customer's phone sends a text. Answered when it is safe on its way. */
export const sendFromPhone = async (
  { carrier, media, receive }: Sending,
  request: Request,
  from: string,
): Promise<Reply> => {
  if (request.body.length > maximumBytes) return problem(413, `At most ${maximumBytes} bytes are taken.`)
  parse(phone, from)
  const { to, body, id, media: files = [] } = parseBody(sent, request)
  if (body === '' && files.length === 0) return problem(422, 'body must not be empty when there are no media')
  const stored = files.map(({ content_type, data }) => {
    const url = media.put(randomUUID(), content_type, Buffer.from(data, 'base64'))
    return { content_type, url }
  })
  carrier.numbers.see(to)
  const text = { from, to, body, id, ...(stored.length > 0 && { media: stored }) }
  return json(201, { id: await receive(text) })
}

/** All texts of a phone, oldest first, as it shows them. */
export const listTexts = ({ network }: Carrier, of: string): Reply => {
  parse(phone, of)
  const data: HandsetMessage[] = network.messages(of)
  return json(200, { data })
}
