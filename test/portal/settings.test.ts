import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStack } from '../support/flows/stack.ts'
import { findingsOf } from '../support/portal/axe.ts'
import { button, type Seat, startBrowser, takeSeat } from '../support/portal/browser.ts'

let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let admin: Seat
let phone: Seat
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  const { portal } = parley.endpoints
  admin = await takeSeat(browser, portal, 'admin@example.com')
  phone = await takeSeat(browser, portal, 'admin@example.com', { width: 375, height: 812 })
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

/** Opens a place of the settings without loading the page anew. */
const visit = async ({ page }: Seat, path: string) => {
  await page.goto(`${parley.endpoints.portal}${path}`)
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
}

test('an admin finds the settings in the rail, and on a phone a list of their parts', async () => {
  await admin.page.getByRole('link', { name: 'Settings' }).click()
  await admin.page.getByRole('heading', { name: 'Numbers', level: 1 }).waitFor()
  await admin.page.getByRole('link', { name: /Main line/ }).waitFor()
  await button(phone.page, 'Your account').click()
  await phone.page.getByRole('menuitem', { name: 'Settings' }).click()
  await phone.page
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('link', { name: 'Numbers' })
    .click()
  await phone.page.getByRole('link', { name: /Main line/ }).waitFor()
  await button(phone.page, 'Back to the settings').click()
  await phone.page.getByRole('navigation', { name: 'Settings' }).waitFor()
})

test('an agent who is no admin reads that settings are not theirs', async () => {
  const { page, context, complaints } = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com')
  expect(await page.getByRole('link', { name: 'Settings' }).count()).toBe(0)
  await page.goto(`${parley.endpoints.portal}/settings/numbers`)
  await page.getByText('Only admins change settings').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('every page is free of findings, light and dark, wide and at 375 px', async () => {
  const screens = [
    { colorScheme: 'light' },
    { colorScheme: 'dark' },
    { colorScheme: 'light', width: 375, height: 812 },
  ] as const
  for (const screen of screens) {
    const seat = await takeSeat(browser, parley.endpoints.portal, 'admin@example.com', {
      ...screen,
      bypassCSP: true,
    })
    for (const path of ['/settings/numbers']) {
      await visit(seat, path)
      expect.soft([path, await findingsOf(seat.page)]).toEqual([path, []])
      const wider = await seat.page.evaluate('document.documentElement.scrollWidth - innerWidth')
      expect.soft([path, wider]).toEqual([path, 0])
    }
    await seat.context.close()
  }
})

test('nothing was refused by the policy, and no page threw', () => {
  expect([...admin.complaints, ...phone.complaints]).toEqual([])
})
