import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { errorFacts } from '#adapters/log.ts'
import { ConflictError, DomainError, ExplainedError } from '#domain/error.ts'

const words = 'my card is 4111, call +12065550123'
const silent = /4111|card|5550123/

test('an error is told by its name and where it came from, never by its words', () => {
  const facts = errorFacts(new SyntaxError(words))
  expect(facts).toMatchObject({ error: 'SyntaxError', stack: expect.arrayContaining([expect.any(String)]) })
  expect(JSON.stringify(facts)).not.toMatch(silent)
})

test('what AWS said is told by its codes and its request id', () => {
  const refused = Object.assign(new Error(words), {
    name: 'ConflictException',
    $fault: 'client',
    $metadata: { requestId: '862a8790-60c0-4430-9b2b-658bdexample', httpStatusCode: 400, attempts: 2 },
    Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT',
    awsOperation: 'PinpointSMSVoiceV2.SendTextMessage',
  })
  const { stack, ...facts } = errorFacts(refused)
  expect(facts).toEqual({
    error: 'ConflictException',
    fault: 'client',
    awsRequestId: '862a8790-60c0-4430-9b2b-658bdexample',
    status: 400,
    attempts: 2,
    reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT',
    awsOperation: 'PinpointSMSVoiceV2.SendTextMessage',
  })
})

test('of a transaction that was cancelled each item says why', () => {
  const CancellationReasons = [{ Code: 'None' }, { Code: 'ThrottlingError', Message: words }, {}]
  const facts = errorFacts(Object.assign(new Error(words), { CancellationReasons }))
  expect(facts.cancellation).toEqual(['None', 'ThrottlingError', '*'])
  expect(JSON.stringify(facts)).not.toMatch(silent)
})

test('what did not fit a schema is told by its path, never by its value or a key that somebody chose', () => {
  const schema = z.object({
    parts: z.array(z.object({ segments: z.int() })),
    attributes: z.record(z.string(), z.string()),
  })
  const parsed = z.safeParse(schema, {
    parts: [{ segments: words }],
    attributes: { [words]: 7, '+12065550123': 7 },
  })
  const facts = errorFacts(parsed.error)
  expect(facts.issues).toEqual([
    { path: 'parts.0.segments', code: 'invalid_type' },
    { path: 'attributes.*', code: 'invalid_type' },
    { path: 'attributes.*', code: 'invalid_type' },
  ])
  expect(JSON.stringify(facts)).not.toMatch(silent)
})

test('the chain of causes is followed by the same rule, and ends', () => {
  const cause = Object.assign(new Error(words), { code: 'ECONNREFUSED', syscall: 'connect' })
  const error = new Error(words, { cause: new AggregateError([cause, words], words) })
  const facts = errorFacts(error)
  expect(facts).toMatchObject({
    cause: {
      error: 'AggregateError',
      errors: [{ code: 'ECONNREFUSED', syscall: 'connect' }, { error: 'string' }],
    },
  })
  expect(JSON.stringify(facts)).not.toMatch(silent)
  const endless = new Error(words)
  endless.cause = endless
  expect(JSON.stringify(errorFacts(endless))).not.toMatch(silent)
})

test('our own errors say their codes and kinds, and their words where they carry facts', () => {
  expect(errorFacts(new DomainError('phone_in_use', words))).toMatchObject({
    error: 'DomainError',
    code: 'phone_in_use',
  })
  expect(errorFacts(new ConflictError(['thread', 'message']))).toMatchObject({ kinds: ['thread', 'message'] })
  const own = new ExplainedError('The queue did not take every part.', { failed: 2 })
  expect(errorFacts(own)).toMatchObject({ message: 'The queue did not take every part.', failed: 2 })
})

test.each([[`${words}`], ['+12065550123'], ['12065550123'], ['a sentence']])('"%s" is no code', (code) => {
  const facts = errorFacts(Object.assign(new Error('x'), { code, awsOperation: code, name: code }))
  expect(facts).toMatchObject({ error: 'Error' })
  expect(facts).not.toHaveProperty('code')
  expect(facts).not.toHaveProperty('awsOperation')
})

test('what is thrown and is no error is told by its type', () => {
  expect(errorFacts(words)).toEqual({ error: 'string' })
})
