import type { Operation } from '#contract/api/operation.ts'
import { DomainError } from '#domain/error.ts'
import type { SeenVersions } from '#domain/seen-versions.ts'

/** What carries a `version` in its body has it as ETag too, so that an edit can name it in If-Match (RFC 9110, 13.1.1). */
export const etagOf = (body: unknown): Record<string, string> =>
  typeof body === 'object' && body !== null && 'version' in body ? { etag: `"${body.version}"` } : {}

/** Throws `precondition_required` (RFC 6585) where the operation needs If-Match; "*" accepts every version. */
export const readIfMatch = (
  { ifMatch }: Operation,
  headers: Record<string, string | undefined>,
): SeenVersions => {
  if (!ifMatch) return undefined
  const header = headers['if-match']
  if (header === undefined && ifMatch === 'optional') return undefined
  if (header === undefined) {
    throw new DomainError('precondition_required', 'Send If-Match with the version you are editing.')
  }
  if (header.trim() === '*') return undefined
  return Array.from(header.matchAll(/"(\d+)"/g), ([, version]) => Number(version))
}
