import type { CarrierMedia } from '../carriers/carrier.ts'
import type { WorkspaceId } from '../ids.ts'
import { arrivalPrefix } from '../media/media.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { CarrierInbound } from './received-text.ts'

/**
 * The text as the customer meant it. AWS tells of a file or a place in the words of the text, where anybody could type the
 * same: it counts for RCS agents only, and a file only from the place that this workspace's files are put at.
 */
export const readRcs = (
  { rcs, ...text }: CarrierInbound,
  { type, workspace }: Pick<BusinessNumber, 'type' | 'workspace'>,
): CarrierInbound => {
  const isMeant = type === 'rcs' && rcs?.media?.every((file) => isOf(workspace, file)) !== false
  return isMeant ? { ...text, ...rcs } : text
}

const isOf = (workspace: WorkspaceId, file: CarrierMedia): boolean =>
  !('object' in file) || file.object.key.startsWith(arrivalPrefix(workspace))
