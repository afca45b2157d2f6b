import type * as z from 'zod/mini'

/**
 * A schema in the making. A function that starts would take longer to make those of all calls than to load everything
 * else, and it serves one of them.
 */
export type Schema = () => z.ZodMiniType
/** What a schema lets through. */
export type Shape<S extends Schema> = z.output<ReturnType<S>>

export type Scope = 'read' | 'send' | 'manage'

/** One call of the HTTP API: the router, the checks, the client and the OpenAPI document follow from it. */
export type Operation = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: `/v1/${string}`
  summary: string
  /** What a program's token must hold, one of several where there are more. Without it any token of the workspace will do. */
  scope?: Scope | readonly Scope[]
  /** Which people may call it: every agent, unless it says otherwise. */
  role?: 'admin'
  params?: () => z.ZodMiniObject
  /** Parameters that it does not name are refused, whether it has any or not. */
  query?: () => z.ZodMiniObject
  body?: Schema
  /** Every edit and removal of a record with a version names with If-Match the version that it was made from. */
  ifMatch?: 'required' | 'optional'
  response: Schema
  /** What it answers with, where that is not JSON: the response is a text then. */
  contentType?: 'text/csv'
  status: 200 | 201 | 202 | 204
  /** Answers 201 where it created what it would otherwise have changed. */
  creates?: true
}

/** The scopes of which a program needs one: who manages reads what it manages. None where any token will do. */
export const scopesOf = ({ scope }: Operation): Scope[] => {
  const named = scope === undefined ? [] : [scope].flat()
  return named.includes('read') ? [...new Set<Scope>([...named, 'manage'])] : named
}
