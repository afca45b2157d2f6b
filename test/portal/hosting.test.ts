import { GetObjectCommand, ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PortalConfig } from '#wiring/portal.ts'
import { credentials, region } from '../../local/runner/core/clients.ts'
import { readAssembly } from '../../local/runner/template/assembly.ts'
import { handset, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'
import { findingsOf } from '../support/portal/axe.ts'
import {
  button,
  log,
  messageField,
  openPage,
  row,
  startBrowser,
  takeSeat,
} from '../support/portal/browser.ts'

type HeadersConfig = {
  SecurityHeadersConfig: {
    ContentSecurityPolicy: { ContentSecurityPolicy: { 'Fn::Join': [string, unknown[]] } }
  }
  CustomHeadersConfig: { Items: { Header: string; Value: string }[] }
}

const ourNumber = '+12065550100'
let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let portal: string
let s3: S3Client
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  portal = parley.endpoints.portal
  s3 = new S3Client({ region, credentials, endpoint: parley.services.s3, forcePathStyle: true })
})
afterAll(async () => {
  s3.destroy()
  await browser.close()
  await parley.stop()
})

const file = (Key: string) => ({ Bucket: String(parley.outputs.PortalBucket), Key })

const readFile = async (Key: string) => {
  const { Body } = await s3.send(new GetObjectCommand(file(Key)))
  return (await Body?.transformToString()) ?? ''
}

const types = {
  'index.html': 'text/html; charset=utf-8',
  'service-worker.js': 'text/javascript; charset=utf-8',
  'config.json': 'application/json',
}

/** Changes what a deployment changes of files that keep their names. */
const publish = async (build: string) => {
  const { build: before }: PortalConfig = JSON.parse(await readFile('config.json'))
  for (const [name, ContentType] of Object.entries(types)) {
    const Body = (await readFile(name)).replaceAll(before, build)
    await s3.send(new PutObjectCommand({ ...file(name), Body, ContentType, CacheControl: 'no-cache' }))
  }
}

const seatOf = (screen = {}) =>
  takeSeat(browser, portal, 'ana@example.com', { ...screen, serviceWorker: true })

const buildOf = (page: Page) => page.locator('meta[name="build"]').getAttribute('content')

/** The person goes to another tab; a browser without a screen shows all of them. */
const hide = (page: Page) =>
  page.evaluate(`
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))`)

const comeBack = (page: Page) => page.evaluate(`window.dispatchEvent(new Event('focus'))`)

const worksOffline = (page: Page) =>
  page.evaluate(`(async () => {
    const { active } = await navigator.serviceWorker.ready
    if (active.state !== 'activated')
      await new Promise((resolve) => active.addEventListener('statechange', resolve, { once: true }))
    return active.state
  })()`)

test('every answer has the headers of the template', async () => {
  const [policy] = readAssembly(parley.assembly)
    .flatMap(({ template }) => Object.values(template.Resources ?? {}))
    .filter(({ Type }) => Type === 'AWS::CloudFront::ResponseHeadersPolicy')
    .map(({ Properties }) => Properties?.ResponseHeadersPolicyConfig as HeadersConfig)
  if (!policy) throw new Error('The template has no policy of headers.')
  const { SecurityHeadersConfig: security, CustomHeadersConfig: custom } = policy
  const parts = security.ContentSecurityPolicy.ContentSecurityPolicy['Fn::Join'][1]
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}))
  const pictures = Buckets.map(({ Name = '' }) => Name).find((name) => name.includes('-media'))
  const contentPolicy = parts
    .map((part) => (typeof part === 'string' ? part : '*'))
    .join('')
    .replace('https://*.auth.*.amazoncognito.com', parley.endpoints.issuer)
    .replace('wss://*/event/realtime', parley.endpoints.realtime)
    .replaceAll(' */', ` ${new URL(parley.services.s3).host}/${pictures}/`)
  const script = /\/assets\/index-[\w-]+\.js/.exec(await readFile('index.html'))?.[0]
  for (const path of ['/', '/c/cnv_1', '/config.json', script, '/assets/none.js', '/v1/me']) {
    const { headers } = await fetch(`${portal}${path}`)
    expect(headers.get('content-security-policy')).toBe(contentPolicy)
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    for (const { Header, Value } of custom.Items) expect(headers.get(Header)).toBe(Value)
  }
})

test('the page is asked for each time, and files that never change are kept', async () => {
  const html = await readFile('index.html')
  const kept = async (path: string) => (await fetch(`${portal}${path}`)).headers.get('cache-control')
  for (const path of ['/', '/c/cnv_1', '/config.json', '/service-worker.js', '/manifest.webmanifest'])
    expect(await kept(path)).toBe('no-cache')
  for (const [path] of html.matchAll(/\/assets\/[\w.-]+/g))
    expect(await kept(path)).toBe('public, max-age=31536000, immutable')
})

test('a page that is loaded all day is always told that its files are still the same', async () => {
  const etag = (await fetch(`${portal}/index.html`)).headers.get('etag') ?? ''
  for (let load = 0; load < 100; load++) {
    const answer = await fetch(`${portal}/index.html`, { headers: { 'if-none-match': etag } })
    expect([load, answer.status]).toEqual([load, 304])
  }
})

test('a newer build is offered, and the page goes on working with its own', async () => {
  const { page, context, complaints } = await seatOf()
  await publish('another')
  await comeBack(page)
  await page.getByText('A newer version of this page is there.').waitFor()
  // A part of the old build, which is loaded only now.
  await button(page, 'Start a conversation').click()
  await page.getByRole('textbox', { name: 'To' }).waitFor()
  expect(await buildOf(page)).not.toBe('another')
  await button(page, 'Load it').click()
  await until('the newer page', async () => (await buildOf(page)) === 'another')
  await page.getByRole('textbox', { name: 'To' }).waitFor()
  expect(await page.getByText('A newer version of this page is there.').count()).toBe(0)
  expect(complaints).toEqual([])
  await context.close()
})

test('a page that is open all day looks for a newer build by itself', async () => {
  const { page, context } = await openPage(browser, portal, { serviceWorker: true })
  await page.clock.install()
  await page.getByRole('link', { name: 'ana@example.com' }).click()
  await page.getByRole('navigation', { name: 'Conversations' }).waitFor()
  await publish('of-the-afternoon')
  await page.clock.fastForward('10:01')
  await page.getByText('A newer version of this page is there.').waitFor()
  await context.close()
})

test('out of sight it loads itself anew, but never while somebody writes', async () => {
  await handset(parley.endpoints, '+12065553101').text(ourNumber, 'Are you open?')
  const { page, context } = await seatOf()
  await row(page, '(206) 555-3101').click()
  await button(page, 'Claim').click()
  await messageField(page).fill('Until six')
  await publish('third')
  await comeBack(page)
  await page.getByText('A newer version of this page is there.').waitFor()
  await hide(page)
  expect(await buildOf(page)).not.toBe('third')
  await messageField(page).fill('')
  await hide(page)
  await until('the newer page', async () => (await buildOf(page).catch(() => '')) === 'third')
  await log(page).getByText('Are you open?').waitFor()
  await context.close()
})

test('without a connection the page says so, keeps what is to be sent, and sends it when there is one', async () => {
  const customer = handset(parley.endpoints, '+12065553102')
  await customer.text(ourNumber, 'Is it ready?')
  const { page, context, complaints } = await seatOf()
  await row(page, '(206) 555-3102').click()
  await button(page, 'Claim').click()
  expect(await worksOffline(page)).toBe('activated')
  await context.setOffline(true)
  await messageField(page).fill('Tomorrow at nine')
  await button(page, 'Send').click()
  await log(page).getByText('Tomorrow at nine').waitFor()
  await page.reload()
  await page.getByText('Parley cannot be reached').waitFor()
  await page.getByText('1 text waits and is sent then.').waitFor()
  await context.setOffline(false)
  // Until its answer is here it may be told by push, and waits below as well.
  await log(page).locator('[id^="msg_"]', { hasText: 'Tomorrow at nine' }).waitFor()
  await log(page).locator('.waits', { hasText: 'Tomorrow at nine' }).waitFor({ state: 'detached' })
  await until('the text on the phone', async () =>
    (await customer.messages()).some(({ body }) => body === 'Tomorrow at nine'),
  )
  const heard = (await customer.messages()).filter(({ body }) => body === 'Tomorrow at nine')
  expect(heard).toHaveLength(1)
  expect(complaints.filter((complaint) => !complaint.includes('TypeError: Failed to fetch'))).toEqual([])
  await context.close()
})

test('what is kept for times without a connection is the page alone, of one build at a time', async () => {
  const { page, context } = await seatOf()
  await worksOffline(page)
  await page.reload()
  await page.getByRole('navigation', { name: 'Conversations' }).waitFor()
  const kept = await page.evaluate<{ names: string[]; paths: string[] }>(`(async () => {
    const names = await caches.keys()
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return { names, paths: requests.flat().map(({ url }) => new URL(url).pathname) }
  })()`)
  expect(kept.names).toHaveLength(1)
  expect(kept.paths).toContain('/index.html')
  expect(kept.paths.filter((path) => path.startsWith('/v1/') || path.endsWith('.map'))).toEqual([])
  await context.close()
})

test('the page can be installed as an app', async () => {
  const manifest = JSON.parse(await readFile('manifest.webmanifest'))
  expect(manifest).toMatchObject({ id: '/', start_url: '/', scope: '/', display: 'standalone' })
  const purposes = manifest.icons.map(({ purpose, sizes }: Record<string, string>) => `${purpose} ${sizes}`)
  expect(purposes).toEqual(expect.arrayContaining(['any 192x192', 'any 512x512', 'maskable 512x512']))
  const { page, context, complaints } = await openPage(browser, portal)
  for (const { src, sizes, type } of manifest.icons) {
    const answer = await page.request.get(portal + src)
    expect(answer.headers()['content-type']).toBe(type)
    if (type !== 'image/png') continue
    // The size of a PNG is at this place of it.
    const body = await answer.body()
    expect(`${body.readUInt32BE(16)}x${body.readUInt32BE(20)}`).toBe(sizes)
  }
  expect(complaints).toEqual([])
  await context.close()
})

test('the banner and the page without a connection are as accessible as the rest', async () => {
  const { page, context } = await seatOf({ bypassCSP: true })
  await publish('fourth')
  await comeBack(page)
  await page.getByText('A newer version of this page is there.').waitFor()
  expect(await findingsOf(page)).toEqual([])
  await worksOffline(page)
  await context.setOffline(true)
  await page.reload()
  await page.getByText('Parley cannot be reached').waitFor()
  expect(await findingsOf(page)).toEqual([])
  await context.close()
})
