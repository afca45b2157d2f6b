import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handset, type Person, signIn, simulator, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'
import { findingsOf } from '../support/portal/axe.ts'
import { button, log, messageField, openPage, startBrowser, takeSeat } from '../support/portal/browser.ts'

const ourNumber = '+12065550100'
const customer = '+12065558101'
const umasPhone = '+12065558199'
const words = 'The heater is out again'

let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let admin: Person
let link: string
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  admin = await signIn(parley.endpoints, 'admin@example.com')
  const [number] = (await admin.api.listNumbers()).data.filter(({ address }) => address === ourNumber)
  if (!number) throw new Error('The demo has no number.')
  const uma = { first_name: 'Uma', last_name: 'Silva', email: 'uma@example.com', phone: umasPhone }
  const body = {
    users: [(await parley.ana.api.getMe()).id],
    notification_users: [{ ...uma, notify_by_email: true, notify_by_sms: true }],
  }
  await admin.api.editNumber({ id: number.id, ifMatch: number.version, body: body as never })
  await handset(parley.endpoints, customer).text(ourNumber, words)
  link = await until('the link on her phone', async () => linkIn(await newestOn(umasPhone)))
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

const newestOn = async (phone: string) =>
  (await handset(parley.endpoints, phone).messages()).findLast(({ direction }) => direction === 'outbound')
    ?.body ?? ''

const linkIn = (text: string) => /http\S+\/c\/\S+/.exec(text)?.[0]

const codeIn = (text: unknown) => /\b\d{8}\b/.exec(String(text))?.[0]

const mailedCode = async () => {
  const mails = await simulator(parley.endpoints).emails()
  return codeIn(
    mails.findLast(({ to, subject }) => to === 'uma@example.com' && /code/.test(String(subject)))?.text,
  )
}

const enter = async (page: Page, code: string) => {
  await page.getByLabel('Code').fill(code)
  await button(page, 'Sign in').click()
}

test('somebody without a password follows the link, enters the code that is texted to them, claims and replies', async () => {
  const { page, context, complaints } = await openPage(browser, link)
  await page.getByRole('link', { name: 'uma@example.com' }).click()
  await page.getByRole('link', { name: 'Text me a code' }).click()
  await enter(page, '00000000')
  await page.getByRole('alert').waitFor()
  await enter(page, await until('the code on her phone', async () => codeIn(await newestOn(umasPhone))))
  await log(page).getByText(words).waitFor()
  await button(page, 'Claim').click()
  await messageField(page).fill('A plumber is on the way')
  await page.keyboard.press('Enter')
  await until('the reply on the phone', async () =>
    (await handset(parley.endpoints, customer).messages()).some(
      ({ body }) => body === 'A plumber is on the way',
    ),
  )
  const { data } = await admin.api.listAgents({ query: { limit: 100 } })
  const uma = data.find(({ email }) => email === 'uma@example.com')
  expect(uma).toMatchObject({ name: 'Uma Silva', role: 'agent', sign_in: 'code' })
  expect(uma).not.toHaveProperty('invited_at')
  expect(complaints).toEqual([])
  await context.close()
})

test('a stranger who was forwarded the link is asked to sign in and sees nothing, and the code is not theirs', async () => {
  const { page, context } = await openPage(browser, link)
  const seen: string[] = []
  page.on('response', (response) => /\/v1\//.test(response.url()) && seen.push(response.url()))
  await page.getByRole('link', { name: 'uma@example.com' }).waitFor()
  expect(await page.content()).not.toMatch(new RegExp(`heater|${customer.slice(-4)}`))
  await page.getByRole('link', { name: 'uma@example.com' }).click()
  await page.getByRole('link', { name: 'E-mail me a code' }).click()
  await page.getByLabel('Code').waitFor()
  expect(await until('the mailed code', mailedCode)).toHaveLength(8)
  await enter(page, '12345678')
  await page.getByRole('alert').waitFor()
  expect(seen).toEqual([])
  expect((await fetch(`${parley.endpoints.api}/v1/conversations/${link.split('/').at(-1)}`)).status).toBe(401)
  await context.close()
})

test('a colleague is chosen from a list by the keyboard, mentioned in a note, and called where they are and by e-mail', async () => {
  const ben = await takeSeat(browser, parley.endpoints.portal, 'ben@example.com')
  const admins = await takeSeat(browser, parley.endpoints.portal, 'admin@example.com', { bypassCSP: true })
  await admins.page.goto(link)
  await log(admins.page).getByText(words).waitFor()
  await messageField(admins.page).pressSequentially('Please ask @be')
  const list = admins.page.getByRole('listbox', { name: 'Colleagues to mention' })
  await list.getByRole('option', { name: 'Ben', selected: true }).waitFor()
  expect(
    await findingsOf(admins.page, ['aria-allowed-attr', 'aria-valid-attr-value', 'aria-required-children']),
  ).toEqual([])
  await admins.page.keyboard.press('Enter')
  await list.waitFor({ state: 'hidden' })
  await admins.page.keyboard.type('for the key')
  expect(await messageField(admins.page).inputValue()).toBe('Please ask @Ben for the key')
  await admins.page.keyboard.press('Enter')
  await log(admins.page).locator('.note-entry strong', { hasText: '@Ben' }).waitFor()
  const call = ben.page.locator('.toast', { hasText: 'Admin mentioned you in a note' })
  await call.getByRole('button', { name: 'Open' }).click()
  await log(ben.page).getByText('for the key').waitFor()
  const mail = await until('the e-mail to Ben', async () =>
    (await simulator(parley.endpoints).emails()).find(({ to }) => to === 'ben@example.com'),
  )
  expect(mail).toMatchObject({ subject: 'Admin mentioned you in a note' })
  expect(mail.text).not.toContain('key')
  expect([...admins.complaints, ...ben.complaints]).toEqual([])
  await admins.context.close()
  await ben.context.close()
})

test('quiet times and e-mails are chosen among the notifications, and hold on another device', async () => {
  const { page, context, complaints } = await takeSeat(browser, parley.endpoints.portal, 'ben@example.com')
  await button(page, 'Your account').click()
  await page.getByRole('menuitem', { name: 'Notifications' }).click()
  const dialog = page.getByRole('dialog', { name: 'Notifications' })
  await dialog.getByRole('group', { name: 'E-mails' }).getByLabel('Texts in my conversations').check()
  await dialog.getByLabel('Saturday').check()
  await dialog.getByLabel('Sunday').check()
  await dialog.getByLabel('From').fill('18:30')
  await dialog.getByLabel('Time zone').selectOption('America/Denver')
  const { api } = await signIn(parley.endpoints, 'ben@example.com')
  const times = [{ from: '18:30', to: '07:00' }]
  const wanted = { zone: 'America/Denver', weekly: { saturday: times, sunday: times } }
  const saved = await until('what was chosen', async () => {
    const preferences = await api.getPreferences()
    return preferences.quiet_times?.zone === wanted.zone && preferences
  })
  expect(saved).toMatchObject({ quiet_times: wanted, email_for: ['mine', 'mentions'] })
  expect(complaints).toEqual([])
  await context.close()
})

test('who is deactivated is let in by no code', async () => {
  const { data } = await admin.api.listAgents({ query: { limit: 100 } })
  const uma = data.find(({ email }) => email === 'uma@example.com')
  if (!uma) throw new Error('There is no such agent.')
  await admin.api.editAgent({ id: uma.id, ifMatch: uma.version, body: { active: false } })
  const { page, context } = await openPage(browser, link)
  await page.getByRole('link', { name: 'uma@example.com' }).click()
  await page.getByText('User is disabled.').waitFor()
  await context.close()
})
