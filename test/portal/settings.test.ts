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

/** The place of every page, with one number opened. */
const everyPage = async (seat: Seat) => {
  await visit(seat, '/settings/numbers')
  const number = await seat.page.getByRole('link', { name: /Main line/ }).getAttribute('href')
  return ['/settings/numbers', '/settings/numbers/new', String(number)]
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
  const wrong = page.getByLabel('E-mail', { exact: true })
  expect(await wrong.evaluate('(field) => field === document.activeElement && field.ariaInvalid')).toBe(
    'true',
  )
  await page.getByLabel('E-mail', { exact: true }).fill('ada@example.com')
  await button(page, 'Save').click()
  await page.getByText('Next: switch SMS on').waitFor()
  await button(page, 'Switch SMS on').click()
  await page.getByText('Next: the carrier switches SMS on').waitFor()
  await button(page, 'The carrier has switched it on').click()
  await page.getByText('This number texts').waitFor()
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
  await phone.page.getByText('Saved.').waitFor()
  const { page } = admin
  await page.getByLabel('Name', { exact: true }).fill('Main number')
  await button(page, 'Save').click()
  const both = page.getByRole('alert', { name: /Somebody else saved/ })
  await both.getByRole('cell', { name: 'Front desk' }).waitFor()
  await both.getByRole('cell', { name: 'Main number' }).waitFor()
  await button(page, 'Save yours over it').click()
  await page.getByText('Saved.').waitFor()
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
    for (const path of await everyPage(seat)) {
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
