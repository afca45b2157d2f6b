import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { numberEditOperations } from '#contract/api/numbers.ts'
import { settingsOperations } from '#contract/api/settings.ts'
import type { Answer } from '#contract/client.ts'
import { handset, signIn, simulator, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'
import { button, messageField, row, type Seat, startBrowser, takeSeat } from '../support/portal/browser.ts'

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

/** The name of the field that has the focus. */
const focused = (page: Page) => page.evaluate('document.activeElement.name')

/** The names of the fields on the page, which are the paths of the API. */
const fieldNames = (page: Page): Promise<string[]> =>
  page.evaluate("[...document.querySelectorAll('[name]')].map((field) => field.name)")

/** The fields of a body, as the contract has them. */
const keysOf = (schema: { _zod: { def: object } }): string[] =>
  Object.keys((schema._zod.def as { shape: object }).shape)

const creditFields = {
  enabled: 'credits.enabled',
  included_per_month: 'credits.included_per_month',
  pack_size: 'credits.pack_size',
  packs_after_days: 'credits.packs_after_days',
  warn_at: 'credits.warn_at',
} satisfies Record<keyof Answer<'getSettings'>['credits'], string>

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

test('who of the people of a number cannot be told stands on its page, and a test goes to the others', async () => {
  const { page } = admin
  const api = await signIn(parley.endpoints, 'admin@example.com')
  const { body } = await api.get<{ data: { id: string; address: string }[] }>('/v1/numbers')
  const main = body.data.find(({ address }) => address === '+12065550100')
  const uma = { first_name: 'Uma', last_name: 'Silva', notify_by_email: false, notify_by_sms: true }
  const users = [
    {
      first_name: 'Ana',
      last_name: 'Demo',
      email: 'ana@example.com',
      notify_by_email: true,
      notify_by_sms: false,
    },
    { ...uma, phone: '+12065550197' },
  ]
  await api.patch(`/v1/numbers/${main?.id}`, { notification_users: users }, { 'if-match': '*' })
  await handset(parley.endpoints, '+12065550197').text('+12065550100', 'STOP')
  await until('the opt-out', async () => {
    const answer = await api.get<{ data: { reachable: boolean }[] }>(
      `/v1/numbers/${main?.id}/notification_users`,
    )
    return answer.body.data.some(({ reachable }) => !reachable)
  })
  await visit(admin, `/settings/numbers/${main?.id}`)
  await page.getByText('Uma Silva, SMS: they have opted out').waitFor()
  await button(page, 'Send a test').click()
  await page.getByText('Sent to everybody who can be reached.').waitFor()
  await until('the test', async () => {
    const emails = await simulator(parley.endpoints).emails()
    return emails.some(({ subject }) => subject === 'Test: you will be told of texts to Main line')
  })
})

test('an agent who is no admin reads that settings are not theirs', async () => {
  const { page, context, complaints } = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com')
  expect(await page.getByRole('link', { name: 'Settings' }).count()).toBe(0)
  await page.goto(`${parley.endpoints.portal}/settings/numbers`)
  await page.getByText('Only admins change settings').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('a new number is taken step by step until it texts, and each next step is named', async () => {
  const { page } = admin
  await visit(admin, '/settings/numbers/new')
  await page.getByLabel('Phone number').fill('12')
  await button(page, 'Add a number').click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Phone number').fill('(206) 555-0199')
  await page.getByLabel('Name', { exact: true }).fill('Second line')
  await button(page, 'Add a number').click()
  await page.getByText('Next: register the number').waitFor()
  await page.getByLabel('How far it is').selectOption('Approved')
  await button(page, 'Save').click()
  await page.getByText('Next: say who is told of new texts').waitFor()
  await button(page, 'Add a person').click()
  await page.getByLabel('First name').fill('Ada')
  await page.getByLabel('Last name').fill('Ruiz')
  await button(page, 'Save').click()
  await page.getByText('Notifying by e-mail needs an e-mail address.').first().waitFor()
  await until('the focus', async () => (await focused(page)) === 'notification_users.0.email')
  await page.getByLabel('E-mail', { exact: true }).fill('ada@example.com')
  await button(page, 'Save').click()
  await page.getByText('Next: switch SMS on').waitFor()
  // AWS refuses at first, and takes its time after that.
  const answers: ((route: Route) => Promise<void>)[] = [
    (route) =>
      route.fulfill({
        status: 409,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'carrier_number_in_pool', detail: 'In a pool.' }),
      }),
    async (route) => {
      const response = await route.fetch()
      const pending = { state: 'pending', switching_to: 'active' }
      await route.fulfill({ response, json: { ...(await response.json()), ...pending } })
    },
  ]
  await page.route('**/activate', (route) => (answers.shift() ?? ((last) => last.continue()))(route))
  await button(page, 'Switch SMS on').click()
  await page.getByText('Take it out of the pool, then try again.').waitFor()
  await button(page, 'Switch SMS on').click()
  await page.getByText('Next: AWS carries its texts').waitFor()
  await button(page, 'Activate: look again at AWS').click()
  await page.getByText('This number texts').waitFor()
  await page.unroute('**/activate')
  await button(page, 'Switch SMS off').click()
  await page.getByText('Next: the carrier switches SMS off').waitFor()
})

test('a text of a number shows its default and what it is billed as, and goes back to the default', async () => {
  const { page } = admin
  await visit(admin, '/settings/numbers')
  await page.getByRole('link', { name: /Main line/ }).click()
  const help = page.getByRole('textbox', { name: 'Help', exact: true })
  expect(await help.getAttribute('placeholder')).toMatch(/^Demo Company: write to this number/)
  await help.fill(`(Company Name) ${'é😀'.repeat(40)}`)
  await page.getByText('As customers get it: Demo Company é').waitFor()
  await page.getByText('93 characters · 2 segments').waitFor()
  await button(page, 'Save').click()
  await page.getByText('Saved.').waitFor()
  await page.reload()
  expect(await help.inputValue()).toMatch(/^\(Company Name\)/)
  await button(page, 'Go back to the default of “Help”').click()
  await button(page, 'Save').click()
  await button(page, 'Change the default of “Help”').waitFor()
})

test('of two who save, the second sees both versions and chooses', async () => {
  for (const { page } of [admin, phone]) {
    await page.goto(`${parley.endpoints.portal}/settings/numbers`)
    await page.getByRole('link', { name: /Main line/ }).click()
    await page.getByLabel('Name', { exact: true }).waitFor()
  }
  await phone.page.getByLabel('Name', { exact: true }).fill('Front desk')
  await button(phone.page, 'Save').click()
  await phone.page.getByText('Saved.').first().waitFor()
  const { page } = admin
  await page.getByLabel('Name', { exact: true }).fill('Main number')
  await button(page, 'Save').click()
  const both = page.getByRole('alert', { name: /Somebody else saved/ })
  await both.getByRole('cell', { name: 'Front desk' }).waitFor()
  await both.getByRole('cell', { name: 'Main number' }).waitFor()
  await button(page, 'Save yours over it').click()
  await both.waitFor({ state: 'detached' })
  await page.reload()
  await page.getByRole('heading', { name: 'Main number', level: 1 }).waitFor()
  await page.getByLabel('Name', { exact: true }).fill('Main line')
  await button(page, 'Save').click()
  await page.getByRole('heading', { name: 'Main line', level: 1 }).waitFor()
})

test('what is not saved is still there after a look at another page', async () => {
  const { page } = admin
  await page.getByLabel('Name', { exact: true }).fill('Half a name')
  await button(page, 'Back to the numbers').click()
  await page.getByRole('link', { name: /Main line/ }).click()
  await page.getByText('Your changes are not saved yet.').waitFor()
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Half a name')
  await button(page, 'Discard').click()
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Main line')
})

test('business hours are set by keyboard and by pointer, and the page says what leaves when', async () => {
  const { page } = admin
  await visit(admin, '/settings/hours')
  await button(page, 'Add business hours').click()
  await page.getByLabel('Time zone').selectOption('America/Denver')
  await page.getByLabel('Friday from').fill('22:00')
  await page.getByLabel('Friday to').fill('02:00')
  await page.getByText('on the next day').waitFor()
  await page.getByRole('button', { name: 'Add times Saturday' }).press('Enter')
  await button(page, 'Remove 09:00 to 17:00 of Saturday').press('Enter')
  const sunday = page.locator('.week-track').last()
  const { x, y, width } = (await sunday.boundingBox()) ?? { x: 0, y: 0, width: 0 }
  await page.mouse.move(x + width / 2, y + 10)
  await page.mouse.down()
  await page.mouse.move(x + width * 0.75, y + 10)
  await page.mouse.up()
  expect(await page.getByLabel('Sunday from').inputValue()).toBe('12:00')
  expect(await page.getByLabel('Sunday to').inputValue()).toBe('18:00')
  await page.mouse.move(x + width * 0.75 - 3, y + 10)
  await page.mouse.down()
  await page.mouse.move(x + width * 0.75 - 3 - width / 24, y + 10)
  await page.mouse.up()
  expect(await page.getByLabel('Sunday to').inputValue()).toBe('17:00')
  await button(page, 'Add a holiday').click()
  await page.getByLabel('Date').fill('2026-12-25')
  await page.getByLabel('Another time').fill('2026-12-25T12:00')
  await page.getByText('leaves: Sunday, December 27').waitFor()
  await button(page, 'Save').click()
  await page.getByText('Saved.').waitFor()
  await page.reload()
  expect(await page.getByLabel('Friday to').inputValue()).toBe('02:00')
  expect(await page.getByLabel('Sunday from').inputValue()).toBe('12:00')
})

test('overlapping hours are refused at their day, and hours that a number has are not deleted', async () => {
  const { page } = admin
  await page.getByRole('button', { name: 'Add times Monday' }).click()
  await page.getByLabel('Monday from').nth(1).fill('16:00')
  await button(page, 'Save').click()
  await page.getByText('Overlaps weekly.monday.0.').first().waitFor()
  await button(page, 'Discard').click()
  const id = page.url().split('/').at(-1)
  await page.goto(`${parley.endpoints.portal}/settings/numbers`)
  await page.getByRole('link', { name: /Main line/ }).click()
  await page.getByLabel('Business hours').selectOption(String(id))
  await button(page, 'Save').click()
  await page.getByText('Saved.').waitFor()
  await page.goto(`${parley.endpoints.portal}/settings/hours/${id}`)
  await button(page, 'Delete these hours').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete these hours' }).click()
  await page.getByRole('dialog').getByRole('alert').waitFor()
})

test('each setting of the workspace, and of a number, has its field', async () => {
  const { page } = admin
  const names: string[] = []
  for (const part of ['workspace', 'consent', 'cases', 'rules', 'credits', 'webhooks']) {
    await visit(admin, `/settings/${part}`)
    await page.getByRole('form', { name: 'Settings' }).waitFor()
    names.push(...(await fieldNames(page)))
  }
  const isThere = (key: string) => names.some((name) => name === key || name.startsWith(`${key}.`))
  expect(keysOf(settingsOperations.editSettings.body()).filter((key) => !isThere(key))).toEqual([])
  expect(names).toEqual(expect.arrayContaining(Object.values(creditFields)))
  await page.goto(`${parley.endpoints.portal}/settings/numbers`)
  await page.getByRole('link', { name: /Main line/ }).click()
  await page.getByLabel('How far it is').waitFor()
  // An account belongs to carriers that need one, and pictures to numbers that carry them.
  await page.getByLabel('Carrier', { exact: true }).selectOption('Twilio')
  await page.getByRole('checkbox', { name: 'MMS' }).check()
  names.splice(0, names.length, ...(await fieldNames(page)))
  expect(keysOf(numberEditOperations.editNumber.body()).filter((key) => !isThere(key))).toEqual([])
})

test('an account at a carrier is added, copied from, given to a number, rotated, and deleted once it is free', async () => {
  const { page, context } = admin
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await visit(admin, '/settings/carriers')
  await page.getByRole('link', { name: 'Add an account' }).click()
  await page.getByLabel('Name').fill('Our Twilio')
  await page.getByLabel('Account SID').fill(`AC${'0'.repeat(31)}1`)
  await button(page, 'Add an account').click()
  await page.getByText('The carrier needs it.').first().waitFor()
  await page.getByLabel('Auth token').fill('the first token')
  await button(page, 'Add an account').click()
  await page.getByRole('heading', { name: 'Our Twilio', level: 1 }).waitFor()
  expect(await page.content()).not.toContain('the first token')
  await page.getByText('no call yet').waitFor()
  await button(page, 'Copy: Address for texts and pictures').click()
  await page.getByText('The address is copied.').waitFor()
  expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/\/webhooks\/twilio\/.+\/messages/)

  const account = page.url()
  const { promise: mayAnswer, resolve: answer } = Promise.withResolvers<void>()
  const late = '**/v1/carrier_accounts?*'
  await page.route(late, async (route) => {
    await mayAnswer
    await route.continue()
  })
  await visit(admin, '/settings/numbers/new')
  await page.getByLabel('Phone number').fill('(206) 555-0177')
  const carrier = page.getByLabel('Carrier', { exact: true })
  expect(await carrier.isDisabled()).toBe(true)
  answer()
  await carrier.selectOption('Twilio')
  await page.unroute(late)
  await button(page, 'Add a number').click()
  await page.getByText('Next: register the number').waitFor()
  const accounts = page.getByLabel('Account at the carrier')
  expect(await accounts.locator('option').allTextContents()).toEqual(['Twilio', 'Our Twilio'])
  await accounts.selectOption('Our Twilio')
  expect(await page.getByLabel('Send pictures').count()).toBe(0)
  await page.getByRole('checkbox', { name: 'MMS' }).check()
  await page.getByLabel('Send pictures').check()
  await button(page, 'Save').click()
  await page.getByText('Saved.').waitFor()

  await page.goto(account)
  await page.getByRole('link', { name: '(206) 555-0177' }).waitFor()
  await page.getByLabel('Auth token').fill('the second token')
  await button(page, 'Save').click()
  await page.getByText('Saved.').waitFor()
  expect(await page.getByLabel('Auth token').inputValue()).toBe('')
  await button(page, 'Delete this account').click()
  await button(page.getByRole('dialog'), 'Delete this account').click()
  await page.getByText('Numbers belong to this account. Give each of them another one first.').waitFor()

  await page.getByRole('link', { name: '(206) 555-0177' }).click()
  await page.getByLabel('Carrier', { exact: true }).selectOption('AWS End User Messaging')
  await button(page, 'Save').click()
  await page.getByText('Saved.').waitFor()
  await page.goto(account)
  await page.getByText('No number belongs to it yet.').waitFor()
  await button(page, 'Delete this account').click()
  await button(page.getByRole('dialog'), 'Delete this account').click()
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Flowroute/ })
    .waitFor()
  expect(await page.getByRole('link', { name: /Our Twilio/ }).count()).toBe(0)
})

test('the workspace keeps what is set: a country, a time, a name for automatic texts', async () => {
  const { page } = admin
  await visit(admin, '/settings/workspace')
  await page.getByLabel('Country to add').fill('Mexico')
  await page.getByLabel('Country to add').press('Enter')
  await button(page, 'Remove Canada').click()
  const reopening = { name: 'Reopen a closed conversation within' }
  await page.getByRole('spinbutton', reopening).fill('36')
  await page.getByRole('combobox', reopening).selectOption('hours')
  await page.getByRole('spinbutton', { name: 'Answer a first text within' }).fill('2')
  await page.getByLabel('How customers reach a person').fill('help@example.com')
  await button(page, 'Save').click()
  await page.getByText('Saved.').waitFor()
  await page.reload()
  const enabled = page.getByRole('list', { name: 'Countries that texts may go to' })
  await enabled.getByText('Mexico').waitFor()
  expect(await enabled.getByText('Canada').count()).toBe(0)
  expect(await page.getByRole('spinbutton', reopening).inputValue()).toBe('36')
  expect(await page.getByRole('spinbutton', { name: 'Answer a first text within' }).inputValue()).toBe('2')
  await page.getByLabel('Company name').fill(' ')
  await button(page, 'Save').click()
  await page.getByText('This must not be empty.').first().waitFor()
  await button(page, 'Discard').click()
})

test('the ledger of a phone says what counts now and how it came about', async () => {
  const { page } = admin
  await handset(parley.endpoints, '+12065553901').text('+12065550100', 'STOP')
  await visit(admin, '/settings/consent')
  await page.getByLabel('Phone number').fill('206 555 3901')
  await until('the opt-out', async () => {
    await button(page, 'Search').click()
    await page.getByText(/3901(: nothing| has opted)/).waitFor()
    return (await page.getByText('(206) 555-3901 has opted out.').count()) > 0
  })
  await page.getByText('by their text').waitFor()
  await page.getByText('STOP', { exact: true }).waitFor()
})

test('the rules are there with their sources, and can be had for one place', async () => {
  const { page } = admin
  await visit(admin, '/settings/rules')
  await page.getByRole('combobox', { name: 'Place' }).selectOption('United States, FL')
  const rows = page.getByRole('rowheader')
  expect(new Set((await rows.allTextContents()).map((text) => text.slice(0, 17)))).toEqual(
    new Set(['United States, FL']),
  )
})

test('credits are counted once they are switched on, and a pack is added', async () => {
  const { page } = admin
  await visit(admin, '/settings/credits')
  await page.getByText('Credits are not counted.').waitFor()
  await page.getByRole('checkbox', { name: 'Count credits' }).check()
  await page.getByLabel('Days before packs').fill('0')
  await button(page, 'Save').click()
  await page.getByText('Saved.').waitFor()
  await page.reload()
  await button(page, 'Add a pack of 2,500').click()
  await button(page, 'Add it').click()
  await page.getByRole('cell', { name: '+2,500' }).waitFor()
})

test('a shared view is renamed and deleted', async () => {
  const { page } = admin
  const { api } = await signIn(parley.endpoints, 'admin@example.com')
  await api.createView({ body: { name: 'Urgent', filter: { tag: 'urgent', unread: true }, shared: true } })
  await visit(admin, '/settings/views')
  await page.getByText('urgent, unread').waitFor()
  await page.getByLabel('Name').fill('Burning')
  await button(page, 'Save').click()
  await button(page, 'Delete Burning').click()
  await page.getByText('No shared view yet').waitFor()
})

test('the set-up is ticked off by what is there, down to a text that is answered', async () => {
  const { page } = admin
  const { api } = await signIn(parley.endpoints, 'admin@example.com')
  await api.createBusinessHours({ body: { name: 'Shop', zone: 'America/Denver', weekly: {} } })
  await page.goto(parley.endpoints.portal)
  await page.getByRole('link', { name: /^Set-up/ }).click()
  await page.getByRole('status').filter({ hasText: '8 of 9 done' }).waitFor()
  const left = page.getByRole('listitem').filter({ hasText: 'not done' })
  expect(await left.count()).toBe(1)
  await left.getByRole('link', { name: 'Text (206) 555-0100 from a customer’s phone' }).waitFor()
  await handset(parley.endpoints, '+12065553902').text('+12065550100', 'A test')
  await page.goto(parley.endpoints.portal)
  await row(page, '(206) 555-3902').click()
  await messageField(page).fill('An answer')
  await button(page, 'Claim and send').click()
  await page.getByText('An answer').first().waitFor()
  await until('the end of the set-up', async () => {
    await page.goto(`${parley.endpoints.portal}/setup`)
    await page.getByText(/\d of 9 done|Everything is set up/).waitFor()
    return (await page.getByText('Everything is set up.').count()) > 0
  })
  await page.goto(parley.endpoints.portal)
  await row(page, '(206) 555-3902').waitFor()
  expect(await page.getByRole('link', { name: /^Set-up/ }).count()).toBe(0)
})

test('nothing was refused by the policy, and no page threw', () => {
  expect([...admin.complaints, ...phone.complaints]).toEqual([])
})
