import { expect, test } from 'vitest'
import { problemMembers } from '#contract/api/problems.ts'
import { examples, resources } from '#contract/document/texts.ts'
import { handler } from '../../functions/describe-api/handler.ts'
import { expectValid } from '../support/described.ts'
import { names, operation } from '../support/gateway.ts'

/** As JSON is: anything. */
type Node = ReturnType<typeof JSON.parse>

const readDocument = async (): Promise<Node> => {
  const answer = await handler()
  return JSON.parse(typeof answer === 'object' ? (answer.body ?? '') : answer)
}

/** Every object in the document, however deep. */
const objectsIn = (node: Node): Node[] =>
  typeof node === 'object' && node !== null ? [node, ...Object.values(node).flatMap(objectsIn)] : []

const at = (document: Node, reference: string) =>
  reference
    .replace('#/', '')
    .split('/')
    .reduce((node, key) => node?.[key], document)

const operationsOf = (document: Node) =>
  Object.entries<Node>(document.paths).flatMap(([path, item]) =>
    Object.entries<Node>(item).map(([method, described]) => ({ path, method, described })),
  )

test('the document is OpenAPI 3.1.0, and says who may call', async () => {
  const document = await readDocument()
  expect(document).toMatchObject({
    openapi: '3.1.0',
    info: { title: expect.any(String), version: expect.any(String), license: { identifier: 'MIT' } },
    servers: [{ url: '/' }],
    components: { securitySchemes: { people: { type: 'oauth2' }, programs: { type: 'oauth2' } } },
  })
})

test('every operation of the contract is described once, under its own name', async () => {
  const described = operationsOf(await readDocument())
  expect(described.map(({ described }) => described.operationId).toSorted()).toEqual(names.toSorted())
  for (const {
    path,
    method,
    described: { operationId },
  } of described) {
    const { path: promised, method: verb } = operation(operationId as (typeof names)[number])
    expect({ path, method }).toEqual({ path: promised, method: verb.toLowerCase() })
  }
})

test('every reference leads somewhere', async () => {
  const document = await readDocument()
  const references = objectsIn(document).flatMap(({ $ref }) => $ref ?? [])
  expect(references.length).toBeGreaterThan(0)
  expect(references.filter((reference) => !at(document, reference))).toEqual([])
})

test('every parameter of a path is described, and nothing else is required there', async () => {
  for (const { path, described } of operationsOf(await readDocument())) {
    const inPath = (described.parameters as Node[]).filter((parameter) => parameter.in === 'path')
    const named = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name)
    expect(inPath.map(({ name, required }) => ({ name, required }))).toEqual(
      named.map((name) => ({ name, required: true })),
    )
  }
})

test('every operation says what it answers, what it refuses, and who may call it', async () => {
  for (const { described } of operationsOf(await readDocument())) {
    const statuses = Object.keys(described.responses)
    expect(statuses.filter((status) => status.startsWith('2'))).toHaveLength(1)
    expect(statuses).toEqual(expect.arrayContaining(['401', '403', '422', '429', '500']))
    expect(described['x-roles']).toContain('admin')
    const [people, ...programs] = described.security
    expect(people).toEqual({ people: [] })
    expect(programs).not.toEqual([])
    for (const program of programs) expect(program).toEqual({ programs: expect.any(Array) })
  }
})

test('operations, parameters, schemas and properties are described', async () => {
  const document = await readDocument()
  const silent = [
    ...operationsOf(document).flatMap(({ described: { operationId, description, summary, parameters } }) => [
      ...(description && summary ? [] : [operationId]),
      ...parameters
        .filter((one: Node) => !one.$ref && !one.description)
        .map((one: Node) => `${operationId} ${one.name}`),
    ]),
    ...Object.entries<Node>(document.components.schemas).flatMap(([name, schema]) => [
      ...(schema.description ? [] : [name]),
      ...silentProperties(schema).map((path) => `${name}.${path}`),
    ]),
  ]
  expect(silent).toEqual([])
})

const silentProperties = (node: Node, at = ''): string[] => {
  if (typeof node !== 'object' || node === null) return []
  const { properties = {}, ...rest } = node
  return [
    ...Object.entries<Node>(properties).flatMap(([key, schema]) => [
      ...(schema.description ? [] : [`${at}${key}`]),
      ...silentProperties(schema, `${at}${key}.`),
    ]),
    ...Object.values(rest).flatMap((inner) => silentProperties(inner, at)),
  ]
}

test('every body has an example that fits its schema', async () => {
  const document = await readDocument()
  const bodies = operationsOf(document).flatMap(({ described: { requestBody, responses } }) =>
    [requestBody, ...Object.values<Node>(responses)].flatMap((one) =>
      Object.values<Node>((one?.$ref ? at(document, one.$ref) : one)?.content ?? {}),
    ),
  )
  expect(bodies.length).toBeGreaterThan(300)
  for (const { schema, examples, example } of bodies) {
    const shown = example
      ? [example]
      : Object.values<Node>(examples).map(({ $ref }) => at(document, $ref).value)
    expect(shown.length).toBeGreaterThan(0)
    const references = schema.oneOf ? [] : [schema.$ref]
    for (const reference of references) expectValid(`parley${reference}`, shown[0])
  }
  for (const name of Object.keys(document.components.examples).filter((name) => name.endsWith('Problem')))
    expectValid(`parley#/components/schemas/${name}`, document.components.examples[name].value)
})

test('no words are about something that is gone', async () => {
  const document = await readDocument()
  const { schemas } = document.components
  const paths = new Set(Object.keys(schemas).flatMap((name) => pathsIn(schemas[name], name)))
  const said = resources.flatMap((resource) =>
    Object.entries(resource.schemas).flatMap(([name, texts]) =>
      Object.keys(texts).map((path) => (path ? `${name}.${path}` : name)),
    ),
  )
  expect(said.filter((path) => !paths.has(path))).toEqual([])
  const used = Object.keys(document.components.examples)
  expect(Object.keys(examples).filter((name) => !used.includes(name) && !schemas[`${name}Page`])).toEqual([])
})

const pathsIn = (node: Node, path: string): string[] => {
  if (typeof node !== 'object' || node === null) return [path]
  const { properties = {}, ...rest } = node
  return [
    path,
    ...Object.entries<Node>(properties).flatMap(([key, schema]) => pathsIn(schema, `${path}.${key}`)),
    ...Object.values(rest).flatMap((inner) => pathsIn(inner, path)),
  ]
}

test('problems with members of their own have schemas of their own', async () => {
  const { schemas } = (await readDocument()).components
  for (const [code, members] of Object.entries(problemMembers)) {
    const found = Object.values<Node>(schemas).find(
      (schema) => schema.allOf?.[1]?.properties.code?.const === code,
    )
    // No operation can answer a method that its path does not have.
    if (code === 'method_not_allowed') continue
    expect(Object.keys(found?.allOf[1].properties ?? {})).toEqual(
      expect.arrayContaining(Object.keys(members().shape)),
    )
  }
})

test('requests hold nothing but what is named, answers may hold more', async () => {
  const { schemas } = (await readDocument()).components
  for (const [name, schema] of Object.entries<Node>(schemas)) {
    const closed = objectsIn(schema).filter((node) => node.additionalProperties === false)
    if (!name.endsWith('Body')) expect({ name, closed }).toEqual({ name, closed: [] })
    else expect({ name, closed: closed.length > 0 }).toEqual({ name, closed: true })
  }
})

test('types are as a reader expects them', async () => {
  const document = await readDocument()
  expect(JSON.stringify(document)).not.toMatch(/9007199254740991|\(\?:\(\?:/)
  const { parameters } = document.paths['/v1/conversations'].get
  expect(parameters.find((parameter: Node) => parameter.name === 'unread').schema).toEqual({
    type: 'boolean',
  })
  expect(document.components.schemas.SendSingleBody.anyOf).toEqual([
    { required: ['to'] },
    { required: ['contact_id'] },
    { required: ['case_id'] },
  ])
})

test('schemas have no leftovers of documents of their own', async () => {
  const odd = objectsIn(await readDocument()).filter(
    (node) => '$schema' in node || '$defs' in node || '$id' in node,
  )
  expect(odd).toEqual([])
})
