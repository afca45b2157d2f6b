import * as z from 'zod/mini'
import type { CarrierAccess, CarrierAdapter } from '../adapter.ts'
import { getJson } from '../get-json.ts'
import { accountAddress, apiAddress, credentialsOf } from './api.ts'

const listed = z.object({
  sid: z.string(),
  direction: z.string(),
  from: z.nullish(z.string()),
  to: z.nullish(z.string()),
  body: z.nullish(z.string()),
  num_media: z.nullish(z.string()),
  date_created: z.nullish(z.string()),
})
type Listed = z.infer<typeof listed>

const page = z.object({ messages: z.array(listed), next_page_uri: z.nullish(z.string()) })
const mediaPage = z.object({ media_list: z.array(z.object({ sid: z.string(), content_type: z.string() })) })

/**
 * The account's inbound texts since then, oldest first, as its webhooks would have told them. Twilio does not list who
 * else is in a group, nor that it has answered. Throws a CarrierApiError.
 */
export const listTwilioInbound: CarrierAdapter['listInbound'] = async function* (access, since) {
  // Twilio lists the newest first.
  for (const text of (await allSince(access, since)).reverse())
    yield {
      carrier: 'twilio',
      path: 'messages',
      contentType: 'application/x-www-form-urlencoded',
      body: (await formOf(access, text)).toString(),
    }
}

const allSince = async (access: CarrierAccess, since: number): Promise<Listed[]> => {
  const asked = new URLSearchParams({ 'DateSent>': new Date(since).toISOString(), PageSize: '500' })
  const found: Listed[] = []
  let next: string | undefined = `${accountAddress(access)}/Messages.json?${asked}`
  while (next) {
    const { messages, next_page_uri }: z.infer<typeof page> = await getJson(credentialsOf(access), next, page)
    found.push(...messages.filter(({ direction }) => direction === 'inbound'))
    // A path of the API's own.
    next = next_page_uri?.startsWith('/2010-04-01/') ? apiAddress() + next_page_uri : undefined
  }
  return found
}

const formOf = async (access: CarrierAccess, text: Listed): Promise<URLSearchParams> => {
  const created = Date.parse(text.date_created ?? '')
  const form = new URLSearchParams({
    MessageSid: text.sid,
    AccountSid: access.accountSid ?? '',
    From: text.from ?? '',
    To: text.to ?? '',
    Body: text.body ?? '',
    NumMedia: text.num_media ?? '0',
    ...(Number.isFinite(created) && { DateCreated: new Date(created).toISOString() }),
  })
  if (form.get('NumMedia') !== '0') await addMedia(access, text.sid, form)
  return form
}

const addMedia = async (access: CarrierAccess, sid: string, form: URLSearchParams) => {
  const files = `${accountAddress(access)}/Messages/${sid}/Media`
  const { media_list } = await getJson(credentialsOf(access), `${files}.json`, mediaPage)
  for (const [index, item] of media_list.entries()) {
    form.set(`MediaUrl${index}`, `${files}/${item.sid}`)
    form.set(`MediaContentType${index}`, item.content_type)
  }
}
