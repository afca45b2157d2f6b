import { z } from 'zod'
import type { Request } from '../../runner/core/http.ts'

/** What a caller sent is wrong; the text says what, in words for people. */
export class InvalidInput extends Error {
  override name = 'InvalidInput'
}

export const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be a phone number like +12065550143')

/** A number of a business may also be a short code or an RCS agent. */
export const businessNumber = z
  .string()
  .regex(
    /^(\+[1-9]\d{6,14}|\d{3,8}|rcs-[a-z0-9-]{1,60})$/,
    'must be a phone number like +12065550100, a short code, or an RCS agent like rcs-demo',
  )

/** Checks a value; throws an InvalidInput that names every field at fault. */
export const parse = <S extends z.ZodType>(schema: S, value: unknown): z.infer<S> => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new InvalidInput(
    parsed.error.issues.map(({ path, message }) => [path.join('.'), message].join(' ').trim()).join('; '),
  )
}

/** Reads a JSON body. */
export const parseBody = <S extends z.ZodType>(schema: S, { body }: Request): z.infer<S> => {
  let value: unknown
  try {
    value = JSON.parse(body.toString())
  } catch {
    throw new InvalidInput('The body is not JSON.')
  }
  return parse(schema, value)
}
