import * as z from 'zod/mini'
import { type ErrorCode, errorStatus } from '../api/error-codes.ts'
import type { Operation } from '../api/operation.ts'
import type { OperationName } from '../api/operations.ts'
import { operationProblems, problem, problemMembers } from '../api/problems.ts'
import { named } from '../api/shapes.ts'
import { type createSchemas, type Json, reference } from './schemas.ts'
import { problemExamples, problemSentences } from './texts/problems.ts'

/** What refusals are answered with: a schema and an example for each code, and the responses of each operation. */
export const createProblems = (schemas: ReturnType<typeof createSchemas>) => {
  schemas.output(problem())
  schemas.output(gatewayMessage())
  schemas.named[schemaName('unauthorized')] = problemSchema(schemas, 'unauthorized')
  const examples: Record<string, { value: unknown }> = {}
  const responsesFor = (name: OperationName, operation: Operation): Json => {
    const codes = codesOf(name, operation)
    for (const code of codes) {
      schemas.named[schemaName(code)] ??= problemSchema(schemas, code)
      examples[schemaName(code)] ??= { value: exampleOf(code) }
    }
    return responsesOf(operation, codes)
  }
  return { shared: gatewayResponses, examples, responsesFor }
}

const gatewayMessage = named('GatewayMessage', () => z.object({ message: z.string() }))

const schemaName = (code: ErrorCode) =>
  `${code.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Problem`

const problemSchema = (schemas: ReturnType<typeof createSchemas>, code: ErrorCode): Json => {
  const members = (problemMembers as Partial<Record<ErrorCode, () => z.ZodMiniObject>>)[code]?.()
  const more = members && (schemas.output(members) as { properties: Json; required?: string[] })
  return {
    description: problemSentences[code],
    allOf: [
      reference('Problem'),
      {
        type: 'object',
        properties: {
          code: { type: 'string', const: code },
          status: { type: 'integer', const: errorStatus[code] },
          ...more?.properties,
        },
        required: ['code', 'status', ...(more?.required ?? [])],
      },
    ],
  }
}

const exampleOf = (code: ErrorCode) => ({
  type: `urn:parley:problem:${code}`,
  title: code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' '),
  status: errorStatus[code],
  code,
  detail: problemSentences[code],
  request_id: '6a7d3f5e-2b1c-4c8e-9f60-1d2e3f4a5b6c',
  retryable: ['conflict', 'request_in_progress', 'rate_limited', 'internal_error'].includes(code),
  ...problemExamples[code],
})

/** By their status. */
const responsesOf = (operation: Operation, codes: ErrorCode[]): Json => {
  const statuses = Map.groupBy(codes, (code) => errorStatus[code])
  const responses = [...statuses].map(([status, codes]) => [status, responseOf(operation, codes)])
  return { ...Object.fromEntries(responses), ...gatewayReferences }
}

/** The codes that an operation may be refused with. */
const codesOf = (name: OperationName, { body, params, method, ifMatch }: Operation): ErrorCode[] => {
  const all: ErrorCode[] = [
    'validation_failed',
    'forbidden',
    'internal_error',
    ...(body ? (['malformed_request'] as const) : []),
    ...(params ? (['not_found'] as const) : []),
    ...(method === 'GET' ? [] : (['conflict'] as const)),
    ...(method === 'POST' ? (['request_in_progress', 'idempotency_key_reused'] as const) : []),
    ...(ifMatch ? (['precondition_failed'] as const) : []),
    ...(ifMatch === 'required' ? (['precondition_required'] as const) : []),
    ...operationProblems[name],
  ]
  return [...new Set(all)]
}

const responseOf = ({ method }: Operation, codes: ErrorCode[]) => {
  const [first, ...others] = codes.map((code) => reference(schemaName(code)))
  return {
    description: codes.map((code) => `\`${code}\`: ${problemSentences[code]}`).join('\n\n'),
    headers: {
      'x-request-id': { $ref: '#/components/headers/RequestId' },
      ...(codes.includes('request_in_progress') && {
        'Retry-After': { $ref: '#/components/headers/RetryAfter' },
      }),
      ...(method === 'POST' && {
        'Idempotent-Replayed': { $ref: '#/components/headers/IdempotentReplayed' },
      }),
    },
    content: {
      'application/problem+json': {
        schema: others.length ? { oneOf: [first, ...others] } : first,
        examples: Object.fromEntries(
          codes.map((code) => [code, { $ref: `#/components/examples/${schemaName(code)}` }]),
        ),
      },
    },
  }
}

/** What the gateway in front of the functions answers without asking them. */
const gatewayResponse = (description: string, message: string, headers: Json = {}) => ({
  description,
  headers,
  content: { 'application/json': { schema: reference('GatewayMessage'), example: { message } } },
})

const withProblem = (code: ErrorCode, response: ReturnType<typeof gatewayResponse>) => ({
  ...response,
  content: {
    ...response.content,
    'application/problem+json': { schema: reference(schemaName(code)), example: exampleOf(code) },
  },
})

const gatewayResponses = {
  Unauthorized: withProblem(
    'unauthorized',
    gatewayResponse(
      'The token is missing, wrong or no longer good. The gateway says so by itself, but for a token that is no access token.',
      'Unauthorized',
      {
        'www-authenticate': {
          description: 'What is wrong with the token.',
          schema: { type: 'string' },
          example: 'Bearer error="invalid_token"',
        },
        'x-request-id': { $ref: '#/components/headers/RequestId' },
      },
    ),
  ),
  TooManyRequests: gatewayResponse(
    'There are more requests than the deployment lets in. Try again a moment later.',
    'Too Many Requests',
  ),
}

const gatewayReferences = {
  401: { $ref: '#/components/responses/Unauthorized' },
  429: { $ref: '#/components/responses/TooManyRequests' },
}
