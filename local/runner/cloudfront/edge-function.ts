import { createContext, Script } from 'node:vm'
import type { Request } from '../core/http.ts'

/** A function that CloudFront runs before a behaviour; it gives the path that the request goes on with. */
export type EdgeFunction = (request: Request) => string

type Changed = { uri?: unknown; statusCode?: unknown } | undefined

/** Code for CloudFront, which gets and gives what CloudFront's events hold. Throws what the code throws at its start. */
export const createEdgeFunction = (name: string, code: string): EdgeFunction => {
  const context = createContext({})
  new Script(code, { filename: name }).runInContext(context)
  const call = new Script('handler(event)', { filename: name })
  return ({ method, url, headers }) => {
    const request = {
      ...{ method, uri: url.pathname, querystring: valuesOf(url.searchParams), cookies: {} },
      headers: valuesOf(Object.entries(headers).map(([key, value]) => [key, String(value)])),
    }
    context.event = { version: '1.0', context: { eventType: 'viewer-request' }, request }
    const changed: Changed = call.runInContext(context)
    if (typeof changed?.uri === 'string') return changed.uri
    throw new Error(`The function ${name} gave no request; its answers are not understood locally.`)
  }
}

const valuesOf = (entries: Iterable<[string, string]>) =>
  Object.fromEntries([...entries].map(([key, value]) => [key, { value }]))
