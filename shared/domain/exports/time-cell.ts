/** An instant (epoch milliseconds) in a file: ISO 8601 in UTC, or nothing. */
export const timeCell = (time: number | undefined): string =>
  time === undefined ? '' : new Date(time).toISOString()
