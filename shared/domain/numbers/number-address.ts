import type { NumberId, WorkspaceId } from '../ids.ts'
import type { Address } from '../phones/phone.ts'

/** Holds an address for one number of one workspace: the same address cannot be held twice. */
export type NumberAddress = {
  kind: 'number_address'
  workspace: WorkspaceId
  numberId: NumberId
  address: Address
  version: number
}
