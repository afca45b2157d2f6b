import type * as z from 'zod/mini'

/** One call of the HTTP API: the router, the checks and the OpenAPI document follow from it. */
export type Operation = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: `/v1/${string}`
  summary: string
  params?: z.ZodMiniObject
  query?: z.ZodMiniObject
  body?: z.ZodMiniType
  /** Whether an edit may, or must, say with If-Match which version it was made from. */
  ifMatch?: 'optional' | 'required'
  response: z.ZodMiniType
  status: 200 | 201 | 202 | 204
}
