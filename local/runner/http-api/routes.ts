/** `GET /v1/things/{id}`, `ANY /{proxy+}`, or `$default`. */
export type Route<T> = { key: string; value: T }

export type Match<T> = { route: Route<T>; pathParameters: Record<string, string> }

/**
 * The route for a request, chosen as API Gateway chooses: the most specific path, a named method before ANY, `$default`
 * last. `path` is still percent-encoded.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export const findRoute = <T>(routes: Route<T>[], method: string, path: string): Match<T> | undefined => {
  const steps = split(path)
  const candidates = routes.flatMap((route) => {
    const [routeMethod = '', routePath = ''] = route.key.split(' ')
    if (routeMethod !== method && routeMethod !== 'ANY') return []
    const pathParameters = matchPath(split(routePath), steps)
    return pathParameters ? [{ route, pathParameters, rank: rank(routePath, routeMethod) }] : []
  })
  const [best] = candidates.sort((a, b) => compare(b.rank, a.rank))
  if (best) return best
  const fallback = routes.find(({ key }) => key === '$default')
  return fallback && { route: fallback, pathParameters: {} }
}

const split = (path: string) => path.split('/').slice(1)

const matchPath = (pattern: string[], steps: string[]): Record<string, string> | undefined => {
  const parameters: Record<string, string> = {}
  for (const [index, expected] of pattern.entries()) {
    const step = steps[index]
    const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/.exec(expected) ?? []
    if (step === undefined || (name && step === '')) return undefined
    if (name && greedy) return { ...parameters, [name]: decode(steps.slice(index).join('/')) }
    if (name) parameters[name] = decode(step)
    else if (expected !== decode(step)) return undefined
  }
  return steps.length === pattern.length ? parameters : undefined
}

/** API Gateway decodes paths before it hands them on. */
export const decode = (text: string) => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Step by step: a fixed word before a parameter before a greedy one; then a named method before ANY. */
const rank = (path: string, method: string) => [
  ...split(path).map((step) => (step.endsWith('+}') ? 0 : step.endsWith('}') ? 1 : 2)),
  method === 'ANY' ? 0 : 1,
]

const compare = (a: number[], b: number[]): number => {
  const index = a.findIndex((value, at) => value !== b[at])
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0)
}
