import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStack } from '../support/flows/stack.ts'
import { type Seat, startBrowser, takeSeat } from '../support/portal/browser.ts'
import { fillInbox, inboxList, readToTheEnd, scrollInbox } from '../support/portal/many-rows.ts'

let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let ana: Seat
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  ana = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com')
  await fillInbox(ana.page)
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

test('ten thousand rows are read page by page, and at most forty are in the page', async () => {
  const { page } = ana
  const fewRows = async () => expect(await inboxList(page).getByRole('link').count()).toBeLessThanOrEqual(40)
  await readToTheEnd(page, fewRows)
  await scrollInbox(page, 'top')
  await page.getByText('Customer 0', { exact: true }).waitFor()
  await fewRows()
})

test('wherever the list is scrolled to, there are rows in the next frames', async () => {
  const blank = await inboxList(ana.page).evaluate(async (element) => {
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
  await scrollInbox(page, 'top')
  await page.keyboard.press('j')
  await page.waitForURL(/\/c\/cnv_/)
  for (let step = 0; step < 30; step++) await page.keyboard.press('j')
  await inboxList(page).locator('[aria-current=page]', { hasText: 'Customer 30' }).waitFor()
})

test('ten thousand who wait are sorted by that, with as few rows in the page', async () => {
  const { page } = ana
  await page.keyboard.press('w')
  await page.getByText('Customer 9999', { exact: true }).waitFor()
  const fewRows = async () => expect(await inboxList(page).getByRole('link').count()).toBeLessThanOrEqual(40)
  await readToTheEnd(page, fewRows, 'Customer 0')
  expect(ana.complaints).toEqual([])
})
