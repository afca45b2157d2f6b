import type { State } from '../../runner/core/state.ts'
import type { Account } from './accounts.ts'

/** A text as a carrier keeps it, in either direction. */
export type KeptText = {
  id: string
  direction: 'inbound' | 'outbound'
  from: string
  to: string
  body: string
  /** Epoch milliseconds. */
  at: number
  status: string
  media: KeptFile[]
  /** Where the sender asked for receipts. */
  callback?: string
}

/** `id`: at the carrier. `file`: among what phones sent. */
type KeptFile = { id: string; file: string; contentType: string; bytes: number }

/** What each account has sent and received; kept through restarts. */
export type Texts = {
  save(account: Account, text: KeptText): void
  get(account: Account, id: string): KeptText | undefined
  /** Newest first. */
  list(account: Account): KeptText[]
}

const kindOf = ({ carrier, id }: Account) => `text of ${carrier} ${id}`

export const createTexts = (state: State): Texts => ({
  save: (account, text) => state.put(kindOf(account), text.id, text),
  get: (account, id) => state.get(kindOf(account), id),
  list: (account) => state.list<KeptText>(kindOf(account)).reverse(),
})
