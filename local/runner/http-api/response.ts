import { json, type Reply } from '../core/http.ts'

type Result = {
  statusCode?: number
  headers?: Record<string, string | number | boolean>
  body?: string
  isBase64Encoded?: boolean
  cookies?: string[]
}

/** What a function returned, as API Gateway answers it: without a status code the whole value is the body. */
export const toReply = (value: unknown): Reply => {
  const result = value as Result | null
  if (typeof result !== 'object' || result === null || result.statusCode === undefined)
    return json(200, value)
  const { statusCode, headers = {}, body = '', isBase64Encoded, cookies } = result
  const lower = Object.entries(headers).map(([name, text]) => [name.toLowerCase(), String(text)])
  return {
    status: Number(statusCode),
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      ...Object.fromEntries(lower),
      ...(cookies && { 'set-cookie': cookies }),
    },
    body: isBase64Encoded ? Buffer.from(body, 'base64') : body,
  }
}
