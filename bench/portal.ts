import { loadavg } from 'node:os'
import { pathToFileURL } from 'node:url'
import type { Browser, CDPSession, Page, WebSocketRoute } from 'playwright-core'
import { claimText } from '../test/support/flows/claim-text.ts'
import { handset, until } from '../test/support/flows/client.ts'
import { startStack } from '../test/support/flows/stack.ts'
import { log, messageField, row, startBrowser, takeSeat } from '../test/support/portal/browser.ts'
import { fillInbox, inboxList, manyRow, readToTheEnd, scrollInbox } from '../test/support/portal/many-rows.ts'
import { requestsInARow } from '../test/support/portal/requests.ts'
import { weighPortal } from '../test/support/portal/weights.ts'
import { printTable, printTitle, quantile } from './table.ts'

type Parley = Awaited<ReturnType<typeof startStack>>

const ourNumber = '+12065550100'

/** Figures of the portal in a real browser against a system of its own, each with its budget. Asserts nothing. */
export const benchPortal = async (): Promise<void> => {
  const { weightOf, onDemand } = weighPortal()
  const first = weightOf('index.html')
  const largest = Math.max(...onDemand.map((name) => weightOf('index.html', name) - first))
  const [parley, browser] = await Promise.all([startStack(), startBrowser()])
  const figures = [
    figure('script to the first row, gzip', first, 110, 'KB'),
    figure('… with conversation and composer', weightOf('index.html', 'src/talk/talk.tsx'), 180, 'KB'),
    figure('… of any other page beside the first row', largest, 100, 'KB'),
    ...(await loading(browser, parley)),
    ...(await receiving(browser, parley)),
    ...(await scrolling(browser, parley)),
    ...(await typing(browser, parley)),
  ]
  await browser.close()
  await parley.stop()
  printTitle(`The portal in Chromium (this machine, with a load of ${loadavg()[0]?.toFixed(1)} at its end)`)
  printTable(figures)
}

const figure = (name: string, value: number, budget: number, unit: string) => ({
  figure: name,
  value: value.toFixed(value < 10 && !Number.isInteger(value) ? 1 : 0),
  budget: String(budget),
  unit,
  kept: value <= budget ? 'yes' : 'no',
})

const median = (values: number[]): number => quantile(values, 0.5)

/** How a signed-in page comes up: its requests, and the time to the first row. */
const loading = async (browser: Browser, parley: Parley) => {
  await handset(parley.endpoints, '+12065550160').text(ourNumber, 'Are you there?')
  const { page, context } = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com')
  await row(page, '(206) 555-0160').waitFor()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  let preflights = 0
  session.on('Network.requestWillBeSent', ({ type }) => {
    if (type === 'Preflight') preflights++
  })
  const cold = await timesToFirstRow(page, session, 'cold')
  const warm = await timesToFirstRow(page, session, 'warm')
  await row(page, '(206) 555-0160').click()
  await messageField(page).waitFor()
  const inARow = await requestsInARow(page)
  await context.close()
  return [
    figure('requests in a row before the first row', inARow, 2, ''),
    figure('preflights', preflights, 0, ''),
    figure('first row of who has signed in, cold cache, median of 5', median(cold), 600, 'ms'),
    figure('first row of who has signed in, warm cache, median of 5', median(warm), 600, 'ms'),
  ]
}

const timesToFirstRow = async (page: Page, session: CDPSession, cache: 'cold' | 'warm') => {
  await session.send('Network.setCacheDisabled', { cacheDisabled: cache === 'cold' })
  const times: number[] = []
  for (let run = 0; run < 5; run++) {
    const start = performance.now()
    await page.reload({ waitUntil: 'commit' })
    await row(page, '(206) 555-0160').waitFor()
    times.push(performance.now() - start)
  }
  return times
}

const texts = 50

/** From the handset's press to the text on the agent's screen. */
const receiving = async (browser: Browser, parley: Parley) => {
  const { page, context } = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com')
  const phone = handset(parley.endpoints, '+12065550161')
  await phone.text(ourNumber, 'Warm up')
  await row(page, '(206) 555-0161').click()
  await log(page).getByText('Warm up').waitFor()
  const times: number[] = []
  for (let text = 0; text < texts; text++) {
    const start = performance.now()
    await phone.text(ourNumber, `Text ${text} of ${texts}`)
    await log(page).getByText(`Text ${text} of ${texts}`).waitFor()
    times.push(performance.now() - start)
  }
  await context.close()
  return [
    figure('a text on the screen, median of 50', median(times), 300, 'ms'),
    figure('… 95 of 100', quantile(times, 0.95), 1_000, 'ms'),
  ]
}

const steps = 120

const scrolling = async (browser: Browser, parley: Parley) => {
  const { page, context } = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com')
  await fillInbox(page)
  await readToTheEnd(page)
  await scrollInbox(page, 'top')
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const before = await cpuOf(session)
  let rows = 0
  const box = await inboxList(page).boundingBox()
  await page.mouse.move((box?.x ?? 0) + 100, (box?.y ?? 0) + 200)
  for (let step = 0; step < steps; step++) {
    await page.mouse.wheel(0, 200)
    await frame(page)
    rows = Math.max(rows, await inboxList(page).getByRole('link').count())
  }
  const cpu = (await cpuOf(session)) - before
  const heap = await heapOf(session)
  const keys = await keyTimes(page)
  await context.close()
  return [
    figure('rows in the page of 10,000', rows, 40, ''),
    figure('processor time of a frame while it scrolls', cpu / steps, 6, 'ms'),
    figure('memory with 10,000 rows', heap, 40, 'MB'),
    figure('from j to the next picture, 98 of 100', quantile(keys, 0.98), 50, 'ms'),
  ]
}

const frame = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const world = globalThis as unknown as { requestAnimationFrame(work: () => void): void }
    return new Promise<void>((resolve) => world.requestAnimationFrame(() => resolve()))
  })

const metric = async (session: CDPSession, name: string): Promise<number> => {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find((each) => each.name === name)?.value ?? Number.NaN
}

/** Of the page's main thread, milliseconds. */
const cpuOf = async (session: CDPSession) => 1_000 * (await metric(session, 'TaskDuration'))

const heapOf = async (session: CDPSession) => {
  await session.send('HeapProfiler.collectGarbage')
  return (await metric(session, 'JSHeapUsedSize')) / 2 ** 20
}

const presses = 30

const keyTimes = async (page: Page): Promise<number[]> => {
  await scrollInbox(page, 'top')
  await page.keyboard.press('j')
  await page.waitForURL(/\/c\/cnv_/)
  const read = await timeKeys(page)
  for (let press = 0; press < presses; press++) await page.keyboard.press('j')
  return read()
}

/** From each key to the next picture, in milliseconds; the browser tells of those only that took 16 or more. */
const timeKeys = async (page: Page): Promise<() => Promise<number[]>> => {
  await page.evaluate(() => {
    const world = globalThis as unknown as { keyTimes: number[] }
    world.keyTimes = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') world.keyTimes.push(entry.duration)
    }).observe({ type: 'event', durationThreshold: 16 } as never)
  })
  return async () => {
    await frame(page)
    await frame(page)
    return page.evaluate(() => (globalThis as unknown as { keyTimes: number[] }).keyTimes)
  }
}

const pushedEachSecond = 50
const keys = 60

/** Writing a text while fifty rows a second are pushed into an inbox of ten thousand. */
const typing = async (browser: Browser, parley: Parley) => {
  const conversation = await claimText(parley, '+12065550162', 'Hello')
  const { page, context } = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com')
  const tell = await hearLine(page)
  await fillInbox(page)
  await readToTheEnd(page)
  // Within the page: a reload would lose the rows.
  await page.evaluate(
    `history.pushState(null, '', '/c/${conversation.id}'); dispatchEvent(new PopStateEvent('popstate'))`,
  )
  await messageField(page).click()
  await until('the line', async () => tell.isReady())
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const read = await timeKeys(page)
  const before = await cpuOf(session)
  const start = performance.now()
  let pushed = 0
  const storm = setInterval(() => tell.row(pushed++), 1_000 / pushedEachSecond)
  await messageField(page).pressSequentially('x'.repeat(keys), { delay: 100 })
  clearInterval(storm)
  const seconds = (performance.now() - start) / 1_000
  const cpu = (await cpuOf(session)) - before
  const times = await read()
  await context.close()
  return [
    figure(
      `processor time of a second with ${pushedEachSecond} rows pushed and keys pressed`,
      cpu / seconds,
      250,
      'ms',
    ),
    figure('… from a key to the next picture, 98 of 100', quantile(times, 0.98), 100, 'ms'),
  ]
}

/** Comes between the page and its line, to tell of rows that nobody wrote. */
const hearLine = async (page: Page) => {
  let line: WebSocketRoute | undefined
  let subscription: string | undefined
  await page.routeWebSocket(/\/event\/realtime$/, (route) => {
    const server = route.connectToServer()
    line = route
    route.onMessage((message) => {
      const { type, channel, id } = JSON.parse(String(message))
      if (type === 'subscribe' && channel.startsWith('inbox/')) subscription = id
      server.send(message)
    })
    server.onMessage((message) => route.send(message))
  })
  return {
    isReady: () => subscription !== undefined,
    row: (count: number) => {
      const row = manyRow((count * 7919) % 10_000, Date.now(), count + 2)
      const event = JSON.stringify({ v: 1, changes: [{ t: 'conversation', row, unread_from: row.version }] })
      line?.send(JSON.stringify({ type: 'data', id: subscription, event }))
    },
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await benchPortal()
