import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handset } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'
import { findingsOf } from '../support/portal/axe.ts'
import {
  button,
  log,
  messageField,
  row,
  type Seat,
  startBrowser,
  takeSeat,
} from '../support/portal/browser.ts'

let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let admin: Seat
let ana: Seat
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  const { portal } = parley.endpoints
  admin = await takeSeat(browser, portal, 'admin@example.com', { bypassCSP: true })
  ana = await takeSeat(browser, portal, 'ana@example.com')
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

test('an admin writes a template, and sees each mistake with its line and what the text becomes', async () => {
  const { page } = admin
  await page.goto(`${parley.endpoints.portal}/settings/templates`)
  await page.getByRole('link', { name: /When we come/ }).waitFor()
  await page.getByRole('textbox', { name: /Find by name/ }).fill('than')
  await expect.poll(() => page.getByRole('main').getByRole('link').count()).toBe(1)
  await button(page, 'New template').click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('On our way')
  await page.getByRole('dialog').getByRole('textbox', { name: 'Text' }).fill('Hi {{ contact.name }}')
  await page.getByRole('dialog').getByRole('button', { name: 'New template' }).click()
  await page.getByText('Line 1, character 4: contact.name may be empty').first().waitFor()
  const words = 'Hi {{ contact.name | default: "there" }}, {{ agent.first_name }} is on the way.'
  await page.getByRole('dialog').getByRole('textbox', { name: 'Text' }).fill(words)
  await page.getByRole('dialog').getByRole('button', { name: 'New template' }).click()
  await page.getByRole('heading', { name: 'On our way', level: 1 }).waitFor()
  const preview = page.getByRole('region', { name: 'Preview' })
  await preview.getByText('Hi Ada Lovelace, Admin is on the way.').waitFor()
  await preview.getByText(/Unicode because of ř/).waitFor()
  await page.getByRole('textbox', { name: 'Shortcut' }).fill('thanks')
  await button(page, 'Save').click()
  await page.getByText('Another template has this shortcut.').first().waitFor()
  await page.getByRole('textbox', { name: 'Shortcut' }).fill('way')
  await button(page, 'Save').click()
  await page.getByText('Saved.').waitFor()
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Hi\n{{ input.what }}')
  await preview.getByText(/Line 2, character 4: There is no variable input.what/).waitFor()
  await button(page, 'Discard').click()
  expect(await findingsOf(page)).toEqual([])
})

test('/ finds a template, asks what it needs, and puts its words into the draft', async () => {
  const { page } = ana
  await handset(parley.endpoints, '+12065550123').text('+12065550100', 'When do you come?')
  await row(page, '555-0123').click()
  const field = messageField(page)
  await field.press('/')
  const find = page.getByRole('combobox', { name: 'Find a template' })
  await find.fill('vis')
  await page.getByRole('option', { name: /When we come/ }).waitFor()
  await find.press('Enter')
  await page.getByRole('textbox', { name: 'When does the technician come?' }).fill('at noon')
  await page.keyboard.press('Enter')
  const words = 'Hi there, our technician comes at noon. Reply here if that does not suit you.'
  await expect.poll(() => field.inputValue()).toBe(words)
  await field.fill('and/or')
  expect(await find.count()).toBe(0)
  await field.fill('')
  await field.blur()
  await page.keyboard.press('m')
  await find.press('Escape')
  await expect.poll(() => page.evaluate('document.activeElement.ariaLabel')).toBe('Message')
  await field.press('/')
  await find.fill('way')
  await page.getByRole('option', { name: /On our way/ }).waitFor()
  await find.press('Enter')
  await expect.poll(() => field.inputValue()).toBe('Hi there, Ana is on the way.')
  await button(page, 'Claim and send').click()
  await log(page).getByText('Hi there, Ana is on the way.').waitFor()
})

test('no page had an error', () => {
  expect([...admin.complaints, ...ana.complaints]).toEqual([])
})
