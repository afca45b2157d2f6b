import type { PublicEvent } from './router.ts'

/** What was sent, as text: API Gateway hands on the body of a form in base64. */
export const bodyOf = ({
  body = '',
  isBase64Encoded,
}: Pick<PublicEvent, 'body' | 'isBase64Encoded'>): string =>
  isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body

/** A field of a form that a page without a script sends; empty where there is none. */
export const fieldOf = (event: Pick<PublicEvent, 'body' | 'isBase64Encoded'>, name: string): string =>
  new URLSearchParams(bodyOf(event)).get(name)?.trim() ?? ''
