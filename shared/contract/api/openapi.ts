import * as z from 'zod/mini'
import { errorStatus } from './error-codes.ts'
import type { Operation } from './operation.ts'
import { operations } from './operations.ts'
import { idempotencyKey, problem } from './shapes.ts'

/** The OpenAPI 3.1 document, made from the very schemas that the handlers check with. */
export const openApiDocument = () => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [operationId, operation] of Object.entries<Operation>(operations)) {
    const path = paths[operation.path] ?? {}
    path[operation.method.toLowerCase()] = describe(operationId, operation)
    paths[operation.path] = path
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version: '1',
      description: `Two-way SMS conversations. Codes of errors: ${Object.keys(errorStatus).join(', ')}.`,
    },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: components(),
    },
  }
}

const describe = (operationId: string, operation: Operation) => ({
  operationId,
  summary: operation.summary,
  parameters: [
    ...parameters('path', operation.params?.()),
    ...parameters('query', operation.query?.()),
    ...ifMatchParameter(operation),
    ...idempotencyParameter(operation),
  ],
  ...(operation.body && {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: jsonSchema(operation.body(), 'input') } },
    },
  }),
  responses: {
    [operation.status]: { description: 'Done', ...content('application/json', operation) },
    default: {
      description: 'A problem (RFC 9457)',
      content: { 'application/problem+json': { schema: jsonSchema(problem(), 'output') } },
    },
  },
})

const content = (type: string, { status, response }: Operation) =>
  status === 204 ? {} : { content: { [type]: { schema: jsonSchema(response(), 'output') } } }

const parameters = (place: 'path' | 'query', schema: z.ZodMiniObject | undefined) =>
  Object.entries<z.core.$ZodType>(schema?.shape ?? {}).map(([name, value]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(value, undefined).success,
    schema: jsonSchema(value, 'input'),
  }))

const ifMatchParameter = ({ ifMatch }: Operation) =>
  ifMatch
    ? [{ name: 'If-Match', in: 'header', required: ifMatch === 'required', schema: { type: 'string' } }]
    : []

const idempotencyParameter = ({ method }: Operation) =>
  method === 'POST'
    ? [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description: 'The same request with the same key is served once and answered alike for 24 hours.',
          schema: jsonSchema(idempotencyKey, 'input'),
        },
      ]
    : []

const reference = (id: string) => `#/components/schemas/${id}`

const jsonSchema = (schema: z.core.$ZodType, io: 'input' | 'output') => bare(z.toJSONSchema(schema, { io }))

/** Without what only a document of its own has; named shapes become references to the components. */
const bare = (schema: object) => {
  const { $schema, $defs, $id, ...rest } = schema as Record<string, unknown>
  return withReferences(rest)
}

const withReferences = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withReferences)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) =>
    key === '$ref' && typeof inner === 'string'
      ? [key, inner.replace(/^.*[/#]/, reference(''))]
      : [key, withReferences(inner)],
  )
  return Object.fromEntries(entries)
}

const components = () => {
  const { schemas } = z.toJSONSchema(z.globalRegistry, { io: 'output', uri: reference })
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema)]))
}
