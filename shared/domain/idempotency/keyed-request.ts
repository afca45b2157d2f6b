import { times } from '#wiring/times.ts'
import { DomainError } from '../error.ts'
import type { WorkspaceId } from '../ids.ts'
import { day } from '../time.ts'

/** A request that came with an Idempotency-Key. Keys are everybody's own: the principal's, in its workspace. */
export type KeyedRequest = RequestFacts & {
  kind: 'keyed_request'
  answer?: Answer
  /** Epoch milliseconds: it is served in steps, and until then by nobody else. */
  lockedUntil?: number
  expiresAt: number
  version: number
}

export type RequestFacts = {
  workspace: WorkspaceId
  principal: string
  key: string
  /** Tells whether two requests ask for the same. */
  fingerprint: string
}

/** What was answered, to be answered again. `body` is packed as the edge likes it. */
export type Answer = { status: number; headers: Record<string, string>; body: Uint8Array }

/** Stripe keeps keys for a day. */
const keptFor = day

export const newKeyedRequest = (facts: RequestFacts, version: number, now: number): KeyedRequest => ({
  kind: 'keyed_request',
  ...facts,
  expiresAt: now + keptFor,
  version,
})

export const locked = (request: KeyedRequest, now: number): KeyedRequest => ({
  ...request,
  lockedUntil: now + times.requestLock,
})

/**
 * Whether a request whose key is known is answered with what is stored, or served because nobody does. Throws
 * `idempotency_key_reused` and `request_in_progress` (draft-ietf-httpapi-idempotency-key-header, "Error Handling").
 */
export const decideRepetition = (
  known: KeyedRequest,
  { fingerprint }: Pick<RequestFacts, 'fingerprint'>,
  now: number,
): Answer | 'serve' => {
  if (known.expiresAt <= now) return 'serve'
  if (known.fingerprint !== fingerprint) {
    throw new DomainError('idempotency_key_reused', 'This Idempotency-Key belongs to another request.')
  }
  if (known.answer) return known.answer
  if ((known.lockedUntil ?? 0) <= now) return 'serve'
  throw new DomainError('request_in_progress', 'The same request is being served: ask again in a moment.')
}
