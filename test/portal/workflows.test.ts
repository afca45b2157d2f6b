import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handset, signIn, until } from '../support/flows/client.ts'
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

const ourNumber = '+12065550100'
const conversationOf = async (phone: string) => {
  const { api } = await signIn(parley.endpoints, 'admin@example.com')
  return (await api.listConversations({ query: { phone } })).data[0]?.id
}
const branch = (number: number) => admin.page.getByRole('region', { name: `Branch ${number}` })

test('an admin writes a workflow, and each mistake stands at its field', async () => {
  const { page } = admin
  await page.goto(`${parley.endpoints.portal}/settings/workflows`)
  await page.getByText('No workflows yet').waitFor()
  await button(page, 'New workflow').click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Refunds')
  await branch(1).getByRole('textbox', { name: 'Value' }).fill('refund')
  await button(page, 'Save').click()
  await branch(1).locator('.mistake').first().waitFor()
  await branch(1).getByRole('textbox', { name: 'Tag' }).fill('money')
  await branch(1).getByText('If The text contains “refund”: tag “money”').waitFor()
  await button(page, 'Save').click()
  await page.getByRole('heading', { name: 'Refunds', level: 1 }).waitFor()
  expect(await findingsOf(page)).toEqual([])
})

test('it acts on the next text, says why it did not on another, and can be tried before it is saved', async () => {
  const { page } = admin
  await handset(parley.endpoints, '+12065550141').text(ourNumber, 'I want a refund')
  await handset(parley.endpoints, '+12065550142').text(ourNumber, 'When do you open?')
  await row(ana.page, '555-0141').click()
  await ana.page.getByText('money').first().waitFor()
  await branch(1).getByRole('textbox', { name: 'Value' }).fill('open')
  await button(page, 'Try on the last 100').click()
  await page.getByText('It would have acted on 1 of 2.').waitFor()
  await button(page, 'Discard').click()
  await button(page, 'Show its runs').click()
  const runs = page.getByRole('region', { name: 'What it did' })
  await runs.getByText('Branch 1 fitted').waitFor()
  await runs.getByText('Add a tag · done').waitFor()
})

test('each save is a version, and one of them can be restored', async () => {
  const { page } = admin
  await branch(1).getByRole('textbox', { name: 'Tag' }).fill('finance')
  await button(page, 'Save').click()
  await page.getByText('Saved.').waitFor()
  await button(page, 'Show versions').click()
  await page.getByText('Version 2').waitFor()
  await button(page, 'Restore').click()
  await page.getByText('Version 1 is in use again.').waitFor()
  expect(await branch(1).getByRole('textbox', { name: 'Tag' }).inputValue()).toBe('money')
})

test('a macro says first what it will do, and does it in one press', async () => {
  const { api } = await signIn(parley.endpoints, 'admin@example.com')
  const words = { name: 'Bye', body: 'Thank you, and good bye.', use: 'reply' as const }
  const template = await api.createTemplate({ body: words })
  await api.createWorkflow({
    body: {
      name: 'Thank and close',
      on: true,
      trigger: { type: 'manual' },
      branches: [],
      otherwise: [{ action: 'reply', template_id: template.id }, { action: 'close' }],
    },
  })
  const { page } = ana
  await row(page, '555-0142').click()
  await button(page, 'Claim').click()
  await messageField(page).press('/')
  await page.getByRole('combobox', { name: 'Find a template' }).fill('thank and')
  await page.getByRole('option', { name: /Thank and close/ }).click()
  await page.getByText('This will be done').waitFor()
  await page.getByText(words.body).waitFor()
  const phone = handset(parley.endpoints, '+12065550142')
  expect((await phone.messages()).map(({ body }) => body)).not.toContain(words.body)
  await button(page, 'Run').click()
  await page.getByText('“Thank and close” was done.').waitFor()
  await log(page).getByText(words.body).waitFor()
  await until('the text on the phone', async () =>
    (await phone.messages()).some(({ body }) => body === words.body),
  )
})

test('what workflows did in a conversation is asked for in its panel, with the reason, and admins may open each', async () => {
  for (const [{ page }, links] of [
    [admin, 2],
    [ana, 0],
  ] as const) {
    await page.goto(`${parley.endpoints.portal}/c/${await conversationOf('+12065550142')}`)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    const panel = page.getByRole('complementary', { name: 'Contact' })
    await panel.getByText('What workflows did here').waitFor()
    expect(asked.filter((url) => url.includes('workflow_runs'))).toEqual([])
    await panel.getByText('What workflows did here').click()
    await panel.getByText('Started by Ana').waitFor()
    await panel.getByText('Reply with a template · done').waitFor()
    await panel.getByText('Branch 1: The text contains “refund” did not hold.').waitFor()
    expect(await panel.getByRole('link', { name: /Thank and close|Refunds/ }).count()).toBe(links)
  }
  expect(await findingsOf(admin.page)).toEqual([])
})

test('no page had an error', () => {
  expect([...admin.complaints, ...ana.complaints]).toEqual([])
})
