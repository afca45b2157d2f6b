import type { App } from '../app.ts'
import { carrierTraits } from '../carriers/traits.ts'
import { DomainError } from '../error.ts'
import type { BusinessNumber } from './number.ts'

/**
 * Throws `validation_failed` where the number has no account that its carrier needs, one of another carrier, one that its
 * carrier has no use for, or may send pictures that it cannot carry.
 */
export const requireCarrierFits = async (
  app: Pick<App, 'carrierAccounts'>,
  number: Pick<BusinessNumber, 'workspace' | 'carrier' | 'carrierAccountId' | 'capabilities' | 'mmsOut'>,
): Promise<void> => {
  if (number.mmsOut && !number.capabilities.includes('mms'))
    throw invalid('mms_out', 'Only a number with the capability mms can send pictures.')
  const { carrierAccountId: id, workspace, carrier } = number
  const needsAccount = carrierTraits[carrier].account !== undefined
  if (!needsAccount && id) throw invalid('carrier_account_id', 'This carrier has no accounts.')
  if (!needsAccount) return
  if (!id) throw invalid('carrier_account_id', 'This carrier needs an account.')
  const account = await app.carrierAccounts.get(workspace, id, 'fresh')
  if (account?.carrier !== carrier) throw invalid('carrier_account_id', 'The carrier has no such account.')
}

const invalid = (path: string, detail: string) =>
  new DomainError('validation_failed', 'The carrier of the number does not fit.', {
    errors: [{ path, detail }],
  })
