import type { CarrierAccount } from '#domain/carrier-accounts/carrier-account.ts'
import type { CarrierDelivery } from '#domain/carriers/carrier.ts'
import type { ListedText, ReconcilePorts } from '#domain/inbound/reconcile-accounts.ts'
import type { FittingSecret } from '../aws/secret-store.ts'
import { wellFormed } from '../well-formed.ts'
import { accessOf } from './access.ts'
import type { CarrierAdapter } from './adapter.ts'
import { accountCarriers } from './carriers.ts'

/** What carriers list of an account, with whichever of its secrets they take. */
export const createListInbound =
  (fitting: FittingSecret, adapters = accountCarriers): ReconcilePorts['listInbound'] =>
  async (account, since) => {
    const adapter = adapters[account.carrier]
    if (!adapter) return []
    const listed = await fitting(
      account,
      (secret) => list(adapter, account, accessOf(secret), since),
      (outcome) => outcome !== 'unauthorized',
    )
    return listed ?? 'unauthorized'
  }

const list = async (
  adapter: CarrierAdapter,
  { id, workspace }: CarrierAccount,
  access: ReturnType<typeof accessOf>,
  since: number,
): Promise<ListedText[] | 'unauthorized'> => {
  const found: ListedText[] = []
  try {
    for await (const one of adapter.listInbound(access, since)) {
      const delivery: CarrierDelivery = { ...one, account: id, workspace, receivedAt: Date.now() }
      const text = wellFormed(adapter.inbound(delivery))
      if (!('ignored' in text)) found.push({ text, delivery })
    }
    return found
  } catch (error) {
    if (isUnauthorized(error)) return 'unauthorized'
    throw error
  }
}

/** An adapter throws what the carrier answered, with its status. */
const isUnauthorized = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && (error.status === 401 || error.status === 403)
