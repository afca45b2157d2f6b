import type { MiddlewareObj } from '@middy/core'
import { errorFacts } from '#adapters/log.ts'
import type { Log } from '#domain/app.ts'

/**
 * Logs why an invocation failed and what it was working on, and lets it fail without the error's words: Lambda writes
 * those into its own log, and Step Functions into the history of the execution.
 */
export const failures = <Event>(
  log: Log,
  about: (event: Event) => Record<string, unknown>,
): MiddlewareObj<Event> => ({
  onError: (request) => {
    const { error } = request
    log.error('an invocation failed', { ...about(request.event), ...errorFacts(error) })
    request.error = wordless(error)
  },
})

const wordless = (error: unknown): Error => {
  const failure = new Error('The log says why.')
  failure.name = error instanceof Error ? error.name : 'Error'
  failure.stack = undefined
  return failure
}
