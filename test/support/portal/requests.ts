import type { Page } from 'playwright-core'

/** The longest chain of calls to the sign-in and the API, each begun only after another had ended, up to the list. */
export const requestsInARow = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const entries = performance.getEntriesByType('resource') as unknown as {
      name: string
      initiatorType: string
      startTime: number
      responseEnd: number
    }[]
    const calls = entries.filter(
      ({ name, initiatorType }) => initiatorType === 'fetch' && !name.endsWith('config.json'),
    )
    const list = calls.find(({ name }) => /\/v1\/conversations\?/.test(name))
    const before = (call: typeof list): number =>
      call ? 1 + Math.max(0, ...calls.filter((other) => other.responseEnd <= call.startTime).map(before)) : 0
    return before(list)
  })
