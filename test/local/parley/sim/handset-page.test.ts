import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type InboundText, receiveText } from '../../../../local/parley/carrier/inbound.ts'
import type { Carrier } from '../../../../local/parley/carrier/send-text.ts'
import { createAccounts } from '../../../../local/parley/carriers/accounts.ts'
import { createMedia } from '../../../../local/parley/sim/media.ts'
import { createSimulator } from '../../../../local/parley/sim/simulator.ts'
import { type HttpServer, serve } from '../../../../local/runner/core/http.ts'
import { openState } from '../../../../local/runner/core/state.ts'
import { until } from '../../../support/flows/client.ts'
import { findingsOf } from '../../../support/portal/axe.ts'
import { startBrowser } from '../../../support/portal/browser.ts'
import { isDrawn, smallPicture } from '../../../support/portal/pictures.ts'
import { createCarrier, createTopic } from '../carrier/create-carrier.ts'

const ourNumber = '+12065550100'
let browser: Browser
let carrier: Carrier
let server: HttpServer
let directory: string
const received: InboundText[] = []

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'parley-handset-'))
  const { sns } = createTopic()
  const state = openState(':memory:')
  carrier = createCarrier(sns, state)
  carrier.numbers.see(ourNumber)
  const receive = (text: InboundText) => {
    received.push(text)
    return receiveText(text, { network: carrier.network, sns, topicArn: 'inbound' })
  }
  const media = createMedia(directory, 'http://127.0.0.1')
  server = await serve(
    0,
    createSimulator({
      carrier,
      accounts: createAccounts(state),
      media,
      receive,
      emails: () => [],
      widgetDemo: { host: 'http://127.0.0.1:1', widget: 'wdg_demo' },
      countFacts: async () => {},
    }),
  )
  browser = await startBrowser()
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  rmSync(directory, { recursive: true })
})

const openAt = async (width: number, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width, height: 812 }, colorScheme })
  const page = await context.newPage()
  await page.goto(`${server.url}/handset`)
  await phone(page).getByLabel('My number').waitFor()
  return page
}

const phone = (page: Page, name = "A customer's phone") => page.getByRole('region', { name, exact: true })

test('on a desktop two customers have a phone each, and each of them gets its own texts', async () => {
  const page = await openAt(1440)
  const [one, other] = [phone(page), phone(page, "Another customer's phone")]
  await one.getByRole('textbox', { name: 'Text' }).fill('Hi from one')
  await one.getByRole('button', { name: 'Send' }).click()
  await one.getByRole('log').getByText('Hi from one').waitFor()
  await other.getByRole('textbox', { name: 'Text' }).fill('Hi from the other')
  await other.getByRole('textbox', { name: 'Text' }).press('Enter')
  await other.getByRole('log').getByText('Hi from the other').waitFor()
  expect(received.map(({ from, body }) => [from, body])).toEqual([
    ['+12065550143', 'Hi from one'],
    ['+12065550144', 'Hi from the other'],
  ])
  const to = '+12065550144'
  carrier.network.carry({ id: 'x', direction: 'outbound', from: ourNumber, to, body: 'For the other' })
  await other.getByRole('log').getByText('For the other').waitFor()
  expect(await one.getByRole('log').textContent()).not.toContain('other')
})

test('the number of each phone can be changed, and is kept', async () => {
  const page = await openAt(1440)
  const own = phone(page, "Another customer's phone").getByLabel('My number')
  await own.fill('+1 (425) 555-0199')
  await own.press('Tab')
  await page.reload()
  expect(await own.inputValue()).toBe('+14255550199')
  expect(await phone(page).getByLabel('My number').inputValue()).toBe('+12065550143')
})

test('a picture is sent, and what its carrier does not hand over is said before and afterwards', async () => {
  const page = await openAt(1440)
  await phone(page).getByText('Numbers of AWS receive words only').waitFor()
  const attached = phone(page).getByLabel('Attach a picture or a file')
  await attached.setInputFiles({ name: 'cat.png', mimeType: 'image/png', buffer: smallPicture })
  await phone(page).getByText('cat.png').waitFor()
  await page.route('**/messages', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    const response = await route.fetch()
    const answer = await response.json()
    await route.fulfill({ response, json: { ...answer, notice: 'Only the words have arrived.' } })
  })
  await phone(page).getByRole('button', { name: 'Send' }).click()
  await phone(page).getByText('Only the words have arrived.').waitFor()
  const to = '+12065550143'
  carrier.network.carry({ id: 'y', direction: 'outbound', from: ourNumber, to, body: 'Later news' })
  await phone(page).getByText('Later news').waitFor()
  await phone(page).getByText('Only the words have arrived.').waitFor()
  expect(received.at(-1)?.media).toMatchObject([{ content_type: 'image/png' }])
})

test('a picture that a customer gets is shown at both sizes', async () => {
  const url = `data:image/png;base64,${smallPicture.toString('base64')}`
  const to = '+12065550143'
  const media = [{ content_type: 'image/png', url }]
  carrier.network.carry({ id: 'z', direction: 'outbound', from: ourNumber, to, body: 'Look', media })
  for (const width of [1440, 375]) {
    const page = await openAt(width)
    const picture = phone(page).getByRole('log').getByRole('img', { name: 'A picture' }).last()
    await until('the picture', () => isDrawn(picture))
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  }
})

test('at 375 px there is one phone, no digit of a number is cut, and nothing moves sideways', async () => {
  const page = await openAt(375)
  expect(await phone(page, "Another customer's phone").isVisible()).toBe(false)
  for (const label of ['My number', 'Texting with']) {
    const { scrolled, shown } = await phone(page)
      .getByLabel(label)
      .evaluate(({ scrollWidth, clientWidth }) => ({ scrolled: scrollWidth, shown: clientWidth }))
    expect(scrolled).toBeLessThanOrEqual(shown)
  }
  const width = await page.evaluate('document.documentElement.scrollWidth')
  expect(width).toBeLessThanOrEqual(375)
})

test.each(['light', 'dark'] as const)('axe finds nothing on it, %s', async (colorScheme) => {
  const page = await openAt(1440, colorScheme)
  expect(await findingsOf(page)).toEqual([])
})
