import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outgoingTypes } from '#contract/events/outgoing.ts'
import { handset, type Person, signIn, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'
import { button, type Seat, startBrowser, takeSeat } from '../support/portal/browser.ts'

let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let admin: Seat
let person: Person
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  admin = await takeSeat(browser, parley.endpoints.portal, 'admin@example.com')
  person = await signIn(parley.endpoints, 'admin@example.com')
  await admin.context.grantPermissions(['clipboard-read', 'clipboard-write'])
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

type Taken = { headers: Record<string, string>; body: string }

/** What the endpoint of the simulator has taken, newest first. */
const taken = async (): Promise<Taken[]> => {
  const response = await fetch(`${parley.endpoints.sim}/webhooks`)
  return ((await response.json()) as { data: Taken[] }).data
}

const typeOf = ({ body }: Taken): string => JSON.parse(body).type

/** Runs lines as the page shows them, as a program would that has taken a delivery. */
const verify = async (lines: string, secret: string, { headers, body }: Taken): Promise<boolean> => {
  const file = join(await mkdtemp(join(tmpdir(), 'parley-')), 'verify.mjs')
  await writeFile(file, lines)
  return (await import(/* @vite-ignore */ file)).isFromParley(headers, body, secret)
}

const visit = (path: string) => admin.page.goto(`${parley.endpoints.portal}${path}`)

/** The part of the page under a heading. */
const card = (name: string) => admin.page.getByRole('region', { name, exact: true })

const lines = () => card('Secret').locator('pre').textContent().then(String)
const secretField = () => card('Secret').getByRole('textbox', { name: 'Secret' })

let added: { url: string; secret: string; lines: string }

test('an endpoint is added, each mistake stands at its field, and its secret is seen once', async () => {
  const { page } = admin
  await visit('/settings/webhooks')
  await page.getByText('No endpoint yet').waitFor()
  await page.getByRole('link', { name: 'Add an endpoint' }).click()
  const address = page.getByRole('textbox', { name: 'Address' })
  await address.fill('http://example.com/hook')
  expect(await button(page, 'Add an endpoint').isDisabled()).toBe(true)
  const all = page.getByRole('checkbox', { name: 'All of “Texts”' })
  await page.getByRole('checkbox', { name: /A customer’s text has come/ }).check()
  expect(await all.evaluate((box) => (box as unknown as { indeterminate: boolean }).indeterminate)).toBe(true)
  await all.check()
  const chosen = page.locator('[name=event_types]:checked').locator('xpath=..').locator('code')
  expect(await chosen.allTextContents()).toEqual(outgoingTypes.filter((type) => type.startsWith('message.')))
  await button(page, 'Add an endpoint').click()
  await page.getByRole('alert').getByText('an https address at port 443').waitFor()
  expect(await address.getAttribute('aria-invalid')).toBe('true')
  await address.fill(`${parley.endpoints.sim}/webhooks`)
  await page.getByRole('textbox', { name: 'What it is for' }).fill('Our CRM')
  await button(page, 'Add an endpoint').click()
  await page.getByRole('heading', { name: 'The endpoint is added', level: 1 }).waitFor()
  added = { url: '', secret: await secretField().inputValue(), lines: await lines() }
  expect(added.secret).toMatch(/^whsec_/)
  expect(readFileSync('docs/webhooks.md', 'utf8')).toContain(added.lines)
  await button(page, 'Copy: Secret').click()
  await page.getByText('The secret is copied.').waitFor()
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(added.secret)
  await page.getByRole('link', { name: 'I have kept it' }).click()
  await page.getByRole('heading', { name: 'Our CRM', level: 1 }).waitFor()
  added.url = page.url()
  await page.getByText('Nothing was sent yet.').waitFor()
  const { body } = await person.get('/v1/webhook_endpoints')
  expect(`${await page.content()}${JSON.stringify(body)}`).not.toContain(added.secret)
})

test('a test is taken, as its delivery says, and the lines of the page verify it', async () => {
  const { page } = admin
  await button(page, 'Send a test').click()
  await page.getByText(/^The test was taken: answer 200/).waitFor()
  const ping = card('Deliveries').getByRole('listitem').filter({ hasText: 'webhook.ping' })
  await ping.getByText('Taken', { exact: true }).waitFor()
  // What is made up for a test is not kept.
  expect(await ping.getByRole('button', { name: /^Send again/ }).count()).toBe(0)
  const delivered = await until('the test', async () =>
    (await taken()).find((one) => typeOf(one) === 'webhook.ping'),
  )
  expect(await verify(added.lines, added.secret, delivered)).toBe(true)
  expect(await verify(added.lines, `whsec_${'A'.repeat(40)}`, delivered)).toBe(false)
})

/** An endpoint that fails until it is mended. */
const startFailing = async () => {
  const got: string[] = []
  let isMended = false
  const server = createServer((request, response) => {
    got.push(String(request.headers['webhook-id']))
    response.writeHead(isMended ? 200 : 503, { 'retry-after': '7200' })
    response.end(isMended ? 'thanks' : 'the database is away')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    got,
    mend: () => {
      isMended = true
    },
    stop: () => server.close(),
  }
}

test('a delivery that failed says why and when it is tried again, and is sent again by hand', async () => {
  const { page } = admin
  const failing = await startFailing()
  const { id, version } = await person.api.createWebhookEndpoint({
    body: { url: failing.url, description: 'Failing', event_types: ['message.received'] },
  })
  await handset(parley.endpoints, '+12065550142').text('+12065550100', 'Is anybody there?')
  await until('the attempt', async () => {
    const { data } = await person.api.listWebhookDeliveries({ id })
    return data.length > 0
  })
  await visit('/settings/webhooks')
  const entry = page.getByRole('link', { name: /Failing/ })
  await entry.getByText(/first failed: now · last: answer 503/).waitFor()
  await entry.click()
  const one = card('Deliveries').getByRole('listitem').filter({ hasText: 'message.received' })
  await one.getByText('Will be tried again').waitFor()
  await one.getByText(/attempt 1 · answer 503, .+ · next attempt/).waitFor()
  await one.getByText('Details').click()
  await one.getByText('the database is away').waitFor()

  // Each failure writes to the endpoint: what is edited meanwhile is saved all the same.
  const description = page.getByRole('textbox', { name: 'What it is for' })
  await description.fill('Failing, ours')
  await button(one, await nameOfRetry(one)).click()
  await page.getByText(/^It was not taken: answer 503/).waitFor()
  await one.getByText(/attempt 2 ·/).waitFor()
  expect((await person.api.getWebhookEndpoint({ id })).version).toBeGreaterThan(version)
  await button(page, 'Save').click()
  await page.getByText('Saved.').waitFor()
  await page.getByRole('heading', { name: 'Failing, ours', level: 1 }).waitFor()

  failing.mend()
  await button(one, await nameOfRetry(one)).click()
  await page.getByText(/^It was taken now: answer 200/).waitFor()
  await one.getByText('Taken', { exact: true }).waitFor()
  expect(new Set(failing.got).size).toBe(1)
  await page.getByText('Not taken', { exact: true }).click()
  await page.getByText('None of those that are loaded failed.').waitFor()

  // Somebody else disables it while the page is open: what is refused then stands where it was asked for.
  await page.getByText('All', { exact: true }).click()
  await person.api.disableWebhookEndpoint({ id })
  await button(one, await nameOfRetry(one)).click()
  await one.getByText('The endpoint is disabled. Enable it first.').waitFor()
  await button(page, 'Refresh').click()
  await page.getByText('An admin disabled it.').waitFor()
  expect(await one.getByRole('button', { name: /^Send again/ }).count()).toBe(0)
  await button(page, 'Enable').click()
  await page.getByText('Events are sent as they come.').waitFor()
  await button(page, 'Delete this endpoint').click()
  await button(page.getByRole('dialog'), 'Delete this endpoint').click()
  await page.getByRole('link', { name: /Our CRM/ }).waitFor()
  expect(await page.getByRole('link', { name: /Failing/ }).count()).toBe(0)
  failing.stop()
})

const nameOfRetry = async (one: ReturnType<typeof card>) =>
  String(await one.getByRole('button', { name: /^Send again/ }).getAttribute('aria-label'))

test('the events of a time are sent once more, with the same ids', async () => {
  const { page } = admin
  const received = async () => (await taken()).filter((one) => typeOf(one) === 'message.received')
  const [first] = await until('the event', async () => {
    const all = await received()
    return all.length > 0 && all
  })
  await page.goto(added.url)
  await button(page, 'Replay …').click()
  const dialog = page.getByRole('dialog', { name: 'Send events once more' })
  const from = await dialog.getByLabel('From').inputValue()
  await dialog.getByLabel('From').fill('2099-01-01T00:00')
  await button(dialog, 'Send them').click()
  await dialog.getByText('This must not be before "from".').first().waitFor()
  await dialog.getByLabel('From').fill(from)
  await button(dialog, 'Send them').click()
  await page.getByText('The events are on their way.').waitFor()
  const again = await until('the replay', async () => {
    const all = await received()
    return all.length > 1 && all
  })
  expect(again.map(({ headers }) => headers['webhook-id'])).toEqual(
    again.map(() => first?.headers['webhook-id']),
  )
})

test('a rotated secret is shown once with the time until which the one before signs, and both sign', async () => {
  const { page } = admin
  await button(page, 'Rotate the secret').click()
  await button(page.getByRole('dialog'), 'Rotate the secret').click()
  const secret = await secretField().inputValue()
  expect(secret).toMatch(/^whsec_/)
  expect(secret).not.toBe(added.secret)
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Secret')
  await card('Secret')
    .getByText(/^Until .+ the old secret signs as well\.$/)
    .waitFor()
  const before = (await taken()).length
  await button(page, 'Send a test').click()
  const delivered = await until('the test', async () => {
    const all = await taken()
    return all.length > before && all[0]
  })
  const byEither = [secret, added.secret].map((one) => verify(added.lines, one, delivered))
  expect(await Promise.all(byEither)).toEqual([true, true])
  await page.reload()
  await page.getByRole('heading', { name: 'Our CRM', level: 1 }).waitFor()
  expect(await card('Secret').count()).toBe(0)
})

test('the feed is switched on beside the endpoints, with the line that reads it', async () => {
  const { page } = admin
  await visit('/settings/webhooks')
  await card('The feed of events').getByText(`${parley.endpoints.portal}/v1/events`).waitFor()
  await page.getByRole('radio', { name: 'Kept', exact: true }).check()
  await button(page, 'Save').click()
  await page.getByText('Saved.').waitFor()
  expect((await person.api.getSettings()).event_feed).toBe('on')
})

test('no page threw, and the policy refused nothing', () => {
  expect(admin.complaints).toEqual([])
})
