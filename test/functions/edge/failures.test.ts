import middy from '@middy/core'
import type { Context } from 'aws-lambda'
import { expect, test } from 'vitest'
import { failures } from '../../../functions/edge/failures.ts'

test('a failure is logged with what was worked on, and leaves the function without its words', async () => {
  const logged: unknown[] = []
  const write = (message: string, facts?: object) => void logged.push({ message, ...facts })
  const log = { info: write, warn: write, error: write }
  const handler = middy<{ step: string }, void>()
    .use(failures(log, ({ step }: { step: string }) => ({ step })))
    .handler(async () => JSON.parse('my card is 4111'))
  const failure = await handler({ step: 'sweep' }, {} as Context).catch((error) => error)
  expect(logged).toMatchObject([{ message: 'an invocation failed', step: 'sweep', error: 'SyntaxError' }])
  expect(failure).toMatchObject({ name: 'SyntaxError', message: 'The log says why.' })
  expect(`${failure.stack} ${JSON.stringify(logged)}`).not.toMatch(/4111|card/)
})
