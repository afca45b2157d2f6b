import * as z from 'zod/mini'
import type { CarrierAccess, CarrierAdapter } from '../adapter.ts'
import { getJson } from '../get-json.ts'
import { credentialsOf, messagesAddress } from './api.ts'

const listed = z.looseObject({
  id: z.string(),
  attributes: z.looseObject({
    direction: z.string(),
    is_mms: z.nullish(z.boolean()),
    timestamp: z.nullish(z.string()),
  }),
})
type Listed = z.infer<typeof listed>

const page = z.object({ data: z.array(listed) })
const single = z.looseObject({ data: listed })

const pageSize = 200

/** The account's inbound texts since then, oldest first, as its callbacks would have told them. Throws a CarrierApiError. */
export const listFlowrouteInbound: CarrierAdapter['listInbound'] = async function* (access, since) {
  const found = await allSince(access, since)
  const timeOf = ({ attributes }: Listed) => Date.parse(attributes.timestamp ?? '') || 0
  // Listed newest first, with times to the second: those of one second keep their order.
  for (const text of found.reverse().sort((a, b) => timeOf(a) - timeOf(b)))
    yield {
      carrier: 'flowroute',
      path: 'messages',
      contentType: 'application/json',
      body: JSON.stringify(await withFiles(access, text)),
    }
}

/** Up to a fixed end, so that what comes meanwhile moves nothing from one page to the next. */
const allSince = async (access: CarrierAccess, since: number): Promise<Listed[]> => {
  const range = { start_date: new Date(since).toISOString(), end_date: new Date().toISOString() }
  const found: Listed[] = []
  for (let offset = 0; ; offset += pageSize) {
    const asked = new URLSearchParams({ ...range, limit: String(pageSize), offset: String(offset) })
    const { data } = await getJson(credentialsOf(access), `${messagesAddress()}?${asked}`, page)
    found.push(...data.filter(({ attributes }) => attributes.direction === 'inbound'))
    if (data.length < pageSize) return found
  }
}

/** Only a message that is asked for by its id has what is said of its files. */
const withFiles = (access: CarrierAccess, text: Listed): Promise<unknown> | { data: Listed } =>
  text.attributes.is_mms
    ? getJson(credentialsOf(access), `${messagesAddress()}/${encodeURIComponent(text.id)}`, single)
    : { data: text }
