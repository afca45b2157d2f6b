import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimText } from '../support/flows/claim-text.ts'
import { handset, type Person, signIn, simulator, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'
import { findingsOf } from '../support/portal/axe.ts'
import { button, startBrowser, takeSeat } from '../support/portal/browser.ts'
import { createPushBrowser, readVapid } from '../support/push-browser.ts'

const ourNumber = '+12065550100'
const customer = '+12065558301'
const words = 'My boiler leaks'

let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let ana: Person
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  ana = parley.ana
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

type Device = ReturnType<typeof createPushBrowser>

const device = (name: string): Device => createPushBrowser(`${parley.endpoints.sim}/pushes/${name}`)

/**
 * No browser of a test reaches a push service, and one without a screen forbids every pop-up. So what the page asks the push
 * manager is answered with a device whose pushes the simulator takes, and the person agrees. All else is the browser's own.
 */
const stubPushes = (page: Page, { endpoint, keys }: Device) =>
  page.addInitScript(
    `{
      const permission = () => localStorage.getItem('test.permission') ?? 'default'
      Object.defineProperty(Notification, 'permission', { get: permission })
      Notification.requestPermission = async () => {
        if (permission() === 'default') localStorage.setItem('test.permission', 'granted')
        return permission()
      }
      const known = () => localStorage.getItem('test.subscribed') === 'yes'
      const subscription = (key) => ({
        endpoint: ${JSON.stringify(endpoint)},
        options: { applicationServerKey: Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0)).buffer },
        toJSON: () => (${JSON.stringify({ endpoint, keys })}),
        unsubscribe: async () => { localStorage.setItem('test.subscribed', 'no'); return true },
      })
      PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
        localStorage.setItem('test.subscribed', 'yes')
        localStorage.setItem('test.key', applicationServerKey)
        return subscription(applicationServerKey)
      }
      PushManager.prototype.getSubscription = async () => (known() ? subscription(localStorage.getItem('test.key')) : null)
    }`,
  )

/** A seat at which pushes can be switched on. */
const seatWith = async (email: string, made: Device, screen = {}) => {
  const seat = await takeSeat(browser, parley.endpoints.portal, email, { ...screen, serviceWorker: true })
  await stubPushes(seat.page, made)
  await seat.page.reload()
  await seat.page.getByRole('navigation', { name: 'Conversations' }).waitFor()
  await seat.page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  return seat
}

const openDialog = async (page: Page) => {
  await button(page, 'Your account').click()
  await page.getByRole('menuitem', { name: 'Notifications' }).click()
  return page.getByRole('dialog', { name: 'Notifications' })
}

const devicesOf = async ({ api }: Person) =>
  (await api.listPushSubscriptions()).data.map(({ endpoint }) => endpoint.split('/').at(-1))

const pushedTo = async (name: string) =>
  (await simulator(parley.endpoints).pushes()).filter((push) => push.device === name)

/** A text of a customer whose conversation is Ana's, and who waits for an answer from then on. */
const textAna = async (body: string) => {
  const conversation = await claimText(parley, customer)
  await ana.api.sendMessage({ id: conversation.id, body: { body: 'Yes?' } })
  await handset(parley.endpoints, customer).text(ourNumber, body)
  return conversation
}

const onThisDevice = (page: Page) =>
  page.getByRole('dialog', { name: 'Notifications' }).getByLabel('On this device')

const switchOn = async (page: Page) => {
  await openDialog(page)
  await onThisDevice(page).check()
  await page.getByText('You are called here').waitFor()
  // One consent is for both.
  expect(await button(page, 'Allow pop-ups in this browser').count()).toBe(0)
}

const restart = async (page: Page) => {
  await page.reload()
  await page.getByRole('navigation', { name: 'Conversations' }).waitFor()
}

const isSubscribed = (page: Page) => page.evaluate(`localStorage.getItem('test.subscribed') === 'yes'`)

test('who switches pushes on in a browser is called there: the push is for it alone, and says nothing of the text', async () => {
  const laptop = device('ana-laptop')
  const { page, context, complaints } = await seatWith('ana@example.com', laptop)
  await switchOn(page)
  expect(await devicesOf(ana)).toEqual(['ana-laptop'])
  const { id } = await textAna(words)
  const push = await until('the push', async () => (await pushedTo('ana-laptop'))[0])
  const received = {
    headers: push.headers as Record<string, unknown>,
    body: Buffer.from(String(push.body), 'base64'),
  }
  const told = laptop.read(received) as Record<string, string>
  expect(told).toMatchObject({ title: 'SMS Chat Request', tag: id, path: `/c/${id}` })
  expect(JSON.stringify(told)).not.toMatch(new RegExp(`boiler|${customer.slice(1)}`))
  const config = (await (await fetch(`${parley.endpoints.portal}/config.json`)).json()) as { pushKey: string }
  expect(readVapid(received, config.pushKey).sub).toBe(parley.endpoints.portal)
  expect(complaints).toEqual([])
  await context.close()
  await ana.api.deletePushSubscription({ id: (await ana.api.listPushSubscriptions()).data[0]?.id ?? 'psb_' })
})

test('a browser that was switched off, by hand or by signing out, is called no more', async () => {
  const { page, context } = await seatWith('ana@example.com', device('ana-desk'))
  await switchOn(page)
  await onThisDevice(page).uncheck()
  await page.getByText('Call me here').waitFor()
  expect([await devicesOf(ana), await isSubscribed(page)]).toEqual([[], false])
  await onThisDevice(page).check()
  await page.getByText('You are called here').waitFor()
  expect(await devicesOf(ana)).toEqual(['ana-desk'])
  await page.keyboard.press('Escape')
  await button(page, 'Your account').click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('link', { name: 'ben@example.com' }).waitFor()
  expect(await devicesOf(ana)).toEqual([])
  await context.close()
})

test('what the API has forgotten is told again by the next page, and pushes for somebody else end', async () => {
  const { page, context } = await seatWith('ana@example.com', device('ana-phone'))
  await switchOn(page)
  const [kept] = (await ana.api.listPushSubscriptions()).data
  await ana.api.deletePushSubscription({ id: kept?.id ?? 'psb_' })
  await restart(page)
  await until('the browser, told again', async () => (await devicesOf(ana)).includes('ana-phone'))
  // Before the next page begins: this one may still be about to note whom it has told.
  await page.addInitScript(`localStorage.setItem('parley.pushes', 'agt_somebody')`)
  await restart(page)
  await until('the end', async () => !(await isSubscribed(page)))
  await context.close()
})

test('a browser where nobody is any more is forgotten', async () => {
  await simulator(parley.endpoints).endDevice('ana-phone')
  expect(await devicesOf(ana)).toEqual(['ana-phone'])
  await textAna('Still leaking')
  await until('no device', async () => (await devicesOf(ana)).length === 0)
  expect(await pushedTo('ana-phone')).toEqual([])
})

test('where the browser forbids it the page says so, and what calls on devices is chosen all the same', async () => {
  const { page, context, complaints } = await seatWith('ben@example.com', device('ben-desk'), {
    width: 375,
    bypassCSP: true,
  })
  await page.evaluate(`localStorage.setItem('test.permission', 'denied')`)
  const dialog = await openDialog(page)
  await dialog.getByText('This browser forbids it').waitFor()
  expect(await onThisDevice(page).isDisabled()).toBe(true)
  await dialog.getByRole('group', { name: 'On my devices' }).getByLabel('Unclaimed texts of my teams').check()
  const { api } = await signIn(parley.endpoints, 'ben@example.com')
  await until('what was chosen', async () => (await api.getPreferences()).push_for.length === 3)
  expect(await findingsOf(page)).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
})

test('a browser that knows neither pop-ups nor pushes, as Safari on an iPhone, opens the notifications all the same', async () => {
  const { page, context, complaints } = await takeSeat(browser, parley.endpoints.portal, 'ben@example.com')
  await page.addInitScript('delete window.Notification; delete window.PushManager')
  await restart(page)
  const dialog = await openDialog(page)
  await dialog.getByText('add the page to the home screen').waitFor()
  await dialog.getByText('This browser knows no pop-ups').waitFor()
  expect(await onThisDevice(page).isDisabled()).toBe(true)
  expect(complaints).toEqual([])
  await context.close()
})
