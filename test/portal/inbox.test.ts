import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handset, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'
import { findingsOf } from '../support/portal/axe.ts'
import { button, row, type Seat, startBrowser, takeSeat } from '../support/portal/browser.ts'

const ourNumber = '+12065550100'
const people = ['Dee Wallace', 'Aylin Kaya', 'Jonas Thiel', 'Maria Ortega', 'Ines Blum', 'Tom Reyes']
let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let ana: Seat
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  for (const [index, name] of people.entries()) await customerWrites(name, `+120655541${10 + index}`)
  ana = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com')
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

const customerWrites = async (name: string, phone: string, text = `Hello from ${name}`) => {
  const { api } = parley.ana
  const known = await api.listContacts({ query: { phone } })
  if (known.data.length === 0)
    await api.createContact({ body: { name, phones: [{ phone, type: 'mobile' as const }] } })
  await handset(parley.endpoints, phone).text(ourNumber, text)
  return until(`the text of ${name}`, async () => {
    const { data } = await api.listConversations({ query: { phone } })
    return data[0]?.last_message?.preview === text && data[0]
  })
}

const box = (name: string) => ana.page.getByRole('checkbox', { name: `Choose ${name}` })
const bar = () => ana.page.getByRole('region', { name: 'Chosen conversations' })

test('rows that are chosen by key and by mouse are tagged together, and that is taken back', async () => {
  const { page } = ana
  await row(page, 'Tom Reyes').focus()
  await page.keyboard.press('x')
  await bar().getByText('1 chosen').waitFor()
  await row(page, 'Jonas Thiel').focus()
  await page.keyboard.press('Shift+X')
  await bar().getByText('4 chosen').waitFor()
  await box('Ines Blum').click()
  await bar().getByText('3 chosen').waitFor()
  await bar().getByRole('button', { name: 'Tag' }).click()
  await page.getByRole('textbox', { name: 'New tag' }).fill('late')
  await page.keyboard.press('Enter')
  await page.getByText('3 tagged “late”.').waitFor()
  await row(page, 'Maria Ortega').getByText('late').waitFor()
  await button(page, 'Undo').click()
  await page.getByText('Taken back for 3.').waitFor()
  await row(page, 'Maria Ortega').getByText('late').waitFor({ state: 'detached' })
  await button(page, 'Dismiss').click()
})

test('a filter is kept as a view, which a link and a key open again', async () => {
  const { page } = ana
  const { data } = await parley.ana.api.listConversations({ query: { limit: 100 } })
  const maria = data.find(({ contact_name }) => contact_name === 'Maria Ortega')
  if (!maria) throw new Error('No Maria.')
  await parley.ana.api.addTag({ id: maria.id, body: { tag: 'printer' } })
  await page.keyboard.press('f')
  await page.getByRole('combobox', { name: 'Tag' }).fill('printer')
  await page.keyboard.press('Enter')
  await row(page, 'Tom Reyes').waitFor({ state: 'detached' })
  await row(page, 'Maria Ortega').waitFor()
  await button(page, 'Save as a view').click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Printers')
  await button(page, 'Save').click()
  await page.waitForURL(/\/v\/viw_/)
  await page.getByRole('heading', { name: 'Printers' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Printers' }).waitFor()
  await row(page, 'Maria Ortega').waitFor()
  await row(page, 'Tom Reyes').waitFor({ state: 'detached' })
  await button(page, 'Printers').click()
  await page.getByRole('menuitem', { name: 'Inbox' }).click()
  await row(page, 'Tom Reyes').waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('1')
  await row(page, 'Tom Reyes').waitFor({ state: 'detached' })
  await button(page, 'More about this view').click()
  await page.getByRole('menuitem', { name: 'Delete this view' }).click()
  await row(page, 'Tom Reyes').waitFor()
  await button(page, 'Dismiss').click()
})

test('a filter that nothing fits says so, and one press shows everything', async () => {
  const { page } = ana
  await page.keyboard.press('f')
  await page.getByRole('combobox', { name: 'Tag' }).fill('no such tag')
  await page.keyboard.press('Enter')
  await page.getByText('Nothing fits this filter').waitFor()
  await button(page, 'Show everything').click()
  await row(page, 'Tom Reyes').waitFor()
  await page.keyboard.press('f')
})

test('a list that cannot be read says so with the request, and is read at a press', async () => {
  const { page } = ana
  await page.route('**/v1/conversations?*', (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      json: { code: 'internal_error', detail: 'The table is away.', request_id: 'req-1', retryable: true },
    }),
  )
  await button(page, 'Team').click()
  await page.getByText('The table is away.').waitFor()
  await page.getByText('Request req-1').waitFor()
  await page.unroute('**/v1/conversations?*')
  await button(page, 'Try again').click()
  await page.getByText('Your colleagues hold nothing').waitFor()
  await page.getByRole('button', { name: 'Active' }).click()
})

test.each([
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 375, height: 812, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'dark' },
] as const)('axe finds nothing at $width in $colorScheme', async (screen) => {
  const seat = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com', {
    ...screen,
    bypassCSP: true,
  })
  const { page } = seat
  await page.keyboard.press('f')
  await page.getByRole('combobox', { name: 'Claimer' }).waitFor()
  await page.getByRole('checkbox').first().check({ force: true })
  await page.getByRole('region', { name: 'Chosen conversations' }).waitFor()
  expect(await findingsOf(page)).toEqual([])
  expect(seat.complaints).toEqual([])
  await seat.context.close()
})

test('nobody’s page complained', () => {
  expect(ana.complaints).toEqual([])
})
