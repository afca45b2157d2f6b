import { wellFormed } from '#adapters/well-formed.ts'
import { DomainError } from '#domain/error.ts'

/** No operation takes more than six; what is deeper could only exhaust whoever walks through it. */
const deepest = 20

/**
 * What a body holds, its strings well-formed. No body is a body without fields: what is missing is then named. Throws
 * `malformed_request`, and `validation_failed` for what is nested too deep.
 */
export const readJson = (text: string): unknown => {
  const value = text.trim() === '' ? {} : parse(text)
  const path = pathBelow(value, deepest)
  if (path === undefined) return wellFormed(value)
  const detail = `This is nested more than ${deepest} deep.`
  throw new DomainError('validation_failed', 'The request has invalid fields.', {
    errors: [{ path, detail }],
  })
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new DomainError('malformed_request', 'The body is not JSON.')
  }
}

/** The first field in which something is nested deeper than that; its name is empty where the value itself is a list. */
const pathBelow = (value: unknown, depth: number): string | undefined => {
  const found = entriesOf(value).find(([, held]) => isDeeper(held, depth - 1))
  return found?.[0]
}

const isDeeper = (value: unknown, depth: number): boolean => {
  if (typeof value !== 'object' || value === null) return false
  return depth === 0 || entriesOf(value).some(([, held]) => isDeeper(held, depth - 1))
}

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : []
