import type { App, Reading } from '../app.ts'
import { type ConflictError, DomainError } from '../error.ts'
import { attempts, pauseAfter } from '../retry-on-conflict.ts'
import { type Gathering, gatherCommits } from './gather-commits.ts'
import {
  type Answer,
  decideRepetition,
  type KeyedRequest,
  locked,
  newKeyedRequest,
  type RequestFacts,
} from './keyed-request.ts'

type Needs = Pick<App, 'clock' | 'commit' | 'keyedRequests'>

export type Served = { answer: Answer; replayed: boolean }

/**
 * Serves a request once, however often it comes: what its use case writes and its answer are one transaction, which
 * only the first one wins, and every further request with the key gets that answer. Where `serve` throws, nothing is
 * kept. Throws `idempotency_key_reused` and `request_in_progress`.
 */
export const serveOnce = async <A extends Needs>(
  app: A,
  facts: RequestFacts,
  serve: (app: A) => Promise<Answer>,
): Promise<Served> => {
  let lost: ConflictError | undefined
  for (let tried = 1; ; tried++) {
    const found = await find(app, facts, tried === 1 ? 'cached' : 'fresh')
    if ('answer' in found) return { answer: found.answer, replayed: true }
    const { request } = found
    const run = gatherCommits(app, locked(request, app.clock.now()), raceOfUseCase(lost))
    try {
      const answer = await serve(run.app)
      await run.finish({ ...asWritten(request, run), answer })
      return { answer, replayed: false }
    } catch (error) {
      lost = run.lost()
      if (!lost || tried === attempts) {
        await unlock(app, request, run)
        const first = error instanceof DomainError && (await find(app, facts, 'fresh'))
        if (first && 'answer' in first) return { answer: first.answer, replayed: true }
        throw lost ?? error
      }
      await app.clock.pause(pauseAfter(tried))
    }
  }
}

/** `serveOnce` for what is no request of the API: gives what `work` gave when it was done, a value of JSON. */
export const doneOnce = async <A extends Needs, T>(
  app: A,
  facts: RequestFacts,
  work: (app: A) => Promise<T>,
): Promise<T> => {
  const { answer } = await serveOnce(app, facts, async (gathering) => {
    const body = new TextEncoder().encode(JSON.stringify(await work(gathering)))
    return { status: 200, headers: {}, body }
  })
  return JSON.parse(new TextDecoder().decode(answer.body))
}

/** The use case need not know that the same request came twice. */
const raceOfUseCase = (lost: ConflictError | undefined): ConflictError | undefined =>
  lost?.kinds.join() === 'keyed_request' ? undefined : lost

/**
 * The answer that was given, or the request as it has to be written. A refusal looks once more, and `fresh`: the first
 * coming of the request may be what it was refused for.
 */
const find = async (
  app: Needs,
  facts: RequestFacts,
  reading: Reading,
): Promise<{ answer: Answer } | { request: KeyedRequest }> => {
  const known = await app.keyedRequests.get(facts, reading)
  const now = app.clock.now()
  const answer = known ? decideRepetition(known, facts, now) : 'serve'
  return answer === 'serve' ? { request: newKeyedRequest(facts, known?.version ?? 0, now) } : { answer }
}

/** The first step has written it. */
const asWritten = (request: KeyedRequest, run: Gathering<unknown>): KeyedRequest =>
  run.inSteps() ? { ...request, version: request.version + 1 } : request

/** Lets others serve a request that failed between its steps. Should that fail too, the lock runs out by itself. */
const unlock = async (app: Needs, request: KeyedRequest, run: Gathering<unknown>): Promise<void> => {
  if (run.inSteps()) await app.commit(asWritten(request, run)).catch(() => {})
}
