import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimText } from '../support/flows/claim-text.ts'
import { handset, simulator, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'
import { button, log, type Seat, startBrowser, takeSeat } from '../support/portal/browser.ts'

let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let ana: Seat
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  ana = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com')
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

const phoneOf = (last: string) => `+1206555${last}`

/** A customer who has texted, and whose conversation Ana has claimed. */
const claimedFrom = async (last: string, words?: string) => {
  const { id } = await claimText(parley, phoneOf(last), words)
  return { customer: handset(parley.endpoints, phoneOf(last)), id }
}

const textsOn = async (customer: ReturnType<typeof handset>) =>
  (await customer.messages()).map(({ body }) => body)

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

const visit = async (page: Page, path: string) => {
  await page.goto(new URL(path, parley.endpoints.portal).href)
}
const card = (page: Page, words: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: words })

test('held texts stand by when they leave; one is changed, one leaves now, the others are withdrawn together', async () => {
  const { page } = ana
  const { customer, id } = await claimedFrom('4001')
  const { api } = parley.ana
  const send_at = inHours(3)
  for (const body of ['First', 'Second', 'Third']) await api.sendMessage({ id, body: { body, send_at } })
  await api.sendMessage({ id, body: { body: 'Much later', send_at: inHours(30) } })
  await page.getByRole('link', { name: 'Held texts' }).click()
  await page.getByRole('heading', { name: /, Main line, 3 texts$/ }).waitFor()
  await page.getByRole('heading', { name: /, Main line, 1 text$/ }).waitFor()
  await card(page, 'First').getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('First, in better words')
  await button(page, 'Save').click()
  await card(page, 'First, in better words').getByRole('button', { name: 'Send now' }).click()
  await until('the text on the phone', async () =>
    (await textsOn(customer)).includes('First, in better words'),
  )
  await page.getByRole('heading', { name: /, Main line, 2 texts$/ }).waitFor()
  await page.getByRole('checkbox', { name: /^Choose all of .*2 texts$/ }).check()
  await page.getByText('2 texts chosen').waitFor()
  await page.locator('.chosen-bar').getByRole('button', { name: 'Withdraw' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click()
  await page.getByText('2 texts are withdrawn.').waitFor()
  await card(page, 'Second').waitFor({ state: 'detached' })
  await card(page, 'Much later').waitFor()
  expect(await page.locator('.text-card').count()).toBe(1)
})

test('a text that failed is found without its conversation, and is sent again', async () => {
  const { page } = ana
  const { customer, id } = await claimedFrom('4002')
  await until('the welcome', async () => (await textsOn(customer)).length === 2)
  await simulator(parley.endpoints).fault('invalid_number')
  await parley.ana.api.sendMessage({ id, body: { body: 'Second time lucky' } })
  await page.getByRole('link', { name: /^Needs attention/ }).click()
  const failed = card(page, 'Second time lucky')
  await failed.getByText(/^failed/).waitFor({ timeout: 60_000 })
  await page.getByRole('link', { name: 'Needs attention, 1', exact: true }).waitFor()
  await failed.getByRole('button', { name: 'Send again' }).click()
  await failed.waitFor({ state: 'detached' })
  await until('the text on the phone', async () => (await textsOn(customer)).includes('Second time lucky'))
  await page.getByText('Nothing needs you').waitFor()
})

test('a text whose outcome is unknown is sent again only after a warning, and when a receipt would have come', async () => {
  const { page } = ana
  await visit(page, '/attention')
  const { customer, id } = await claimedFrom('4003')
  await until('the welcome', async () => (await textsOn(customer)).length === 2)
  await simulator(parley.endpoints).fault('timeout_before_accept')
  await parley.ana.api.sendMessage({ id, body: { body: 'Did it go out?' } })
  const lost = card(page, 'Did it go out?')
  await lost.getByText('can be sent again from').waitFor({ timeout: 60_000 })
  await simulator(parley.endpoints).travel({ advance: 'PT11M' })
  // The page hears of the journey with the next texts that it reads.
  await lost.getByRole('link').click()
  await log(page).getByText('Did it go out?').waitFor()
  await page.getByRole('link', { name: /^Needs attention/ }).click()
  await lost.getByRole('button', { name: 'Send again' }).click()
  await lost.getByText('The customer may get it twice.').waitFor()
  await lost.getByRole('button', { name: 'Send it all the same' }).click()
  await until('the text on the phone', async () => (await textsOn(customer)).includes('Did it go out?'))
  await lost.waitFor({ state: 'detached' })
})

test('a text that is put aside is not counted any more, not after a reload either', async () => {
  const { page } = ana
  await visit(page, '/attention')
  const { customer, id } = await claimedFrom('4004')
  await until('the welcome', async () => (await textsOn(customer)).length === 2)
  await simulator(parley.endpoints).fault('invalid_number')
  await parley.ana.api.sendMessage({ id, body: { body: 'Never mind' } })
  await card(page, 'Never mind').getByRole('button', { name: 'Put aside' }).click({ timeout: 60_000 })
  await page.getByText('Nothing needs you').waitFor()
  await page.reload()
  await page.getByText('Nothing needs you').waitFor()
})

test('texts that read like an opt-out are shown with their deadline, and decided on with a reason', async () => {
  const { page } = ana
  await visit(page, '/attention')
  const { id } = await claimedFrom('4005', 'please don’t text me before noon')
  const { id: other } = await claimedFrom('4006', 'please stop texting me so early')
  await card(page, 'before noon')
    .getByText(/^Decide by .* After that they count as opted out\.$/)
    .waitFor()
  await card(page, 'before noon').getByRole('button', { name: 'They do not' }).click()
  await page
    .getByRole('textbox', { name: 'Why is this no opt-out?' })
    .fill('They want texts in the afternoon')
  await button(page, 'It is no opt-out').click()
  await card(page, 'before noon').waitFor({ state: 'detached' })
  expect((await parley.ana.api.getConversation({ id })).consent_review).toBeUndefined()
  await card(page, 'so early').getByRole('button', { name: 'They opt out' }).click()
  await card(page, 'so early').waitFor({ state: 'detached' })
  await until('the opt-out', async () => (await parley.ana.api.getConversation({ id: other })).opted_out)
})

test('admins take up again what could not be read', async () => {
  const admin = await takeSeat(browser, parley.endpoints.portal, 'admin@example.com')
  const { page } = admin
  const received_at = new Date().toISOString()
  const entry = { id: 'unr_01k6c9z8h8y8v8n8k8j8h8g8f8', source: 'inbound', reason: 'unreadable' }
  const more = {
    detail: 'It has no number.',
    raw: '{"messageBody":"Hi"}',
    received_at,
    expires_at: inHours(24),
  }
  let isThere = true
  await page.route('**/v1/unreadable?*', (route) =>
    route.fulfill({ json: { data: isThere ? [{ ...entry, ...more }] : [], has_more: false } }),
  )
  await page.route('**/v1/unreadable/*/retry', (route) => {
    isThere = false
    return route.fulfill({ status: 204 })
  })
  await page.getByRole('link', { name: /^Needs attention/ }).click()
  const unreadable = card(page, 'A text of a customer')
  await unreadable.getByText('It makes no sense: It has no number.').waitFor()
  await unreadable.getByText('As it came').click()
  await unreadable.getByText('{"messageBody":"Hi"}').waitFor()
  await unreadable.getByRole('button', { name: 'Try again' }).click()
  await unreadable.waitFor({ state: 'detached' })
  expect(admin.complaints).toEqual([])
  await admin.context.close()
})

test('nothing went wrong on the page, and nothing was refused by its policy', () => {
  expect(ana.complaints).toEqual([])
})
