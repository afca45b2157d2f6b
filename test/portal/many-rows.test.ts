import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStack } from '../support/flows/stack.ts'
import { type Seat, startBrowser, takeSeat } from '../support/portal/browser.ts'

const count = 10_000
const perPage = 100
let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let ana: Seat
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  ana = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com')
  await ana.page.route('**/v1/conversations?*', answerList)
  await ana.page.reload()
  await ana.page.getByText('Customer 0', { exact: true }).waitFor()
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

const newest = Date.parse('2026-11-01T12:00:00Z')

/** What the API would answer with, of ten thousand customers. */
const conversation = (index: number) => {
  const at = new Date(newest - index * 60_000).toISOString()
  const order = String(count - index).padStart(20, '0')
  return {
    ...{ id: `cnv_${order}abcdefghjkmnpq`, state: 'open', phone: `+1206${String(5_550_000 + index)}` },
    ...{ number: { id: 'num_00000000' }, contact_id: 'con_00000000', contact_name: `Customer ${index}` },
    ...{
      metadata: {},
      participants: [],
      tags: [],
      unread: index % 3 === 0,
      new: false,
      held_count: 0,
      version: 1,
    },
    last_message: { id: 'msg_x', direction: 'inbound', preview: `Text ${index}`, at, status: 'received' },
    ...{ last_activity_at: at, opened_at: at },
    threading: { decision: 'start', reason: 'no_conversation_before', at },
  }
}

const answerList = (route: Route) => {
  const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0)
  const to = Math.min(from + perPage, count)
  const data = Array.from({ length: to - from }, (_, index) => conversation(from + index))
  const more = to < count
  return route.fulfill({ json: { data, has_more: more, ...(more && { next_cursor: String(to) }) } })
}

const list = (page: Page) => page.getByRole('navigation', { name: 'Conversations' })
const scrollTo = (page: Page, end: boolean) =>
  list(page).evaluate((element, bottom) => {
    const scrolled = element as unknown as { scrollTop: number; scrollHeight: number }
    scrolled.scrollTop = bottom ? scrolled.scrollHeight : 0
  }, end)

test('ten thousand rows are read page by page, and at most forty are in the page', async () => {
  const { page } = ana
  const last = page.getByText(`Customer ${count - 1}`, { exact: true })
  while (!(await last.isVisible())) {
    await scrollTo(page, true)
    expect(await list(page).getByRole('link').count()).toBeLessThanOrEqual(40)
  }
  await scrollTo(page, false)
  await page.getByText('Customer 0', { exact: true }).waitFor()
  expect(await list(page).getByRole('link').count()).toBeLessThanOrEqual(40)
})

test('wherever the list is scrolled to, there are rows in the next frames', async () => {
  const blank = await list(ana.page).evaluate(async (element) => {
    // Rows take no pointer while the list moves, so they are found by their places.
    type Box = { getBoundingClientRect(): { top: number; bottom: number } }
    const nav = element as unknown as Box & {
      scrollTop: number
      scrollHeight: number
      querySelectorAll(of: string): Iterable<Box>
    }
    const world = globalThis as unknown as { requestAnimationFrame(work: () => void): void }
    const frame = () => new Promise<void>((resolve) => world.requestAnimationFrame(resolve))
    const { top, bottom } = nav.getBoundingClientRect()
    const middle = (top + bottom) / 2
    let blanks = 0
    for (let jump = 0; jump < 30; jump++) {
      nav.scrollTop = ((jump * 7919) % 1000) * (nav.scrollHeight / 1001)
      await frame()
      await frame()
      const boxes = [...nav.querySelectorAll('.row')].map((row) => row.getBoundingClientRect())
      if (!boxes.some((box) => box.top <= middle && box.bottom >= middle - 8)) blanks++
    }
    return blanks
  })
  expect(blank).toBe(0)
})

test('j goes down the list, from the keyboard alone', async () => {
  const { page } = ana
  await scrollTo(page, false)
  await page.keyboard.press('j')
  await page.waitForURL(/\/c\/cnv_/)
  for (let step = 0; step < 30; step++) await page.keyboard.press('j')
  await list(page).locator('[aria-current=page]', { hasText: 'Customer 30' }).waitFor()
})
