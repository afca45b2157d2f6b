import type * as z from 'zod/mini'
import { askCarrier, CarrierApiError, type CarrierRequest } from './ask.ts'
import { readJson } from './read-json.ts'

/** What a carrier's API has at an address. Throws a CarrierApiError where it gives nothing of this shape. */
export const getJson = async <S extends z.ZodMiniType>(
  credentials: CarrierRequest['credentials'],
  url: string,
  schema: S,
): Promise<z.infer<S>> => {
  const reply = await askCarrier({ method: 'GET', url, credentials })
  const read = 'status' in reply && reply.status === 200 ? readJson(schema, reply.body) : undefined
  if (read === undefined) throw new CarrierApiError(reply)
  return read
}
