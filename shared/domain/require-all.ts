import { DomainError } from './error.ts'

/** `path`: of the list of ids in the request. `record`: what the ids should name, as in 'number'. */
type Named = { path: string; record: 'agent' | 'number' | 'team' }

/**
 * The records that were looked up by ids of a request, in their order. Throws `validation_failed` with the place of each id that
 * names none.
 */
export const requireAll = <T>(found: (T | undefined)[], { path, record }: Named): T[] => {
  const detail = `There is no such ${record}.`
  const errors = found.flatMap((one, i) => (one ? [] : [{ path: `${path}.${i}`, detail }]))
  if (errors.length > 0)
    throw new DomainError('validation_failed', `One of the ${record}s does not exist.`, { errors })
  return found.filter((one) => one !== undefined)
}
