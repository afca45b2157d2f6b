import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reportNames } from '#contract/reports.ts'
import { handset, type Person, signIn, simulator, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'
import { findingsOf } from '../support/portal/axe.ts'
import { button, type Seat, startBrowser, takeSeat } from '../support/portal/browser.ts'

const ourNumber = '+12065550100'
const phone = '+12065550171'

let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let person: Person
let admin: Seat
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  person = await signIn(parley.endpoints, 'admin@example.com')
  await talkAndCount()
  admin = await takeSeat(browser, parley.endpoints.portal, 'admin@example.com')
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

const today = () => new Date().toISOString().slice(0, 10)

/** A customer writes, Ana answers, and reports are told of it. */
const talkAndCount = async () => {
  const { ana, endpoints } = parley
  await handset(endpoints, phone).text(ourNumber, 'Is my bike ready?')
  const { id } = await until('the conversation', async () => {
    const { data } = await ana.api.listConversations({ query: { phone } })
    return data[0]
  })
  await ana.api.claimConversation({ id })
  const sent = await ana.api.sendMessage({ id, body: { body: 'It is ready.' } })
  await until('the receipt', async () => (await ana.api.getMessage({ id: sent.id })).status === 'delivered')
  await until('the report', async () => {
    await simulator(endpoints).countFacts()
    const { totals } = await person.api.getReport({
      report: 'delivery',
      query: { from: today(), to: today() },
    })
    return Number(totals.delivered) > 0
  })
}

const open = async ({ page }: Pick<Seat, 'page'>, path: string) => {
  await page.goto(new URL(path, parley.endpoints.portal).href)
  await page.getByText(/^Counted up to|^Nothing has been counted/).waitFor()
}

/** What stands in the table, by the values beside what people read; a gap is an empty text. */
const cellsOf = (page: Page): Promise<string[][]> =>
  page
    .locator('.report-table tr:has(td)')
    .evaluateAll((rows) =>
      (rows as unknown as { querySelectorAll(of: string): Iterable<Cell> }[]).map((row) =>
        [...row.querySelectorAll('td')].map((cell) => cell.querySelector('data')?.value ?? ''),
      ),
    )
type Cell = { querySelector(of: string): { value: string } | null }

const chosen = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true })

test('the table has the numbers of the API and of the file, cell by cell', async () => {
  const { page } = admin
  for (const by of ['day', 'agent', 'number'] as const) {
    await open(admin, `/reports/responses?range=7d&by=${by}`)
    await until('the rows', async () => (await page.locator('.report-table tbody tr').count()) > 0)
    const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'CSV').click()])
    const [, , from = '', to = ''] =
      /^responses-by-(\w+)-(\d{4}-\d\d-\d\d)-(\d{4}-\d\d-\d\d)\.csv$/.exec(download.suggestedFilename()) ?? []
    const query = { from, to, by }
    const file = readFileSync(await download.path(), 'utf8')
    expect(file).toBe(await person.api.getReportFile({ report: 'responses', query }))
    const report = await person.api.getReport({ report: 'responses', query })
    const cells = [...report.data, report.totals].map((row) =>
      report.columns.map((column) => String(row[column] ?? '')),
    )
    expect(await cellsOf(page)).toEqual(cells)
    const lines = file.trim().split('\r\n').slice(1)
    expect(lines.map((line) => line.split(',').slice(1))).toEqual(cells)
    expect(cells).toHaveLength(by === 'day' ? 8 : 2)
  }
})

test('days are drawn, and other rows are bars with their names, which lead to their pages', async () => {
  const { page } = admin
  await open(admin, '/reports/volumes')
  await page.getByRole('figure').locator('canvas').waitFor()
  await open(admin, '/reports/volumes?by=agent')
  await page.locator('.row-bar').getByText('Ana').waitFor({ state: 'visible' })
  const link = page.getByRole('rowheader', { name: 'Ana' }).getByRole('link')
  expect(await link.getAttribute('href')).toMatch(/^\/settings\/agents\/agt_/)
  await open(admin, '/reports/consent')
  await page.getByText('Nothing in these days').waitFor()
})

test('the keyboard alone chooses days and rows, sorts, and the address says what is shown', async () => {
  const { page } = admin
  await open(admin, '/reports')
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await page.getByRole('link', { name: 'Texts', exact: true }).first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Texts', level: 1 }).waitFor()
  await chosen(page, 'Days').focus()
  await page.keyboard.type('Last 7')
  await page.waitForURL(/\/reports\/volumes\?range=7d$/)
  await until('a week', async () => (await cellsOf(page)).length === 8)
  await chosen(page, 'Rows by').focus()
  await page.keyboard.type('Number')
  await page.waitForURL(/by=number/)
  await page.getByRole('columnheader', { name: 'Number' }).waitFor()
  await page.getByRole('columnheader', { name: 'Received', exact: true }).getByRole('button').focus()
  await page.keyboard.press('Enter')
  const sorted = page.getByRole('columnheader', { name: 'Received', exact: true })
  expect(await sorted.getAttribute('aria-sort')).toBe('descending')
  await page.reload()
  await page.getByRole('columnheader', { name: 'Number' }).waitFor()
  expect(await chosen(page, 'Days').inputValue()).toBe('7d')
})

test('own dates are taken when both make sense', async () => {
  const { page } = admin
  await open(admin, '/reports/volumes?range=today')
  await chosen(page, 'Days').selectOption('Own dates')
  await page.getByRole('textbox', { name: 'From' }).fill('2026-01-30')
  await page.getByRole('textbox', { name: 'To' }).fill('2026-02-01')
  await page.waitForURL(/from=2026-01-30&to=2026-02-01/)
  await page.getByText('Nothing in these days').waitFor()
  await page.getByRole('textbox', { name: 'To' }).fill('2026-01-01')
  expect(page.url()).toContain('to=2026-02-01')
})

test('the overview says what is open now, and leads to each report', async () => {
  const { page } = admin
  await open(admin, '/reports?range=7d')
  const now = page.getByRole('region', { name: 'Now' })
  await now.getByText('Nobody waits').waitFor()
  const backlog = await person.api.getBacklog()
  expect(await now.getByRole('definition').first().textContent()).toBe(String(backlog.open))
  const tiles = page.locator('.tile')
  expect(await tiles.count()).toBe(reportNames.length)
  for (const name of reportNames)
    expect(await page.locator(`.tile a[href="/reports/${name}?range=7d"]`).count()).toBe(1)
})

test('every text stands in a list with who has its conversation, for agents too', async () => {
  const ana = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com')
  const { page } = ana
  await page.getByRole('link', { name: 'Reports' }).click()
  await page.getByRole('heading', { name: 'Every text' }).waitFor()
  const received = page.getByRole('row').filter({ hasText: 'Is my bike ready?' })
  await received.getByRole('cell', { name: 'Ana', exact: true }).waitFor()
  expect(await page.getByRole('row').filter({ hasText: 'It is ready.' }).textContent()).toContain('delivered')
  await received.getByRole('link', { name: '(206) 555-0171' }).click()
  await page.waitForURL(/\/c\/cnv_/)
  await page.goto(new URL('/reports/volumes', parley.endpoints.portal).href)
  await page.getByText('Reports are for admins').waitFor()
  expect(ana.complaints).toEqual([])
  await ana.context.close()
})

test('axe finds nothing on any page, on a wide and a small screen, light and dark', async () => {
  const places = ['/reports', '/reports/responses', '/reports/volumes?by=agent', '/reports/backlog']
  for (const screen of [
    { width: 1440, height: 900 },
    { width: 375, height: 812 },
  ]) {
    const seat = await takeSeat(browser, parley.endpoints.portal, 'admin@example.com', {
      ...screen,
      bypassCSP: true,
    })
    for (const path of places) {
      await open(seat, path)
      expect(await findingsOf(seat.page), `${path} at ${screen.width}`).toEqual([])
      await seat.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
      expect(await findingsOf(seat.page, ['color-contrast']), `${path}, dark`).toEqual([])
      await seat.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      const isWide = await seat.page.evaluate('document.documentElement.scrollWidth > innerWidth')
      expect(isWide, path).toBe(false)
    }
    await seat.page.goto(new URL('/reports/texts', parley.endpoints.portal).href)
    await seat.page.getByRole('row').nth(1).waitFor()
    expect(await findingsOf(seat.page)).toEqual([])
    await seat.context.close()
  }
})

test('no page had an error', () => {
  expect(admin.complaints).toEqual([])
})
