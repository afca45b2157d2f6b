import { matches, type Pattern } from '../events/pattern.ts'

/**
 * Whether a record passes the filters of an event source mapping: one of them has to match; all pass when there are none.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
export const passes = (record: object, filters: Pattern[]) =>
  filters.length === 0 || filters.some((filter) => matches(filter, record))

/**
 * The same for a message of a queue. A filter with an object for the body reads the body as JSON, others as plain text.
 * A body that is no JSON does not pass a filter that needs it.
 */
export const messagePasses = (record: { body?: string }, filters: Pattern[]) =>
  filters.length === 0 ||
  filters.some((filter) =>
    matches(filter, looksIntoBody(filter) ? { ...record, body: parse(record.body) } : record),
  )

const looksIntoBody = ({ body }: Pattern) => typeof body === 'object' && body !== null && !Array.isArray(body)

const parse = (body = ''): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
