import type { CarrierMedia } from '../carriers/carrier.ts'
import type { WorkspaceId } from '../ids.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import type { CarrierInbound } from './received-text.ts'

/** Where in our bucket a carrier puts the files that RCS agents of a workspace are sent. Without a slash at its end. */
export const rcsPrefix = (workspace: WorkspaceId): string => `rcs/${workspace}`

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
  !('object' in file) || file.object.key.startsWith(`${rcsPrefix(workspace)}/`)
