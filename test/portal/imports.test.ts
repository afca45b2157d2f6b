import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'
import { findingsOf } from '../support/portal/axe.ts'
import { button, type Seat, startBrowser, takeSeat } from '../support/portal/browser.ts'

let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let admin: Seat
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  admin = await takeSeat(browser, parley.endpoints.portal, 'admin@example.com', { bypassCSP: true })
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

/** Chooses a file for a new import, and has it looked at. */
const bring = async (kind: RegExp, name: string, buffer: Buffer) => {
  const { page } = admin
  await page.goto(`${parley.endpoints.portal}/settings/imports/new`)
  await page.getByRole('radio', { name: kind }).check()
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
  await button(page, 'Upload and look at it').click()
  await page.getByRole('heading', { name: 'Which column holds what?' }).waitFor()
}

const columnOf = (name: string) => admin.page.getByRole('combobox', { name: `What ${name} becomes` })
const counted = (name: string) =>
  admin.page.locator('.facts.large > div', { hasText: name }).getByRole('definition').textContent()

test('contacts of a spreadsheet are mapped, checked, imported, and what was rejected is handed back', async () => {
  const { page } = admin
  const rows = [
    'Teléfono;Nombre;Nº de cliente;Plan',
    ...['206 555 0301;José Núñez;7;"gold\nor silver"', '12;Nadie;9;', '206 555 0302;Ana Peña;8;silver'],
  ]
  await bring(/^Contacts/, 'clientes.csv', Buffer.from(rows.join('\r\n'), 'latin1'))
  await page.getByText('Windows-1252').waitFor()
  await page.getByText('Semicolon').waitFor()
  expect(await columnOf('Teléfono').inputValue()).toBe('phone')
  await page.getByText('José Núñez · Nadie · Ana Peña').waitFor()
  await columnOf('Nº de cliente').selectOption('Id in another system')
  await columnOf('Plan').selectOption('An attribute of this name')
  await page.getByRole('combobox', { name: 'The system that the ids are of' }).fill('crm')
  await page.getByRole('radio', { name: /On paper/ }).check()
  await button(page, 'Check again').click()
  await page.getByText('Say how these people consented.').first().waitFor()
  await page.getByRole('textbox', { name: 'In your words' }).fill('Signed at the counter.')
  await button(page, 'Check again').click()
  await button(page, 'Import 3 rows').waitFor()
  expect(await counted('New contacts')).toBe('2')
  expect(await counted('Rejected')).toBe('1')
  expect(await findingsOf(page)).toEqual([])
  await page.reload()
  await button(page, 'Import 3 rows').click()
  await page.getByRole('heading', { name: 'What happened' }).waitFor()
  await page.getByRole('cell', { name: '12 · Nadie · 9' }).waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Download as CSV').click(),
  ])
  expect(download.suggestedFilename()).toBe('rejects.csv')
  const { data } = await parley.ana.api.listContacts({ query: { external_id: 'crm:7' } })
  expect(data).toMatchObject([
    { name: 'José Núñez', attributes: { Plan: 'gold\nor silver' }, phones: [{ phone: '+12065550301' }] },
  ])
})

test('a file in which nothing looks like phones asks which column has them', async () => {
  const { page } = admin
  await bring(/^Opt-outs/, 'stop.csv', Buffer.from('who,why\n12,x\n13,y\n206 555 0303,asked\n'))
  await page.getByText('No column looks like phones. Choose it below.').waitFor()
  await page.getByText('Choose which column has the phones.').waitFor()
  await columnOf('who').selectOption('Phone')
  await button(page, 'Check again').click()
  await button(page, 'Import 3 rows').click()
  await page.getByRole('heading', { name: 'What happened' }).waitFor()
  expect(await counted('Opt-outs of unknown phones')).toBe('1')
  await page.goto(`${parley.endpoints.portal}/settings/jobs`)
  await page.getByText('New: 1 · Rejected: 2').first().waitFor()
  await page.getByRole('link', { name: 'Open the import' }).first().click()
  await page.getByRole('heading', { name: 'stop.csv' }).waitFor()
})

test('a contact is found by what is known of it, shows who refuses, and is merged with both sides in view', async () => {
  const { page } = admin
  const { api } = parley.ana
  const phone = '+12065550301'
  await api.putContactByExternal({ system: 'crm', id: '7', body: { do_not_contact: true } })
  await api.createContact({ body: { name: 'José Núñez', emails: ['jose@example.com'] } })
  await api.recordConsent({ body: { phone, action: 'opt_out', reason: 'On the phone.' } })
  await page.goto(`${parley.endpoints.portal}/contacts`)
  await page.getByRole('searchbox', { name: 'Find a contact' }).fill('crm:7')
  await button(page, 'Find').click()
  await until('the one', async () => (await page.getByRole('main').getByRole('listitem').count()) === 1)
  await page.getByRole('link', { name: /José Núñez/ }).click()
  await page.getByText(/^crm says: do not contact, since/).waitFor()
  await page.getByText(/^Opted out on .* by an agent/).waitFor()
  await page.getByRole('heading', { name: 'Everything that was said' }).waitFor()
  await button(page, 'Merge').click()
  const sides = page.getByRole('region', { name: 'What becomes of them' })
  await sides.getByRole('row', { name: /^E-mails/ }).waitFor()
  expect(await findingsOf(page)).toEqual([])
  await button(page.getByRole('dialog'), 'Merge').click()
  await page.getByText('Maybe the same person').waitFor({ state: 'detached' })
  await page.getByRole('definition').filter({ hasText: 'jose@example.com' }).waitFor()
})

test('opt-outs are taken along as a file', async () => {
  const { page } = admin
  await page.goto(`${parley.endpoints.portal}/settings/imports`)
  await button(page, 'Export opt-outs').click()
  await page.getByText('Export of opt-outs').waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Download').first().click(),
  ])
  expect(download.suggestedFilename()).toBe('suppressions.csv')
})

test('no page had an error', () => {
  expect(admin.complaints).toEqual([])
})
