import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { carrierTraits } from '../carriers/traits.ts'
import { ConflictError, DomainError } from '../error.ts'
import { sortableId } from '../ids.ts'
import { type Address, countryOf, type Phone, parsePhone } from '../phones/phone.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireCarrierFits } from './carrier-of-number.ts'
import { type BusinessNumber, type NumberType, newNumber } from './number.ts'

type Needs = Pick<App, 'carrierAccounts' | 'randomId' | 'clock' | 'commit' | 'settings'>

/** `country` is needed only where the address does not tell it, as short codes do not. */
export type NumberFacts = Partial<
  Pick<
    BusinessNumber,
    'name' | 'type' | 'capabilities' | 'carrier' | 'carrierAccountId' | 'mmsOut' | 'country'
  >
> & {
  /** E.164 or any common format, a short code, or the name of an RCS agent. */
  address: string
}

/**
 * A number, switched off as yet. An address belongs to one number in the whole installation, or a customer's text
 * could go to two companies. Throws `number_in_use`, `invalid_phone_number`, `validation_failed` where its carrier does not fit; `forbidden` unless an admin asks.
 */
export const createNumber = async (
  app: Needs,
  principal: Principal,
  facts: NumberFacts,
): Promise<BusinessNumber> => {
  requireAdmin(principal)
  const { workspace } = principal
  const settings = await app.settings.get(workspace)
  const { type = 'long_code' } = facts
  const address = parseAddress(facts.address, type, facts.country ?? settings.country)
  const country = facts.country ?? countryOf(address as Phone) ?? settings.country
  return retryOnConflict(app, async () => {
    const createdAt = app.clock.now()
    const id = sortableId('num', createdAt, app.randomId)
    const { answersByItself } = carrierTraits[facts.carrier ?? 'aws']
    const own = { workspace, id, address, type, country, createdAt, carrierHandlesOptOut: answersByItself }
    const number = newNumber({ ...facts, ...own })
    await requireCarrierFits(app, number)
    await app
      .commit(number, { kind: 'number_address', workspace, numberId: id, address, version: 0 })
      .catch(refuseTaken)
    return asStored(number)
  })
}

const parseAddress = (text: string, type: NumberType, country: string): Address => {
  const trimmed = text.trim()
  const address =
    type === 'short_code' ? shortCode(trimmed) : type === 'rcs' ? trimmed : parsePhone(trimmed, country)
  if (!address) throw new DomainError('invalid_phone_number', 'Not a valid address for this type of number.')
  return address
}

const shortCode = (text: string): Address | undefined => (/^\d{3,8}$/.test(text) ? text : undefined)

const refuseTaken = (error: unknown): never => {
  if (error instanceof ConflictError && error.kinds.includes('number_address')) {
    throw new DomainError('number_in_use', 'This number is taken already.')
  }
  throw error
}
