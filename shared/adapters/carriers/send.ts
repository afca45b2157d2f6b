import { errorFacts } from '#adapters/log.ts'
import type { Log } from '#domain/app.ts'
import type { Carrier, CarrierName, CarrierOutcome, CarrierPart } from '#domain/carriers/carrier.ts'
import type { FittingSecret } from '../aws/carrier-secrets.ts'
import { accessOf } from './access.ts'
import { accountCarriers } from './carriers.ts'

type Needs = {
  log: Pick<Log, 'error'>
  /** Carriers that are reached without an account. */
  own: Partial<Record<CarrierName, Carrier>>
  fitting: FittingSecret
}

/**
 * Takes a part to the carrier of its number, with the account of the workspace where the carrier needs one. A carrier that
 * refuses the secrets has not taken the part, so those of this moment and the ones before them are tried as well.
 */
export const createCarrier = ({ log, own, fitting }: Needs, adapters = accountCarriers): Carrier => ({
  send: async (part) => {
    const direct = own[part.carrier]
    if (direct) return direct.send(part)
    const adapter = adapters[part.carrier]
    if (!adapter || !part.account) return { outcome: 'refused', ...noAccount }
    const send = (secret: Record<string, string>) => adapter.send(accessOf(secret))(part)
    return withSecret({ log, fitting }, part, part.account, send)
  },
})

const noAccount = {
  code: 'carrier_refused',
  detail: 'The number has no account at its carrier.',
} as const

const withSecret = async (
  { log, fitting }: Pick<Needs, 'log' | 'fitting'>,
  { workspace }: CarrierPart,
  id: NonNullable<CarrierPart['account']>,
  send: (secret: Record<string, string>) => Promise<CarrierOutcome>,
): Promise<CarrierOutcome> => {
  let sending = false
  try {
    const answered = await fitting(
      { workspace, id },
      (secret) => {
        sending = true
        return send(secret)
      },
      (outcome) => !isUnauthorized(outcome),
    )
    return answered ?? { outcome: 'not_now', detail: 'no_secret', unauthorized: true }
  } catch (error) {
    if (sending) throw error
    log.error('the secrets of an account cannot be read', { account: id, ...errorFacts(error) })
    return { outcome: 'not_now', detail: 'secrets_unreachable' }
  }
}

const isUnauthorized = (outcome: CarrierOutcome): boolean =>
  outcome.outcome === 'not_now' && outcome.unauthorized === true
