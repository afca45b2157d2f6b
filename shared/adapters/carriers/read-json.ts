import * as z from 'zod/mini'
import { wellFormed } from '../well-formed.ts'

/** What a carrier answered, where it is JSON of this shape, its strings well-formed; undefined otherwise. */
export const readJson = <S extends z.ZodMiniType>(schema: S, text: string): z.infer<S> | undefined => {
  try {
    return z.parse(schema, wellFormed(JSON.parse(text)))
  } catch {
    return undefined
  }
}
