import { DomainError } from './error.ts'

/** The versions of a record that an edit was made from; undefined where every version will do (If-Match: *). */
export type SeenVersions = number[] | undefined

/** Throws `precondition_failed` where somebody edited the record since the editor read it. */
export const requireSeen = ({ version }: { version: number }, seen: SeenVersions): void => {
  if (seen && !seen.includes(version)) {
    throw new DomainError(
      'precondition_failed',
      'This was edited since you read it. Read it again, and send If-Match with its new version.',
    )
  }
}
