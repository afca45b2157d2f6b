import type { Reply, Request } from '../core/http.ts'

export type Cors = {
  AllowOrigins?: string[]
  AllowMethods?: string[]
  AllowHeaders?: string[]
  ExposeHeaders?: string[]
  MaxAge?: number
  AllowCredentials?: boolean
}

const isAllowed = (origin: string | undefined, { AllowOrigins = [] }: Cors) =>
  origin !== undefined && (AllowOrigins.includes('*') || AllowOrigins.includes(origin))

/** What every answer to a page of an allowed origin carries. */
export const corsHeaders = ({ headers }: Request, cors?: Cors): Record<string, string> => {
  if (!cors || !isAllowed(headers.origin, cors)) return {}
  return {
    'access-control-allow-origin': cors.AllowOrigins?.includes('*') ? '*' : String(headers.origin),
    ...(cors.ExposeHeaders && { 'access-control-expose-headers': cors.ExposeHeaders.join(',') }),
    ...(cors.AllowCredentials && { 'access-control-allow-credentials': 'true' }),
  }
}

/** API Gateway answers the browser's question itself when no route takes it. */
export const preflight = (request: Request, cors: Cors): Reply => {
  if (!isAllowed(request.headers.origin, cors)) return { status: 204 }
  return {
    status: 204,
    headers: {
      ...corsHeaders(request, cors),
      ...(cors.AllowMethods && { 'access-control-allow-methods': cors.AllowMethods.join(',') }),
      ...(cors.AllowHeaders && { 'access-control-allow-headers': cors.AllowHeaders.join(',') }),
      ...(cors.MaxAge !== undefined && { 'access-control-max-age': String(cors.MaxAge) }),
    },
  }
}
