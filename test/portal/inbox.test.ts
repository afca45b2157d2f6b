import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handset, signIn, simulator, until } from '../support/flows/client.ts'
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
  // A page that learns of news meanwhile reads by itself: the press is answered while the table is away still.
  const answered = page.waitForResponse((answer) => answer.url().includes('/v1/conversations?'))
  await button(page, 'Try again').click()
  expect((await answered).status()).toBe(503)
  await page.unroute('**/v1/conversations?*')
  const nothing = page.getByText('Your colleagues hold nothing')
  await button(page, 'Try again').or(nothing).first().click()
  await nothing.waitFor()
  await page.getByRole('button', { name: 'Active' }).click()
})

test('the palette lists what can be done with its key, does it, and finds people', async () => {
  const { page } = ana
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: 'Do or find' })
  await page.getByRole('option', { name: 'Start a conversation +' }).waitFor()
  await field.fill('preferences')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Preferences' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await field.fill('jonas')
  await page.getByRole('option', { name: 'Jonas Thiel' }).click()
  await page.getByRole('heading', { name: 'Jonas Thiel' }).first().waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('option', { name: 'Claim c' }).click()
  await button(page, 'Send').waitFor()
})

test('a key is changed, and follows to another device with the theme', async () => {
  const { page } = ana
  await page.keyboard.press('?')
  await button(page, 'Claim: c. Choose another key').click()
  await page.keyboard.press('r')
  await page.getByText('r is taken: Write a text.').waitFor()
  await button(page, 'Claim: c. Choose another key').click()
  await page.keyboard.press('y')
  await button(page, 'Claim: y. Choose another key').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Do or find' }).fill('preferences')
  await page.keyboard.press('Enter')
  await page.getByText('Dark', { exact: true }).click()
  await page.keyboard.press('Escape')
  await until('it is kept', async () => (await parley.ana.api.getPreferences()).theme === 'dark')
  const phone = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com')
  await phone.page.locator('html[data-theme=dark]').waitFor({ state: 'attached' })
  await row(phone.page, 'Dee Wallace').click()
  await button(phone.page, 'Claim').waitFor()
  await phone.page.keyboard.press('c')
  await phone.page.keyboard.press('y')
  await button(phone.page, 'Send').waitFor()
  expect(phone.complaints).toEqual([])
  await phone.context.close()
  const { version } = await parley.ana.api.getPreferences()
  await parley.ana.api.editPreferences({ ifMatch: version, body: { theme: null, shortcuts: null } })
})

test('customers are found by name and by last digits, and the result is kept when one is opened', async () => {
  const { page } = ana
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Do or find' }).fill('mari')
  await page.getByRole('option', { name: 'Search for “mari”' }).click()
  await page.waitForURL(/\/search\?q=mari/)
  const customers = page.getByRole('region', { name: 'Customers' })
  await customers.getByRole('heading', { name: 'Maria Ortega' }).waitFor()
  await page.getByRole('searchbox', { name: 'Search' }).fill('4111')
  await page.keyboard.press('Enter')
  await customers.getByRole('heading', { name: 'Aylin Kaya' }).waitFor()
  await customers.getByRole('link', { name: 'Hello from Aylin Kaya' }).click()
  await page.getByRole('heading', { name: 'Aylin Kaya' }).first().waitFor()
  await page.goBack()
  await customers.getByRole('heading', { name: 'Aylin Kaya' }).waitFor()
  expect(await page.getByRole('searchbox', { name: 'Search' }).inputValue()).toBe('4111')
})

test('a search says why it finds no texts; switched on, it finds one by its words and opens it where it stands', async () => {
  const { page } = ana
  const texts = page.getByRole('region', { name: 'Texts' })
  await page.goto(`${parley.endpoints.portal}/search?q=thermostat`)
  await texts.getByText('An admin can switch that on').waitFor()
  const { api } = await signIn(parley.endpoints, 'admin@example.com')
  const { version } = await api.getSettings()
  await api.editSettings({ ifMatch: version, body: { text_search: 'on' } })
  await customerWrites('Ines Blum', '+12065554114', 'The new THERMOSTAT shows an error again')
  await until('the text is found', async () => {
    const { data } = await parley.ana.api.findMessages({ query: { words: 'error thermostat' } })
    return data.length === 1
  })
  await page.goto(`${parley.endpoints.portal}/search?q=error+thermostat`)
  await texts.getByRole('link', { name: /shows an error again/ }).waitFor()
  expect(await texts.locator('mark').allTextContents()).toEqual(['THERMOSTAT', 'error'])
  expect(await findingsOf(page)).toEqual([])
  await texts.getByRole('link', { name: /shows an error again/ }).click()
  await page.locator('.turn:target').getByText('The new THERMOSTAT shows an error again').waitFor()
  expect(ana.complaints).toEqual([])
  await page.goBack()
  await texts.getByRole('link', { name: /shows an error again/ }).waitFor()
})

test('a new text calls in the page or by the browser, once, and never for what is in view; the call opens it', async () => {
  const { version } = await parley.ana.api.getPreferences()
  await parley.ana.api.editPreferences({ ifMatch: version, body: { pop_ups: 'all', sound: 'all' } })
  const seat = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com')
  const { page } = seat
  await until('the wish is known', () =>
    page.evaluate(() => localStorage.getItem('parley.preferences')?.includes('"popUps":"all"')),
  )
  // What calls is loaded after the first rows: until then a new text is only in the list.
  await page.getByRole('button', { name: /^Sound is off/ }).waitFor()
  await customerWrites('Tom Reyes', '+12065554115', 'Are you there?')
  const toast = page.locator('.toast', { hasText: 'Tom Reyes: Are you there?' })
  await toast.getByRole('button', { name: 'Open' }).click()
  await page.getByRole('heading', { name: 'Tom Reyes' }).first().waitFor()
  await page.evaluate(() => {
    const shown: string[] = []
    const popUps: unknown[] = []
    Object.assign(globalThis, {
      ...{ shown, popUps },
      Notification: class {
        static permission = 'granted'
        constructor(title: string, { tag }: { tag: string }) {
          shown.push(`${title} ${tag}`)
          popUps.push(this)
        }
        close() {}
      },
    })
  })
  await customerWrites('Tom Reyes', '+12065554115', 'Hello?')
  await row(page, 'Tom Reyes').getByText('Hello?').waitFor()
  await page.evaluate('document.hasFocus = () => false')
  const dee = await customerWrites('Dee Wallace', '+12065554110', 'And me?')
  await until('a pop-up', () => page.evaluate('globalThis.shown.length > 0'))
  expect(await page.evaluate('globalThis.shown')).toEqual([`Dee Wallace ${dee.id}`])
  expect(await page.locator('.toast').count()).toBeLessThanOrEqual(1)
  await page.evaluate('popUps[0].onclick()')
  await page.getByRole('heading', { name: 'Dee Wallace' }).first().waitFor()
  expect(seat.complaints).toEqual([])
  await seat.context.close()
})

test('the customer who waits longest is first at a press, until they are answered, also after a reload', async () => {
  const { page } = ana
  const isFirst = (name: string) =>
    page
      .getByRole('navigation', { name: 'Conversations' })
      .getByRole('link')
      .first()
      .filter({ hasText: name })
      .waitFor()
  const isSorted = (pressed: boolean) =>
    page.getByRole('button', { name: 'Longest waiting first', pressed }).waitFor()
  await page.goto(parley.endpoints.portal)
  await customerWrites('Tom Reyes', '+12065554115', 'Still there?')
  await isFirst('Tom Reyes')
  await page.keyboard.press('w')
  await isSorted(true)
  await isFirst('Dee Wallace')
  await customerWrites('Ines Blum', '+12065554114', 'Me too!')
  await row(page, 'Ines Blum').getByText('Me too!').waitFor()
  await isFirst('Dee Wallace')
  await simulator(parley.endpoints).travel({ advance: 'PT11M' })
  // The page hears of the journey with the next texts that it reads.
  await row(page, 'Maria Ortega').click()
  await row(page, 'Dee Wallace')
    .getByText(/Waiting 1\d min/)
    .waitFor()
  await page.reload()
  await isSorted(true)
  await isFirst('Dee Wallace')
  const [dee] = (await parley.ana.api.listConversations({ query: { phone: '+12065554110' } })).data
  if (!dee) throw new Error('No Dee.')
  await parley.ana.api.sendMessage({ id: dee.id, body: { body: 'We are on it.' } })
  await isFirst('Aylin Kaya')
  await page.keyboard.press('w')
  await isSorted(false)
  await isFirst('Dee Wallace')
})

test('nobody’s page complained', () => {
  expect(ana.complaints).toEqual([])
})
