import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AccountName } from '#domain/app.ts'
import type { CarrierSecret } from '#domain/carriers/carrier.ts'
import { times } from '#wiring/times.ts'
import { accountOf, inAddress } from '../carriers/account-name.ts'

/**
 * A picture that a carrier may fetch: `token` is all of its address behind `/media/`. `expiresAt`: epoch milliseconds.
 */
export type FetchablePicture = { account: AccountName; key: string; expiresAt: number; token: string }

/**
 * An address under which a carrier fetches a picture of the bucket for an hour, at the API that it also calls. It is signed
 * with the account's own key: whoever serves it needs no table. Undefined where the account has none, or the key is no
 * picture of that workspace.
 */
export const pictureLink = (
  account: AccountName,
  secret: CarrierSecret,
  key: string,
  now: number,
): string | undefined => {
  const [, workspace, message, index] = /^media\/(\w+)\/msg_([0-9a-z]{34})\/(\d)\/view$/.exec(key) ?? []
  const [origin] = (secret.public_url ?? '').split('/webhooks/')
  if (!origin || !secret.path_key || workspace !== account.workspace) return undefined
  const until = (now + times.pictureLink).toString(36)
  const facts = [inAddress(account), message, index, until].join('-')
  return `${origin}/media/${facts}-${signature(secret.path_key, facts)}`
}

/** What an address names; nothing of it is proven yet. Undefined for what cannot be one. */
export const readPictureToken = (token: string): FetchablePicture | undefined => {
  const [, name = '', message, index, until = ''] =
    /^([a-z0-9]{1,60}-[0-9a-z]{8,40})-([0-9a-z]{34})-(\d)-([0-9a-z]{6,11})-[0-9a-f]{32}$/.exec(token) ?? []
  const account = accountOf(name)
  if (!account) return undefined
  const key = `media/${account.workspace}/msg_${message}/${index}/view`
  return { account, key, expiresAt: Number.parseInt(until, 36), token }
}

/** Whether we made the address with this secret; in constant time. Never throws. */
export const isProven = ({ token }: FetchablePicture, { path_key: key }: CarrierSecret): boolean => {
  const cut = token.lastIndexOf('-')
  const expected = signature(key ?? '', token.slice(0, cut))
  return timingSafeEqual(Buffer.from(expected), Buffer.from(token.slice(cut + 1))) && Boolean(key)
}

/** For this use alone: the same key signs paths of webhooks. */
const signature = (key: string, facts: string): string =>
  createHmac('sha256', key).update(`picture ${facts}`).digest('hex').slice(0, 32)
