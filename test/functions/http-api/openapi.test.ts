import { expect, test } from 'vitest'
import { handler } from '../../../functions/describe-api/handler.ts'
import { names, operation } from '../../support/gateway.ts'

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

test('the document is OpenAPI 3.1.0', async () => {
  const document = await readDocument()
  expect(document).toMatchObject({
    openapi: '3.1.0',
    info: { title: expect.any(String), version: expect.any(String) },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
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

test('every operation says what it answers, and that a problem may be', async () => {
  for (const { described } of operationsOf(await readDocument())) {
    const { default: problem, ...done } = described.responses
    expect(problem?.content).toHaveProperty(['application/problem+json', 'schema'])
    expect(Object.keys(done)).toEqual([expect.stringMatching(/^20[0124]$/)])
    for (const [status, { description, content }] of Object.entries<Node>(done)) {
      expect(description).toBeTruthy()
      expect(content === undefined).toBe(status === '204')
    }
  }
})

test('schemas have no leftovers of documents of their own', async () => {
  const odd = objectsIn(await readDocument()).filter(
    (node) => '$schema' in node || '$defs' in node || '$id' in node,
  )
  expect(odd).toEqual([])
})
