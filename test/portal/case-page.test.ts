import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimText } from '../support/flows/claim-text.ts'
import { signIn, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'
import { findingsOf } from '../support/portal/axe.ts'
import { button, startBrowser, takeSeat } from '../support/portal/browser.ts'

const phone = '+12065557301'
let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

const createRepair = async () => {
  const { api } = parley.ana
  const { contact_id } = await claimText(parley, phone, 'My printer is broken')
  const one = await api.createCase({ body: { contact_id, subject: 'Printer' } })
  await api.addCaseComment({ id: one.id, body: { body: 'A part is on its way.', public: true } })
  return one
}

/** What axe finds on a page that somebody without an account opens. */
const findingsAt = async (url: string, screen: { width: number; colorScheme: 'light' | 'dark' }) => {
  const { width, colorScheme } = screen
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true })
  const page = await context.newPage()
  await page.goto(url)
  const findings = await findingsOf(page)
  const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
  await context.close()
  return [...findings, ...(isWide ? ['wider than the screen'] : [])]
}

test('an agent has a page for the customer, copies its link, and takes it away', async () => {
  const one = await createRepair()
  const { context, page } = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com')
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${parley.endpoints.portal}/cases/${one.id}`)
  const section = page.getByRole('region', { name: 'Page for the customer' })
  await button(section, 'Copy the customer’s link').click()
  await page.getByText('The link is copied').waitFor()
  const url = (await page.evaluate('navigator.clipboard.readText()')) as string
  expect(await section.getByRole('link', { name: 'Open' }).getAttribute('href')).toBe(url)
  await until('the comment', async () => (await (await fetch(url)).text()).includes('A part is on its way.'))

  for (const width of [375, 1440])
    for (const colorScheme of ['light', 'dark'] as const) {
      expect(await findingsAt(url, { width, colorScheme })).toEqual([])
      expect(await findingsAt(url.replace(/.{12}$/, '000000000000'), { width, colorScheme })).toEqual([])
    }

  await button(section, 'Revoke').click()
  await page.getByText('The link does not work any more').waitFor()
  expect((await fetch(url)).status).toBe(404)
  expect(await section.getByRole('link', { name: 'Open' }).count()).toBe(0)
})

test('a customer says the last digits of their phone and sees the page, without a script', async () => {
  const { api } = await signIn(parley.endpoints, 'admin@example.com')
  const { version } = await api.getSettings()
  await api.editSettings({ ifMatch: version, body: { case_page_asks_digits: 'on' } })
  const { contact_id } = await claimText(parley, '+12065557302', 'My scanner is broken')
  const { id } = await parley.ana.api.createCase({ body: { contact_id, subject: 'Scanner' } })
  const url = (await parley.ana.api.createCasePage({ id })).page?.url ?? ''
  for (const width of [375, 1440])
    for (const colorScheme of ['light', 'dark'] as const)
      expect(await findingsAt(url, { width, colorScheme })).toEqual([])

  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'es-MX' })
  const page = await context.newPage()
  await page.goto(url)
  const say = async (digits: string) => {
    await page.getByLabel('Cuatro últimas cifras').fill(digits)
    await button(page, 'Ver mi solicitud').click()
  }
  await say('0000')
  await page.getByRole('alert').waitFor()
  await say('7302')
  await page.getByRole('heading', { name: 'Scanner' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Scanner' }).waitFor()
  await context.close()
})
