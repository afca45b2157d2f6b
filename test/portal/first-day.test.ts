import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handset, signIn, simulator, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'
import {
  button,
  log,
  messageField,
  openPage,
  row,
  type Seat,
  startBrowser,
} from '../support/portal/browser.ts'

const ourNumber = '+12065550100'
let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

const inbox = (page: Page) => page.getByRole('navigation', { name: 'Conversations' })

/** The window with the phones of customers that a press on the page opens, and the first phone in it. */
const phoneOpenedBy = async ({ context }: Seat, press: () => Promise<void>) => {
  const [window] = await Promise.all([context.waitForEvent('page'), press()])
  const phone = window.getByRole('region', { name: "A customer's phone", exact: true })
  const texts = phone.getByRole('log', { name: 'Texts' })
  await texts.waitFor()
  const field = phone.getByRole('textbox', { name: 'Text', exact: true })
  return { window, texts, field, number: phone.getByLabel('My number'), send: button(phone, 'Send') }
}

/** Goes on by Tab until something has the focus. */
const tabTo = async (page: Page, wanted: Locator) => {
  const focused = wanted.and(page.locator(':focus'))
  for (let step = 0; step < 40; step++) {
    if ((await focused.count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Forty times Tab do not lead to ${wanted}.`)
}

const type = async (page: Page, text: string) => {
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

test('a newcomer signs in, texts as a customer, claims, answers, and sees it on the phone', async () => {
  const seat = await openPage(browser, parley.endpoints.portal)
  const { page } = seat
  await page.getByRole('link', { name: 'ana@example.com' }).click()
  await inbox(page).waitFor()
  const { field, texts, send } = await phoneOpenedBy(seat, () => button(page, 'A customer’s phone').click())
  await field.fill('Do you fix phones?')
  await send.click()
  await row(page, '(206) 555-0143').click()
  await button(page, 'Claim').click()
  await messageField(page).fill('We do, come by any time')
  await button(page, 'Send').click()
  await texts.getByText('We do, come by any time').waitFor()
  await log(page).locator('.turn', { hasText: 'come by any time' }).getByText('delivered').waitFor()
  expect(seat.complaints).toEqual([])
  await seat.context.close()
})

test('the same by keyboard alone', async () => {
  const seat = await openPage(browser, parley.endpoints.portal)
  const { page } = seat
  const ana = page.getByRole('link', { name: 'ana@example.com' })
  await ana.waitFor()
  await tabTo(page, ana)
  await page.keyboard.press('Enter')
  await inbox(page).waitFor()
  const { field, number, texts, window } = await phoneOpenedBy(seat, async () => {
    await tabTo(page, button(page, 'A customer’s phone'))
    await page.keyboard.press('Enter')
  })
  await tabTo(window, number)
  await window.keyboard.press('Control+a')
  await window.keyboard.type('+1 206 555 0144')
  await tabTo(window, field)
  await type(window, 'Are you open today?')
  await page.bringToFront()
  await row(page, '(206) 555-0144').waitFor()
  await page.keyboard.press('j')
  await log(page).getByText('Are you open today?').waitFor()
  await page.keyboard.press('c')
  await button(page, 'Send').waitFor()
  await page.keyboard.press('r')
  await type(page, 'Until five')
  await texts.getByText('Until five').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await type(page, 'Asked about today')
  await log(page).locator('.note-turn', { hasText: 'Asked about today' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await row(page, '(206) 555-0144').waitFor({ state: 'detached' })
  expect(seat.complaints).toEqual([])
  await seat.context.close()
})

test('the same on a phone, where nothing is cut', async () => {
  const size = { width: 375, height: 812 }
  const seat = await openPage(browser, parley.endpoints.portal, size)
  const { page } = seat
  await page.getByRole('link', { name: 'ana@example.com' }).click()
  await inbox(page).waitFor()
  const { field, number, texts, send, window } = await phoneOpenedBy(seat, async () => {
    await button(page, 'Your account').click()
    await page.getByRole('menuitem', { name: 'A customer’s phone' }).click()
  })
  await window.setViewportSize(size)
  await number.fill('+14255550156')
  await field.fill('Is my laptop ready?')
  await send.click()
  await texts.getByText('Is my laptop ready?').waitFor()
  const cut = await number.evaluate('element => element.scrollWidth - element.clientWidth')
  expect(cut ?? 0).toBe(0)
  await row(page, '(425) 555-0156').click()
  await button(page, 'Claim').click()
  await messageField(page).fill('Tomorrow at nine')
  await button(page, 'Send').click()
  await texts.getByText('Tomorrow at nine').waitFor()
  for (const one of [page, window])
    expect(await one.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
  await button(page, 'Back to the inbox').click()
  await row(page, '(425) 555-0156').waitFor()
  expect(seat.complaints).toEqual([])
  await seat.context.close()
})

/** The office of the number opens for an hour in about two hours, and at no other time. */
const closeOffice = async () => {
  const { api } = await signIn(parley.endpoints, 'admin@example.com')
  const opens = new Date(Date.now() + 2 * 3_600_000)
  const clock = (at: number) => new Date(at).toISOString().slice(11, 16)
  const day = opens.toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' }).toLowerCase()
  const times = [{ from: clock(opens.getTime()), to: clock(opens.getTime() + 3_600_000) }]
  const hours = await api.createBusinessHours({
    body: { name: 'Office', zone: 'UTC', weekly: { [day]: times } },
  })
  const { data } = await api.listNumbers({ query: { limit: 100 } })
  const number = data.find(({ address }) => address === ourNumber)
  if (!number) throw new Error('There is no number.')
  const body = { hours_id: hours.id, hours_policy: 'hold_all' } as const
  await api.editNumber({ id: number.id, ifMatch: number.version, body })
}

test('after hours a text says before it is sent when it leaves, waits in its place and in the list, and leaves then', async () => {
  const customer = handset(parley.endpoints, '+12065550177')
  await customer.text(ourNumber, 'Anybody there?')
  const seat = await openPage(browser, parley.endpoints.portal)
  const { page } = seat
  await page.getByRole('link', { name: 'ana@example.com' }).click()
  await row(page, '(206) 555-0177').click()
  await button(page, 'Claim').click()
  await button(page, 'Send').waitFor()
  await closeOffice()
  await messageField(page).fill('First thing tomorrow')
  await page.getByText(/^Leaves .*: outside business hours\.$/).waitFor()
  await button(page, 'Send').click()
  const turn = log(page).locator('.turn', { hasText: 'First thing' })
  await turn.getByText(/^Held until .*, outside business hours$/).waitFor()
  await page.getByRole('link', { name: 'Held texts' }).click()
  const card = page.getByRole('main').getByRole('listitem').filter({ hasText: 'First thing' })
  await card.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('First thing in the morning')
  await button(page, 'Save').click()
  await card.getByText('First thing in the morning').waitFor()
  const heard = async () => (await customer.messages()).map(({ body }) => body)
  expect(await heard()).not.toContain('First thing in the morning')
  await simulator(parley.endpoints).travel({ advance: 'PT2H2M' })
  await until('the text on the phone', async () => (await heard()).includes('First thing in the morning'))
  expect(await heard()).not.toContain('First thing tomorrow')
  await row(page, '(206) 555-0177').click()
  await turn.getByText('delivered').waitFor()
  expect(seat.complaints).toEqual([])
  await seat.context.close()
})
