import type * as z from 'zod/mini'
import { type Operation, type Scope, scopesOf } from '../api/operation.ts'
import { type OperationName, operations } from '../api/operations.ts'
import { headers, parameters, securitySchemes } from './common.ts'
import { createWebhooks, eventSchemaNames, eventTag } from './events.ts'
import { createProblems } from './problems.ts'
import type { Texts } from './resource-texts.ts'
import { createSchemas, type Json, reference } from './schemas.ts'
import { examples, resources, textFor } from './texts.ts'

/** The OpenAPI 3.1 document, made from the very schemas that the handlers check with. */
export const openApiDocument = () => {
  const schemas = createSchemas()
  const problems = createProblems(schemas)
  const told = createWebhooks(schemas)
  const names: Names = { schemas, examples: {}, like: new Map() }
  const paths: Record<string, Json> = {}
  for (const [name, operation] of entries) {
    const described = describe(names, name, operation)
    const responses = { ...described.responses, ...problems.responsesFor(name, operation) }
    const method = operation.method.toLowerCase()
    paths[operation.path] = { ...paths[operation.path], [method]: { ...described, responses } }
  }
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/', description: 'The API that this document was read from.' }],
    tags: [...resources.map(({ tag }) => tag), eventTag],
    paths,
    webhooks: told.webhooks,
    components: {
      securitySchemes,
      parameters,
      headers,
      responses: problems.shared,
      examples: { ...names.examples, ...problems.examples, ...told.examples },
      schemas: withTexts(schemas.named, names),
    },
  }
}

const info = {
  title: 'Parley',
  version: '1',
  summary: 'Two-way SMS conversations between a company and its customers.',
  description: [
    'Customers text a business number; agents answer from one inbox; programs use this API.',
    'Lists come in pages: send `next_cursor` as `cursor` until `has_more` is false.',
    'Every refusal is a problem document (RFC 9457) with a `code`. The gateway in front answers a missing token itself.',
    'A method that a path does not have is answered with `method_not_allowed` (405) and the header Allow.',
    'Whoever reads an object must accept fields that it does not know: later versions add some.',
  ].join('\n\n'),
  contact: { name: 'The administrators of your workspace' },
  license: { name: 'MIT', identifier: 'MIT' },
}

const entries = Object.entries(operations) as [OperationName, Operation][]

type Names = {
  schemas: ReturnType<typeof createSchemas>
  examples: Record<string, { value: unknown }>
  /** Which schema a schema without words of its own is like. */
  like: Map<string, string>
}

const describe = (names: Names, name: OperationName, operation: Operation) => {
  const resource = resourceOf(name)
  const answer = operation.status === 204 ? undefined : answerOf(names, name, operation)
  return {
    operationId: name,
    tags: [resource.tag.name],
    summary: operation.summary,
    description: `${resource.operations[name]}${whoMay(operation)}`,
    'x-roles': operation.role === 'admin' ? ['admin'] : ['agent', 'admin'],
    security: [{ people: [] }, ...programsWith(scopesOf(operation))],
    parameters: parametersOf(names, resource, name, operation),
    ...(operation.body && { requestBody: bodyOf(names, name, operation.body, answer?.item) }),
    responses: Object.fromEntries(
      statusesOf(operation).map(({ status, description }) => [
        status,
        { description, headers: headersOf(operation, answer), ...answer?.content },
      ]),
    ),
  }
}

const statusesOf = ({ status, creates }: Operation) => [
  { status, description: 'Done.' },
  ...(creates ? [{ status: 201, description: 'Created.' }] : []),
]

const resourceOf = (name: OperationName): Texts => {
  const found = resources.find((resource) => name in resource.operations)
  if (!found) throw new Error(`Nothing describes ${name}.`)
  return found
}

const whoMay = (operation: Operation): string => {
  const people = operation.role === 'admin' ? ' Only admins may.' : ''
  const scopes = scopesOf(operation).map((scope) => `\`${scope}\``)
  return scopes.length > 0 ? `\n\nPrograms need the scope ${scopes.join(' or ')}.${people}` : people
}

/** One requirement for each scope that will do. */
const programsWith = (scopes: Scope[]) =>
  scopes.length > 0 ? scopes.map((scope) => ({ programs: [scope] })) : [{ programs: [] }]

const parametersOf = (
  { schemas }: Names,
  resource: Texts,
  name: OperationName,
  { params, query, ifMatch, method }: Operation,
) => [
  ...each(params?.()).map(([key, schema]) => ({
    name: key,
    in: 'path',
    required: true,
    description: resource.parameters?.[name]?.[key] ?? textFor([], key),
    schema: schemas.input(schema),
  })),
  ...each(query?.()).map(([key, schema]) => {
    const shared = sharedParameters[key]
    if (shared) return shared
    const json = schemas.input(schema)
    const description = resource.parameters?.[name]?.[key] ?? textFor([], key)
    return { name: key, in: 'query', required: isRequired(schema), description, schema: json }
  }),
  ...(ifMatch
    ? [{ $ref: `#/components/parameters/${ifMatch === 'required' ? 'IfMatch' : 'OptionalIfMatch'}` }]
    : []),
  ...(method === 'POST' ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
]

const sharedParameters: Record<string, { $ref: string }> = {
  limit: { $ref: '#/components/parameters/Limit' },
  cursor: { $ref: '#/components/parameters/Cursor' },
}

const each = (schema: z.ZodMiniObject | undefined) => Object.entries<z.core.$ZodType>(schema?.shape ?? {})

const isRequired = ({ _zod }: z.core.$ZodType) => _zod.optin !== 'optional'

/** A request body is named after its operation. */
const bodyOf = (
  names: Names,
  name: OperationName,
  body: () => z.ZodMiniType,
  answered: string | undefined,
) => {
  const id = `${capitalized(name)}Body`
  names.schemas.named[id] = names.schemas.input(body())
  if (answered) names.like.set(id, answered)
  return { required: !body().safeParse({}).success, content: media(names, reference(id), id) }
}

/** The answer by its name: a page is named after what it lists, anything without a name after the operation. */
const answerOf = (names: Names, name: OperationName, { response, contentType }: Operation) => {
  const schema = names.schemas.output(response())
  const own = nameIn(schema)
  const item = nameIn((schema as Page).properties?.data?.items)
  const id = own ?? (item ? `${item}Page` : `${capitalized(name)}Answer`)
  if (!own) names.schemas.named[id] = schema
  const example = examples[name] ? name : id
  if (item && !examples[id]) examples[id] = { data: [examples[item]], has_more: false }
  return { id, item: item ?? id, content: { content: media(names, reference(id), example, contentType) } }
}

type Page = { properties?: { data?: { items?: unknown } } }

const nameIn = (schema: unknown): string | undefined =>
  (schema as { $ref?: string } | undefined)?.$ref?.replace('#/components/schemas/', '')

const media = (names: Names, schema: { $ref: string }, example: string, type = 'application/json') => {
  names.examples[example] = { value: examples[example] }
  return {
    [type]: { schema, examples: { example: { $ref: `#/components/examples/${example}` } } },
  }
}

const headersOf = ({ method, response }: Operation, answer: { id: string } | undefined) => ({
  'x-request-id': { $ref: '#/components/headers/RequestId' },
  ...(answer && hasVersion(response()) && { ETag: { $ref: '#/components/headers/ETag' } }),
  ...(method === 'POST' && { 'Idempotent-Replayed': { $ref: '#/components/headers/IdempotentReplayed' } }),
})

const hasVersion = (schema: z.core.$ZodType) =>
  'shape' in schema._zod.def && 'version' in (schema._zod.def.shape as object)

const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

/** The schemas with their descriptions, in the order of the alphabet. */
const withTexts = (named: Record<string, Json>, { like }: Names) =>
  Object.fromEntries(
    Object.entries(named)
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, schema]) => {
        const names = [name, like.get(name), ...(alike[name] ?? [])]
        const description = textFor(names.slice(0, 1), '') ?? pageText(name)
        return [
          name,
          { ...(description && { description }), ...(withPropertyTexts(schema, names, '') as Json) },
        ]
      }),
  )

const pageText = (name: string) => {
  if (eventSchemaNames.includes(name)) return 'An event.'
  return name.endsWith('Page') ? 'A page of a list.' : undefined
}

/** Schemas that repeat properties of another one. */
const alike: Record<string, string[]> = {
  ...Object.fromEntries(eventSchemaNames.map((name) => [name, ['Event']])),
  StartedConversation: ['Conversation'],
  StartConversationBody: ['SendSingleBody', 'SendMessageBody'],
  SendSingleBody: ['SendMessageBody'],
  SendCaseTextBody: ['SendMessageBody'],
  PreviewMessageBody: ['SendSingleBody', 'SendMessageBody'],
  EditHeldBody: ['SendMessageBody'],
}

const withPropertyTexts = (node: unknown, names: (string | undefined)[], path: string): unknown => {
  if (Array.isArray(node)) return node.map((inner) => withPropertyTexts(inner, names, path))
  if (typeof node !== 'object' || node === null) return node
  const { properties, ...rest } = node as { properties?: Record<string, Json> }
  const others = Object.entries(rest).map(([key, value]) => [key, withPropertyTexts(value, names, path)])
  const described = Object.entries(properties ?? {}).map(([key, schema]) => {
    const at = path ? `${path}.${key}` : key
    const description = textFor(names, at)
    return [key, { ...(description && { description }), ...(withPropertyTexts(schema, names, at) as Json) }]
  })
  return { ...Object.fromEntries(others), ...(properties && { properties: Object.fromEntries(described) }) }
}
