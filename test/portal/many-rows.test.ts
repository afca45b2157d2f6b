import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStack } from '../support/flows/stack.ts'
import { button, type Seat, startBrowser, takeSeat } from '../support/portal/browser.ts'
import {
  fillInbox,
  inboxList,
  manyIndex,
  manyRow,
  readToTheEnd,
  scrollInbox,
  stillInbox,
} from '../support/portal/many-rows.ts'

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

/** Answers for the API where tags are added and taken away. Tells which rows are tagged, and how many were asked for at once. */
const answerTags = async (page: Page) => {
  const tagged = new Set<number>()
  const versions = new Map<number, number>()
  let underWay = 0
  let mostAtOnce = 0
  await page.route('**/v1/conversations/*/tags**', async (route) => {
    mostAtOnce = Math.max(mostAtOnce, ++underWay)
    const index = manyIndex(/cnv_\d+\w+/.exec(route.request().url())?.[0] ?? '')
    const isAdded = route.request().method() === 'POST'
    isAdded ? tagged.add(index) : tagged.delete(index)
    const version = (versions.get(index) ?? 1) + 1
    versions.set(index, version)
    const row = manyRow(index, undefined, version)
    await route.fulfill({ json: { ...row, tags: isAdded ? ['late'] : [] } })
    underWay--
  })
  return { tagged, mostAtOnce: () => mostAtOnce }
}

test('two hundred rows are tagged together, a few at a time, and that is taken back', async () => {
  const { page } = ana
  const { tagged, mostAtOnce } = await answerTags(page)
  const box = (index: number) => page.getByRole('checkbox', { name: `Choose Customer ${index}`, exact: true })
  const tagOf = (index: number) =>
    page.locator('[data-conversation]', { has: box(index) }).getByText('late', { exact: true })
  await scrollInbox(page, 'top')
  await stillInbox(page)
  const bar = page.getByRole('region', { name: 'Chosen conversations' })
  await box(0).check()
  // The bar takes its place above the list: rows are aimed at after they have moved.
  await bar.getByText('1 chosen').waitFor()
  await scrollInbox(page, 199 * 80)
  await stillInbox(page)
  await box(199).click({ modifiers: ['Shift'] })
  await bar.getByText('200 chosen').waitFor()
  await bar.getByRole('button', { name: 'Tag' }).click()
  await page.getByRole('textbox', { name: 'New tag' }).fill('late')
  await page.keyboard.press('Enter')
  await page.getByText('200 tagged “late”.').waitFor()
  await tagOf(199).waitFor()
  expect([tagged.size, Math.max(...tagged), mostAtOnce()]).toEqual([200, 199, 6])
  await button(page, 'Undo').click()
  await page.getByText('Taken back for 200.').waitFor()
  await tagOf(199).waitFor({ state: 'detached' })
  expect(tagged.size).toBe(0)
  await button(page, 'Dismiss').click()
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
