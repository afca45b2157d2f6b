import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect } from 'vitest'
import { openApiDocument } from '#contract/document/document.ts'

/** As JSON is: anything. */
type Node = ReturnType<typeof JSON.parse>

const document: Node = openApiDocument()

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
// People and numbers of the tests have names for ids, shorter than real ones.
const schemas = { ...document.components.schemas }
for (const name of ['AgentId', 'NumberId']) schemas[name] = { type: 'string' }
ajv.addSchema({ ...document, components: { ...document.components, schemas }, $id: 'parley' })

type Request = { method: string; path: string }
type Answer = { status: number; headers: Record<string, string>; body: Node }

/** The answer to a request is one that the OpenAPI document describes: its status, type, headers and body. */
export const expectDescribed = (request: Request, { status, headers, body }: Answer) => {
  const found = find(request)
  // What no path or method has is described in words only.
  if (!found) return expect([404, 405]).toContain(status)
  const { pointer, responses } = found
  expect(Object.keys(responses).map(Number), `statuses of ${request.method} ${request.path}`).toContain(
    status,
  )
  const response = resolve(responses[status])
  expect(lowerCased(response.headers)).toEqual(expect.arrayContaining(unusualHeaders(headers)))
  if (status === 204) return expect(body).toBe('')
  const type = headers['content-type'] ?? ''
  expect(Object.keys(response.content)).toContain(type)
  if ('$ref' in responses[status])
    return expectValid(`parley${responses[status].$ref}/content/${escaped(type)}/schema`, body)
  return expectValid(`parley${pointer}/responses/${status}/content/${escaped(type)}/schema`, body)
}

/** The value fits the schema at this place of the document. */
export const expectValid = (reference: string, value: unknown) => {
  const validate = ajv.getSchema(reference)
  if (!validate) throw new Error(`The document has no ${reference}.`)
  validate(value)
  expect(validate.errors ?? [], JSON.stringify(value)).toEqual([])
}

const find = ({ method, path }: Request) => {
  const item = Object.keys(document.paths).find((template) => patternOf(template).test(path))
  const verb = method.toLowerCase()
  const described = item && document.paths[item][verb]
  if (!described) return undefined
  return { pointer: `#/paths/${escaped(item)}/${verb}`, responses: described.responses }
}

const patternOf = (template: string) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`)

/** A JSON pointer in a URI. */
const escaped = (key: string) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))

const resolve = (node: Node): Node =>
  node.$ref
    ? node.$ref
        .slice(2)
        .split('/')
        .reduce((at: Node, key: string) => at[key], document)
    : node

const lowerCased = (headers: object = {}) => Object.keys(headers).map((name) => name.toLowerCase())

/** Every answer has these two. */
const unusualHeaders = (headers: Record<string, string>) =>
  Object.keys(headers).filter((name) => name !== 'content-type' && name !== 'cache-control')
