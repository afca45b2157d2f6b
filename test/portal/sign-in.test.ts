import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStack } from '../support/flows/stack.ts'
import { button, openPage, startBrowser, takeSeat } from '../support/portal/browser.ts'
import { requestsInARow } from '../support/portal/requests.ts'

let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let portal: string
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  portal = parley.endpoints.portal
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

test('a person is chosen by e-mail, and a reload asks nobody again', async () => {
  const { page, context, complaints } = await takeSeat(browser, portal, 'ana@example.com')
  await page.reload()
  await page.getByRole('navigation', { name: 'Conversations' }).waitFor()
  expect(new URL(page.url()).search).toBe('')
  expect(complaints).toEqual([])
  await context.close()
})

test('the place that a link names is there after the sign-in', async () => {
  const { page, context } = await openPage(browser, `${portal}/start`)
  await page.getByRole('link', { name: 'ben@example.com' }).click()
  await page.waitForURL(`${portal}/start`)
  await context.close()
})

test('an answer with another state is refused, and the page says so', async () => {
  const { page, context } = await openPage(browser, portal)
  await page.getByRole('link', { name: 'ana@example.com' }).waitFor()
  await page.goto(`${portal}/?code=stolen&state=other`)
  await page.getByText('You are not signed in').waitFor()
  await page.getByRole('link', { name: 'Sign in again' }).click()
  await page.getByRole('link', { name: 'ana@example.com' }).waitFor()
  await context.close()
})

test('a refusal of the sign-in is shown in its own words', async () => {
  const { page, context } = await openPage(browser, portal)
  await page.getByRole('link', { name: 'ana@example.com' }).waitFor()
  const address = new URL(page.url())
  address.pathname = '/authorize'
  address.searchParams.set('login_hint', 'nobody@example.com')
  await page.goto(address.href)
  await page.getByText('There is no user "nobody@example.com".').waitFor()
  await context.close()
})

test('signing out ends it in every tab', async () => {
  const { page, context } = await takeSeat(browser, portal, 'ana@example.com')
  const other = await context.newPage()
  await other.goto(portal)
  await other.getByRole('link', { name: 'ana@example.com' }).click()
  await other.getByRole('navigation', { name: 'Conversations' }).waitFor()
  await button(page, 'Your account').click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('link', { name: 'ana@example.com' }).waitFor()
  await other.getByRole('link', { name: 'ana@example.com' }).waitFor()
  await context.close()
})

test('a page of the portal carries its policy, asks no permission first, and has its list after two requests', async () => {
  const { page, context } = await takeSeat(browser, portal, 'ana@example.com')
  const preflights: string[] = []
  page.on('request', (request) => request.method() === 'OPTIONS' && preflights.push(request.url()))
  const response = await page.reload()
  await page.getByRole('navigation', { name: 'Conversations' }).waitFor()
  expect(response?.headers()['content-security-policy']).toMatch(
    /default-src 'none'.*require-trusted-types-for 'script'/,
  )
  expect(preflights).toEqual([])
  expect(await requestsInARow(page)).toBe(2)
  await context.close()
})

test('files that are not there are missed, and places within the page are the page', async () => {
  const missing = await fetch(`${portal}/assets/none.js`)
  const place = await fetch(`${portal}/c/cnv_unknown`)
  const api = await fetch(`${portal}/v1/me`)
  expect([missing.status, place.status, api.status]).toEqual([404, 200, 401])
  expect(place.headers.get('content-type')).toContain('text/html')
})
