import { DomainError } from '../error.ts'
import type { WorkspaceId } from '../ids.ts'

/** A request that came with an Idempotency-Key. Keys are everybody's own: the principal's, in its workspace. */
export type KeyedRequest = RequestFacts & {
  kind: 'keyed_request'
  /** Who is serving it, and until when nobody else may: without lock and answer the next may try. */
  lock?: { token: string; until: number }
  answer?: Answer
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
const keptFor = 24 * 60 * 60 * 1000
/** Longer than the function that serves it can run. */
const lockedFor = 30_000

export const newKeyedRequest = (facts: RequestFacts, token: string, now: number): KeyedRequest => ({
  kind: 'keyed_request',
  ...facts,
  lock: { token, until: now + lockedFor },
  expiresAt: now + keptFor,
  version: 0,
})

export const answered = ({ lock: _, ...request }: KeyedRequest, answer: Answer): KeyedRequest => ({
  ...request,
  answer,
})

export const released = ({ lock: _, ...request }: KeyedRequest): KeyedRequest => request

/**
 * Whether a request whose key is known is answered with what is stored, or served because nobody does. Throws
 * `idempotency_key_reused` and `request_in_progress` (draft-ietf-httpapi-idempotency-key-header, "Error Handling").
 */
export const decideRepetition = (
  known: KeyedRequest,
  { fingerprint }: Pick<RequestFacts, 'fingerprint'>,
  now: number,
): 'replay' | 'serve' => {
  if (known.expiresAt <= now) return 'serve'
  if (known.fingerprint !== fingerprint) {
    throw new DomainError('idempotency_key_reused', 'This Idempotency-Key belongs to another request.')
  }
  if (known.answer) return 'replay'
  if (known.lock && known.lock.until > now) throw inProgress()
  return 'serve'
}

export const inProgress = () =>
  new DomainError('request_in_progress', 'The same request is being served: ask again in a moment.')
