import type { OperationName } from '#contract/api/operations.ts'
import { names, operation, type Request } from '../support/gateway.ts'
import { bottomless, hostileString, hostileValue } from './hostile.ts'
import { document, madeOf, resolve, type Schema } from './values.ts'
import { roles, type World } from './world.ts'

export type FuzzedRequest = Request & { name: OperationName; role: string; isTheirs: boolean }

/** A request of any operation, by anybody: three of four are as the document asks for, the others are not. */
export const nextRequest = (world: World): FuzzedRequest => {
  const { random } = world
  const name: OperationName = random.pick(names)
  const { method, path } = operation(name)
  const described = document.paths[path][method.toLowerCase()]
  const wild = random.percent(60) ? 0 : random.pick([3, 10, 40])
  const { name: role, claims, isTheirs = false } = random.pick(random.percent(75) ? roles.slice(0, 4) : roles)
  const parameters: Schema[] = (described.parameters ?? []).map(resolve)
  const schema = described.requestBody?.content['application/json'].schema
  return {
    name,
    role,
    isTheirs,
    method: random.percent(1) ? random.pick(['GET', 'POST', 'PUT', 'DELETE']) : method,
    path: pathOf(world, path, parameters, wild),
    claims,
    query: queryOf(world, parameters, wild),
    headers: headersOf(world, wild),
    base64: random.percent(5),
    ...((schema || random.percent(wild)) && { body: bodyOf(world, schema ?? {}, wild) }),
  }
}

const pathOf = (world: World, path: string, parameters: Schema[], wild: number): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name) => {
    const schema = parameters.find((parameter) => parameter.in === 'path' && parameter.name === name)?.schema
    // Paths are taken apart before they come here: neither empty nor with a slash.
    const value = String(madeOf(world, schema ?? {}, name, wild))
    return value.slice(0, 500).replaceAll('/', '') || '-'
  })

const queryOf = (world: World, parameters: Schema[], wild: number): Record<string, string> => {
  const { random } = world
  const known = parameters
    .filter((parameter) => parameter.in === 'query' && (parameter.required || random.percent(30)))
    .map(({ name, schema }) => [name, String(madeOf(world, schema, name, wild)).slice(0, 2_000)])
  const unknown = random.percent(wild)
    ? [[hostileString(random).slice(0, 100), hostileString(random).slice(0, 100)]]
    : []
  return Object.fromEntries([...known, ...unknown])
}

const headersOf = ({ random }: World, wild: number): Record<string, string> => ({
  ...(random.percent(70) && {
    'if-match': random.percent(wild) ? hostileString(random) : random.pick(['*', '"1"', '"2"']),
  }),
  ...(random.percent(25) && {
    'idempotency-key': random.percent(wild) ? hostileString(random) : `key ${random.below(30)}`,
  }),
})

const notJson = [
  '',
  '{',
  '[1,',
  'null',
  '"text"',
  '7',
  '\ufeff{}',
  '{"a":1}{"b":2}',
  bottomless,
  `{"body": ${bottomless}}`,
]

const bodyOf = (world: World, schema: Schema, wild: number): unknown => {
  const { random } = world
  if (random.percent(wild / 4)) return random.pick(notJson)
  const value = random.percent(wild / 4) ? hostileValue(random) : madeOf(world, schema, 'body', wild)
  return JSON.stringify(value)
}
