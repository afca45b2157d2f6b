import type { App } from '../app.ts'
import type { ConflictError } from '../error.ts'
import { attempts, pauseAfter, retryOnConflict } from '../retry-on-conflict.ts'
import { holdCommit } from './hold-commit.ts'
import {
  type Answer,
  answered,
  decideRepetition,
  type KeyedRequest,
  newKeyedRequest,
  type RequestFacts,
  released,
} from './keyed-request.ts'

type Needs = Pick<App, 'chance' | 'clock' | 'commit' | 'keyedRequests'>

export type Served = { answer: Answer; replayed: boolean }

/**
 * Serves a request once, however often it comes: what its use case writes and its answer are one transaction, and every
 * further request with the key gets that answer. Where `serve` throws, nothing is kept and the next request is served.
 * Throws `idempotency_key_reused` and `request_in_progress`.
 */
export const serveOnce = async <A extends Needs>(
  app: A,
  facts: RequestFacts,
  serve: (app: A) => Promise<Answer>,
): Promise<Served> => {
  const request = await begin(app, facts)
  if (request.answer) return { answer: request.answer, replayed: true }
  try {
    const answer = await finish(app, request, serve)
    return answer ? { answer, replayed: false } : await serveOnce(app, facts, serve)
  } catch (error) {
    // At best: the lock runs out by itself.
    await app.commit(released(request)).catch(() => {})
    throw error
  }
}

/** The request as the store has it from now on: ours to serve, or answered already. */
const begin = (app: Needs, facts: RequestFacts): Promise<KeyedRequest> => {
  const token = app.chance(8)
  return retryOnConflict(app, async (reading) => {
    // Nearly always it is the first: then one write is all.
    const known = reading === 'fresh' ? await app.keyedRequests.get(facts) : undefined
    // Our own write, of which we were told that it had failed.
    if (known?.lock?.token === token) return known
    const now = app.clock.now()
    if (known && decideRepetition(known, facts, now) === 'replay') return known
    const mine = { ...newKeyedRequest(facts, token, now), version: known?.version ?? 0 }
    await app.commit(mine)
    return { ...mine, version: mine.version + 1 }
  })
}

/** Undefined where another one took the request over, because this one's lock had run out. */
const finish = async <A extends Needs>(
  app: A,
  request: KeyedRequest,
  serve: (app: A) => Promise<Answer>,
): Promise<Answer | undefined> => {
  let lost: ConflictError | undefined
  for (let tried = 1; ; tried++) {
    const held = holdCommit(app, lost)
    try {
      const answer = await serve(held.app)
      await held.commitWith(answered(request, answer))
      return answer
    } catch (error) {
      lost = held.lost()
      if (!lost || tried === attempts) throw lost ?? error
      if (lost.kinds.includes(request.kind)) return undefined
      await app.clock.pause(pauseAfter(tried))
    }
  }
}
