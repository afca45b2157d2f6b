import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handset, type Page, type Person, signIn, simulator, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'
import { findingsOf } from '../support/portal/axe.ts'
import { button, complaintsOf, startBrowser, takeSeat } from '../support/portal/browser.ts'

type Conversation = { id: string; phone: string; subject?: string }
type Consent = { action: string; consent?: { page?: string; wording?: string }; form?: { browser?: string } }

const ourNumber = '+12065550100'
let parley: Awaited<ReturnType<typeof startStack>>
let admin: Person
let browser: Browser
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  admin = await signIn(parley.endpoints, 'admin@example.com')
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

/** Opens the page of the company, under its policy unless axe is to look at it. */
const visit = async (options: Parameters<Browser['newContext']>[0] = {}, query = '') => {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const complaints = complaintsOf(page)
  await page.goto(`${parley.endpoints.widget}${query}`)
  return { context, page, complaints }
}

const texts = (phone: string) => handset(parley.endpoints, phone).messages()

test('on a desktop the button opens a dialog with a code, by keyboard too, and the strict policy refuses nothing', async () => {
  const { context, page, complaints } = await visit()
  const button = page.getByRole('button', { name: 'Text us' })
  await button.waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Text us, we are happy to help' })
  await dialog.waitFor()
  const code = dialog.getByRole('img', { name: `QR code that opens a text to ${ourNumber}` })
  await until('the code', () =>
    code.evaluate((img: { naturalWidth?: number }) => (img.naturalWidth ?? 0) > 0),
  )
  expect(await dialog.getByRole('checkbox').isChecked()).toBe(false)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  expect(await button.evaluate((one) => one.matches(':focus'))).toBe(true)
  expect(complaints).toEqual([])
  await context.close()
})

test('on a phone it is a link to a text, in the language of the page', async () => {
  const userAgent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1'
  const { context, page } = await visit({ userAgent }, '?lang=es')
  const link = page.getByRole('link', { name: 'Escríbenos' })
  expect(await link.getAttribute('href')).toBe(
    `sms:${ourNumber}?&body=${encodeURIComponent('Hola, tengo una pregunta:')}`,
  )
  await context.close()
})

test.each(['light', 'dark'] as const)(
  'axe finds nothing in the %s dialog with its form',
  async (colorScheme) => {
    const { context, page } = await visit({
      bypassCSP: true,
      colorScheme,
      viewport: { width: 375, height: 800 },
    })
    await page.getByRole('button', { name: 'Text us' }).click()
    await page.getByRole('button', { name: 'Text me' }).waitFor()
    expect(await findingsOf(page)).toEqual([])
    await context.close()
  },
)

test('who ticks the box is asked, and nothing else comes until YES, which begins a conversation that names the page', async () => {
  const phone = '+12065557001'
  // Nobody is asked at night: at ten in the morning of this phone.
  await simulator(parley.endpoints).travel({ now: '2027-03-02T18:00:00Z' })
  const { context, page, complaints } = await visit()
  await page.getByRole('button', { name: 'Text us' }).click()
  const status = page.getByRole('status')
  await page.getByRole('button', { name: 'Text me' }).click()
  await until('what is missing', async () => (await status.textContent())?.includes('tick the box'))
  await page.getByLabel('Or we text you').fill('(206) 555-7001')
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Text me' }).click()
  await until('the answer', async () => (await status.textContent())?.includes('answer it with YES'))
  await until('the question', async () =>
    (await texts(phone)).some(({ body }) => body.startsWith('Reply YES')),
  )
  expect(await texts(phone)).toHaveLength(1)
  await handset(parley.endpoints, phone).text(ourNumber, 'YES')
  const conversation = await until('the conversation', async () => {
    const { body } = await admin.get<Page<Conversation>>('/v1/conversations?tab=active&limit=100')
    return body.data.find((one) => one.phone === phone)
  })
  expect(conversation.subject).toMatch(/^127\.0\.0\.1:\d+\/widget-demo$/)
  const ledger = await admin.get<Page<Consent>>(`/v1/consents?phone=${encodeURIComponent(phone)}`)
  expect(ledger.body.data).toMatchObject([
    { action: 'opt_in', consent: { page: parley.endpoints.widget } },
    {
      action: 'opt_in_question',
      consent: { page: parley.endpoints.widget, wording: expect.stringContaining('I agree') },
      form: { browser: 'Chrome', consent_version: 1 },
    },
  ])
  await until('the count', async () => {
    const { data } = await admin.api.listWidgets()
    return data.some(({ asked, confirmed }) => asked === 1 && confirmed === 1)
  })
  expect(complaints).toEqual([])
  await context.close()
})

/** Of Cloudflare, for tests: one that has the visitor do something, one that always fails, and a secret with which each token passes. */
const keys = {
  asks: '3x00000000000000000000FF',
  fails: '2x00000000000000000000AB',
  secret: '1x0000000000000000000000000000000AA',
}

/** A widget like the demo's, with Turnstile. */
const createGuarded = async (site_key: string) => {
  const { data } = await admin.api.listWidgets()
  const [demo] = data
  if (!demo) throw new Error('There is no demo widget')
  const { number_id, language, words, allowed_origins, terms_url, privacy_url } = demo
  const shown = { number_id, language, words, allowed_origins, terms_url, privacy_url }
  const turnstile = { site_key, secret: keys.secret }
  return admin.api.createWidget({ body: { name: `With ${site_key}`, form: 'on', ...shown, turnstile } })
}

test('with Turnstile nothing is sent before the visitor passes, and each request takes a token of its own', async () => {
  const { id } = await createGuarded(keys.asks)
  const { context, page, complaints } = await visit({}, `?widget=${id}`)
  await page.getByRole('button', { name: 'Text us' }).click()
  const check = page.getByLabel('Verify you are human')
  await check.waitFor()
  const status = page.getByRole('status')
  const ask = async (phone: string) => {
    await page.getByLabel('Or we text you').fill(phone)
    await page.getByRole('checkbox', { name: 'I agree' }).check()
    await page.getByRole('button', { name: 'Text me' }).click()
  }
  for (const phone of ['+12065557011', '+12065557012']) {
    await ask(phone)
    await until('the wish for the check', async () =>
      (await status.textContent())?.includes('pass the check'),
    )
    await check.click()
    await ask(phone)
    await until('the answer', async () => (await status.textContent())?.includes('answer it with YES'))
    await until('the question', async () => (await texts(phone)).length === 1)
  }
  expect(complaints).toEqual([])
  await context.close()
})

test('on a page without Turnstile its script comes from Cloudflare, when the form opens and not before', async () => {
  const { id } = await createGuarded(keys.asks)
  // A page whose answer is made up here counts as one of the internet, which may not ask this machine for anything.
  const context = await browser.newContext({ permissions: ['local-network-access'] })
  const page = await context.newPage()
  const complaints = complaintsOf(page)
  const loaded: string[] = []
  const cloudflare = 'https://challenges.cloudflare.com'
  await context.route(`${cloudflare}/**`, async (route) => {
    loaded.push(route.request().url())
    await route.fulfill({
      response: await route.fetch({ url: `${parley.endpoints.sim}/turnstile/v0/api.js` }),
    })
  })
  await context.route('**/widget-demo*', async (route) => {
    const response = await route.fetch()
    const policy = response.headers()['content-security-policy'] ?? ''
    await route.fulfill({
      body: (await response.text()).replace('<script src="/turnstile/v0/api.js"></script>', ''),
      headers: { ...response.headers(), 'content-security-policy': policy.replace("'self'", cloudflare) },
    })
  })
  await page.goto(`${parley.endpoints.widget}?widget=${id}`)
  await page.getByRole('button', { name: 'Text us' }).waitFor()
  expect(loaded).toEqual([])
  await page.getByRole('button', { name: 'Text us' }).click()
  await page.getByLabel('Verify you are human').waitFor()
  expect(loaded).toEqual([`${cloudflare}/turnstile/v0/api.js?render=explicit`])
  expect(complaints).toEqual([])
  await context.close()
})

test('where Turnstile takes the visitor for no person, nothing is sent', async () => {
  const { id } = await createGuarded(keys.fails)
  const { context, page } = await visit({}, `?widget=${id}`)
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await page.getByRole('button', { name: 'Text us' }).click()
  await page.getByText('Turnstile (local) fails').waitFor()
  await page.getByLabel('Or we text you').fill('+12065557013')
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Text me' }).click()
  const status = page.getByRole('status')
  await until('the wish for the check', async () => (await status.textContent())?.includes('pass the check'))
  expect(requests.filter((url) => /challenge|requests/.test(url))).toEqual([])
  await context.close()
})

test('an admin gives Turnstile to a widget in the settings, sees that a secret is kept, and takes both away', async () => {
  const { id } = await createGuarded(keys.asks)
  const { context, page, complaints } = await takeSeat(browser, parley.endpoints.portal, 'admin@example.com')
  await page.goto(`${parley.endpoints.portal}/settings/widgets/${id}`)
  const siteKey = page.getByLabel('Turnstile site key')
  const secret = page.getByLabel('Turnstile secret key')
  await page.getByText('A secret is kept').waitFor()
  expect(await secret.inputValue()).toBe('')
  const save = button(page, 'Save')
  await siteKey.fill(keys.fails)
  await save.click()
  await page.getByRole('alert').filter({ hasText: 'Send the secret key' }).waitFor()
  await secret.fill(keys.secret)
  await save.click()
  await page.getByText('A secret is kept').waitFor()
  expect(await secret.inputValue()).toBe('')
  expect((await admin.api.getWidget({ id })).turnstile).toEqual({ site_key: keys.fails })
  await siteKey.fill('')
  await save.click()
  await until('its end', async () => !(await admin.api.getWidget({ id })).turnstile)
  await secret.waitFor({ state: 'hidden' })
  expect(complaints).toEqual([])
  await context.close()
})
