import { DomainError } from './error.ts'
import { patched } from './patch.ts'

/** What programs keep with a record, such as the id of an order; Parley only stores it. */
export type Metadata = Record<string, string>

/** Null takes one pair away, the others stay. */
export type MetadataPatch = Record<string, string | null>

const mostPairs = 20

/** Throws `validation_failed` where there would be more than twenty pairs. */
export const withMetadata = (metadata: Metadata = {}, patch: MetadataPatch): Metadata => {
  const next = patched(metadata, patch as Metadata)
  if (Object.keys(next).length <= mostPairs) return next
  const errors = [{ path: 'metadata', detail: `At most ${mostPairs} pairs.` }]
  throw new DomainError('validation_failed', 'There would be too much metadata.', { errors })
}
