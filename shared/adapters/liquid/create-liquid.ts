import { Liquid } from 'liquidjs/dist/liquid.browser.mjs'

/** What templates may use: choices, comments, and filters on words. Nothing that repeats, includes or assigns. */
export const tags = ['if', 'unless', 'case', 'comment', 'raw'] as const

export const filters = [
  'append',
  'capitalize',
  'date',
  'default',
  'downcase',
  'first',
  'last',
  'prepend',
  'remove',
  'replace',
  'slice',
  'split',
  'strip',
  'truncate',
  'truncatewords',
  'upcase',
] as const

/** Of these the value is empty where what they are given is, so that `default` behind them still applies. */
export const keepEmpty: ReadonlySet<string> = new Set([
  ...['capitalize', 'date', 'downcase', 'first', 'last', 'remove', 'slice', 'split', 'strip', 'truncate'],
  ...['truncatewords', 'upcase'],
])

/**
 * Liquid with the above alone. `memoryLimit` counts what filters make (about characters) and stops whatever grows; it is
 * the same on any machine. `renderLimit` is a clock (milliseconds), so it is far above what a busy one needs.
 */
export const createLiquid = (): Liquid => {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    parseLimit: 10_000,
    memoryLimit: 100_000,
    renderLimit: 2_000,
    timezoneOffset: 0,
  })
  keepOnly(tags, liquid.tags)
  keepOnly(filters, liquid.filters)
  return liquid
}

const keepOnly = (names: readonly string[], known: Record<string, unknown>): void => {
  for (const name of Object.keys(known)) if (!names.includes(name)) delete known[name]
}
