import type { State } from '../../runner/core/state.ts'
import type { CarrierName } from '../carrier/faults.ts'

export type AccountCarrier = Exclude<CarrierName, 'aws'>

/** An account at a carrier, as its console shows it. */
export type Account = {
  carrier: AccountCarrier
  /** Twilio's account SID, Flowroute's access key. */
  id: string
  /** Twilio's auth token, Flowroute's secret key. */
  secret: string
  /** Twilio only: another name and password for its API. */
  apiKey?: { sid: string; secret: string }
  /** Twilio only: signs webhooks in place of the token. */
  sharedKey?: string
  /** Twilio only: whether Advanced Opt-Out is on, which says in webhooks what Twilio has answered. */
  advancedOptOut?: boolean
  /** Where texts of customers are told of. */
  webhookUrl: string
}

/** The accounts at all carriers, and the numbers that belong to each; kept through restarts. */
export type Accounts = {
  /** Adds an account, or changes one that is there. */
  save(account: Account): void
  get(carrier: AccountCarrier, id: string): Account | undefined
  /** The account that may be used with these credentials. */
  with(carrier: AccountCarrier, user: string, password: string): Account | undefined
  assign(number: string, account: Account): void
  /** The account that a number belongs to; undefined for numbers of AWS. */
  of(number: string): Account | undefined
  /** The carrier of each number that is with none of AWS's. */
  numbers(): Record<string, AccountCarrier>
}

const kind = 'carrier account'
const numberKind = 'number of account'

type Owned = { number: string; carrier: AccountCarrier; id: string }

export const createAccounts = (state: State): Accounts => {
  const get = (carrier: AccountCarrier, id: string) => state.get<Account>(kind, `${carrier} ${id}`)
  return {
    save: (account) => state.put(kind, `${account.carrier} ${account.id}`, account),
    get,
    with: (carrier, user, password) =>
      state
        .list<Account>(kind)
        .find((account) => account.carrier === carrier && opens(account, user, password)),
    assign: (number, { carrier, id }) => state.put(numberKind, number, { number, carrier, id }),
    of: (number) => {
      const owned = state.get<Owned>(numberKind, number)
      return owned && get(owned.carrier, owned.id)
    },
    numbers: () =>
      Object.fromEntries(state.list<Owned>(numberKind).map(({ number, carrier }) => [number, carrier])),
  }
}

const opens = ({ id, secret, apiKey }: Account, user: string, password: string) =>
  (user === id && password === secret) || (user === apiKey?.sid && password === apiKey?.secret)
