import { createHmac, timingSafeEqual } from 'node:crypto'
import type { CarrierAccess, WebhookRequest } from '../adapter.ts'

/** Characters of the key in a path: 128 bits. */
const keyLength = 32

/**
 * Flowroute signs nothing. What proves that a request is its own is a path that nobody can guess: it ends with a digest
 * of itself, made with a key of the account that only Parley has.
 */
export const withPathKey = (path: string, access: CarrierAccess): string => `${path}/${keyOf(path, access)}`

const keyOf = (path: string, { publicUrl, secret }: CarrierAccess): string => {
  if (!secret.path_key) throw new Error('The account has no path_key')
  return createHmac('sha256', secret.path_key)
    .update(`${publicUrl}/${path}`)
    .digest('hex')
    .slice(0, keyLength)
}

/** What to paste at Flowroute, as the account's or the number's callback for SMS and for MMS. */
export const flowrouteWebhookUrls = (access: CarrierAccess) => ({
  messages: `${access.publicUrl}/${withPathKey('messages', access)}`,
})

/** Whether the path ends with its own key. */
export const verifiesFlowroute = ({ path }: WebhookRequest, access: CarrierAccess): boolean => {
  try {
    const [known, given] = [withPathKey(withoutPathKey(path), access), path].map((text) => Buffer.from(text))
    return known !== undefined && known.length === given?.length && timingSafeEqual(known, given)
  } catch {
    return false
  }
}

export const withoutPathKey = (path: string): string => path.slice(0, -keyLength - 1)
