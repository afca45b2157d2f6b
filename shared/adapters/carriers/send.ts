import { errorFacts } from '#adapters/log.ts'
import type { Log } from '#domain/app.ts'
import type {
  Carrier,
  CarrierName,
  CarrierOutcome,
  CarrierPart,
  CarrierSecret,
} from '#domain/carriers/carrier.ts'
import type { FittingSecret } from '../aws/secret-store.ts'
import { pictureLink } from '../media/picture-link.ts'
import { accessOf } from './access.ts'
import type { accountCarriers } from './carriers.ts'

type Needs = {
  log: Pick<Log, 'error'>
  /** Carriers that are reached without an account. */
  own: Partial<Record<CarrierName, Carrier>>
  fitting: FittingSecret
  now?: () => number
}

/**
 * Takes a part to the carrier of its number, with the account of the workspace where the carrier needs one. A carrier that
 * refuses the secrets has not taken the part, so those of this moment and the ones before them are tried as well.
 */
export const createCarrier = (
  { log, own, fitting, now = Date.now }: Needs,
  adapters?: typeof accountCarriers,
): Carrier => ({
  send: async (part) => {
    const direct = own[part.carrier]
    if (direct) return direct.send(part)
    // Most texts go by AWS, and do not pay for what speaks with the others.
    const all = adapters ?? (await import('./carriers.ts')).accountCarriers
    const adapter = all[part.carrier]
    if (!adapter || !part.account) return { outcome: 'refused', ...noAccount }
    const send = async (secret: CarrierSecret): Promise<CarrierOutcome> => {
      const linked = withLinks(part, secret, now())
      if (linked.media.some(({ url }) => !url)) return { outcome: 'refused', ...noAddress }
      return adapter.send(accessOf(secret))(linked)
    }
    return withSecret({ log, fitting }, part, part.account, send)
  },
})

/** Carriers outside AWS fetch pictures from us. One that they could not fetch gets no address. */
const withLinks = (part: CarrierPart, secret: CarrierSecret, now: number): CarrierPart => {
  const { account: id, workspace, media } = part
  if (media.length === 0 || !id) return part
  const linked = media.map((one) => ({ ...one, url: pictureLink({ workspace, id }, secret, one.key, now) }))
  return { ...part, media: linked }
}

/** A text that was written with a picture does not leave without it. */
const noAddress = {
  code: 'carrier_refused',
  detail: 'A picture has no address at which the carrier could fetch it.',
} as const

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
