import type { Browser, Page, WebSocketRoute } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEventSocket } from '../support/event-socket.ts'
import { handset, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'
import { findingsOf } from '../support/portal/axe.ts'
import {
  button,
  hide,
  log,
  messageField,
  openPage,
  row,
  type Seat,
  show,
  startBrowser,
  takeSeat,
} from '../support/portal/browser.ts'

const ourNumber = '+12065550100'
const notice = 'Live updates do not come through'
let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let ana: Seat
let ben: Seat
/** Requests of Ana's and Ben's pages that ask for what is new. */
let asked: string[] = []

beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  const { portal } = parley.endpoints
  ana = await takeSeat(browser, portal, 'ana@example.com')
  ben = await takeSeat(browser, portal, 'ben@example.com', { width: 375, height: 812 })
  for (const { page } of [ana, ben])
    page.on('request', (request) => {
      if (request.method() === 'GET' && /\/v1\/conversations/.test(request.url())) asked.push(request.url())
    })
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

const phoneOf = (last: string) => `+1206555${last}`
const shownPhone = (last: string) => `(206) 555-${last}`
const text = (last: string, words: string) => handset(parley.endpoints, phoneOf(last)).text(ourNumber, words)

const tokenOf = async (email: string) => {
  const form = new URLSearchParams({ grant_type: 'password', username: email })
  const answer = await fetch(`${parley.endpoints.issuer}/token`, { method: 'POST', body: form })
  return ((await answer.json()) as { access_token: string }).access_token
}

/** Somebody who speaks to the service without a page. */
const stranger = async (email: string) => {
  const socket = await openEventSocket(parley.endpoints.realtime, await tokenOf(email))
  await socket.begin()
  return socket
}

/** The thread's end of the id in the address of an open conversation. */
const refIn = (page: Page) => page.url().slice(-14)

test('a text appears at both agents without their asking', async () => {
  await text('4001', 'Listening?')
  for (const { page } of [ana, ben]) await row(page, shownPhone('4001')).getByText('Listening?').waitFor()
  asked = []
  await text('4001', 'And now?')
  for (const { page } of [ana, ben]) {
    const link = row(page, shownPhone('4001'))
    await link.getByText('And now?').waitFor()
    await link.getByText('New', { exact: true }).waitFor()
  }
  expect(asked).toEqual([])
})

test('in an open conversation what the customer writes, and what becomes of a reply, appear by themselves', async () => {
  await row(ana.page, shownPhone('4001')).click()
  await log(ana.page).getByText('And now?', { exact: true }).waitFor()
  await button(ana.page, 'Claim').click()
  await text('4001', 'Hello again')
  await log(ana.page).getByText('Hello again', { exact: true }).waitFor()
  await messageField(ana.page).fill('Here I am')
  await messageField(ana.page).press('Enter')
  await log(ana.page).getByText('Delivered').first().waitFor()
})

test('who loses a claim sees it at once, without having pressed anything', async () => {
  await text('4002', 'Who takes me?')
  await ben.page.clock.install()
  await row(ben.page, shownPhone('4002')).click()
  await button(ben.page, 'Claim').waitFor()
  await row(ana.page, shownPhone('4002')).click()
  await button(ana.page, 'Claim').click()
  await button(ben.page, 'Claim').waitFor({ state: 'detached' })
})

test('agents see who else looks and who types in the thread that they have open, and it lapses', async () => {
  await ben.page.getByText('Ana is looking').waitFor()
  // Whoever comes later hears it when it is said again.
  await ben.page.clock.fastForward(21_000)
  await ana.page.getByText('Ben is looking').waitFor()
  await messageField(ana.page).pressSequentially('I am wri')
  await ben.page.getByText('Ana is typing').waitFor()
  expect(await findingsOf(ben.page)).toEqual([])
  await messageField(ana.page).fill('')
  await ben.page.getByText('Ana is looking').waitFor()
  await ana.page.clock.install()
  await button(ben.page, 'Back to the inbox').click()
  await ana.page.getByText('Ben is looking').waitFor({ state: 'detached' })
})

test('who says nothing more lapses, though nobody told of leaving', async () => {
  const ghost = await stranger('ben@example.com')
  const channel = `presence/demo/${refIn(ana.page)}`
  await ghost.publish(channel, { doing: 'typing' })
  await ana.page.getByText('Ben is typing').waitFor()
  await ana.page.clock.fastForward(31_000)
  await ana.page.getByText('Ben is typing').waitFor({ state: 'detached' })
  ghost.close()
})

test('a forged agent is overwritten, and nobody publishes anything but their presence', async () => {
  const forger = await stranger('ben@example.com')
  const ref = refIn(ana.page)
  await forger.subscribe(`presence/demo/${ref}`)
  const forged = {
    doing: 'typing',
    agent_id: 'agt_ana',
    changes: [{ t: 'message', message: { body: 'Pay' } }],
  }
  await forger.publish(`presence/demo/${ref}`, forged)
  await ana.page.getByText('Ben is typing').waitFor()
  await until('the stamped event', async () => forger.told.length > 0)
  const [heard] = forger.told as { changes: { agent_id: string }[] }[]
  expect(heard).toEqual({ v: 1, changes: [{ t: 'here', agent_id: expect.any(String), doing: 'typing' }] })
  expect(heard?.changes[0]?.agent_id).not.toBe('agt_ana')
  for (const channel of ['inbox/demo', `thread/demo/${ref}`])
    expect(await forger.publish(channel, forged)).toMatchObject({ type: 'publish_error' })
  forger.close()
})

test('a subscription to another workspace, or to many channels at once, is refused', async () => {
  const [inside, outside] = [await stranger('ana@example.com'), await stranger('olga@other.example')]
  const refused = async (socket: typeof inside, channels: string[]) => {
    for (const channel of channels)
      expect([channel, await socket.subscribe(channel)]).toMatchObject([channel, { type: 'subscribe_error' }])
  }
  await refused(inside, ['inbox/other', 'thread/other/0123456789abcd'])
  await refused(inside, [
    'inbox/*',
    '*',
    'thread/demo/*',
    'presence/*',
    'agent/demo/*',
    'agent/demo/ben',
    'inbox/demo/*',
  ])
  const ref = refIn(ana.page)
  await refused(outside, ['inbox/demo', `thread/demo/${ref}`, `presence/demo/${ref}`, 'inbox/*'])
  expect(await outside.publish(`presence/demo/${ref}`, { doing: 'typing' })).toMatchObject({
    type: 'publish_error',
  })
  inside.close()
  outside.close()
})

/** A page whose line the test can cut, and leave cut. */
const seatWithLine = async (email: string) => {
  const seat = await openPage(browser, 'about:blank')
  const lines: WebSocketRoute[] = []
  let isShut = false
  await seat.page.clock.install()
  await seat.page.routeWebSocket(/\/event\/realtime$/, (line) => {
    if (isShut) return void line.close()
    const server = line.connectToServer()
    server.onMessage((message) => void (lines.includes(line) && line.send(message)))
    lines.push(line)
  })
  await seat.page.goto(parley.endpoints.portal)
  await seat.page.getByRole('link', { name: email }).click()
  await seat.page.getByRole('navigation', { name: 'Conversations' }).waitFor()
  return {
    ...seat,
    shut: async () => {
      isShut = true
      for (const line of lines.splice(0)) await line.close()
    },
    /** From now on nothing comes through, and nobody says so: as while a computer sleeps. */
    silence: () => {
      lines.length = 0
    },
    open: () => {
      isShut = false
    },
    hasLine: () => lines.length > 0,
  }
}

test('after a cut, and after ten minutes of sleep, the page has all that happened meanwhile, once', async () => {
  const admin = await seatWithLine('admin@example.com')
  await row(admin.page, shownPhone('4001'))
    .or(admin.page.getByRole('button', { name: 'Team' }))
    .first()
    .waitFor()
  await admin.page.getByRole('button', { name: 'Team' }).click()
  await row(admin.page, shownPhone('4001')).click()
  await log(admin.page).getByText('Here I am', { exact: true }).waitFor()
  // Neither the line nor the API: what happens now, nobody tells.
  await admin.page.route('**/v1/**', (route) => route.abort())
  await admin.shut()
  await text('4001', 'first in the gap')
  await text('4001', 'second in the gap')
  await text('4009', 'a new one in the gap')
  await row(ana.page, shownPhone('4009')).waitFor()
  await row(ana.page, shownPhone('4001')).getByText('second in the gap').waitFor()
  await admin.page.unroute('**/v1/**')
  admin.open()
  for (const words of ['first in the gap', 'second in the gap'])
    await log(admin.page).getByText(words, { exact: true }).waitFor()
  await admin.page.getByRole('button', { name: 'Active' }).click()
  await row(admin.page, shownPhone('4009')).waitFor()
  for (const words of ['first in the gap', 'second in the gap'])
    expect(await log(admin.page).getByText(words, { exact: true }).count()).toBe(1)
  await until('a new line', async () => admin.hasLine())
  await text('4009', 'told again')
  await row(admin.page, shownPhone('4009')).getByText('told again').waitFor()
  admin.silence()
  await text('4001', 'while it slept')
  await text('4011', 'another one while it slept')
  await row(ana.page, shownPhone('4011')).waitFor()
  await row(ana.page, shownPhone('4001')).getByText('while it slept').waitFor()
  expect(await row(admin.page, shownPhone('4011')).count()).toBe(0)
  await admin.page.clock.fastForward('10:00')
  await row(admin.page, shownPhone('4011')).waitFor()
  await log(admin.page).getByText('while it slept', { exact: true }).waitFor()
  expect(await log(admin.page).getByText('while it slept', { exact: true }).count()).toBe(1)
  expect(admin.complaints).toEqual([])
  await admin.context.close()
})

test('where no line can be had the page says so, and asks; in a hidden tab for whoever wants to be called', async () => {
  await asAdmin('PATCH', '/me/preferences', { pop_ups: 'all' })
  const admin = await seatWithLine('admin@example.com')
  await admin.shut()
  await admin.page.getByText(notice).waitFor()
  await text('4010', 'anybody?')
  await row(admin.page, shownPhone('4010')).getByText('anybody?').waitFor()
  await admin.page.evaluate(`document.hasFocus = () => false
    var shown = []
    Notification = class { static permission = 'granted'; constructor(title) { shown.push(title) } }`)
  await hide(admin.page)
  await text('4012', 'anybody, behind another tab?')
  await row(ana.page, shownPhone('4012')).waitFor()
  await admin.page.clock.fastForward(31_000)
  await until('a pop-up', () => admin.page.evaluate('shown.length > 0'))
  expect(await admin.page.evaluate('shown')).toEqual([shownPhone('4012')])
  await show(admin.page)
  admin.open()
  // By now it pauses half a minute between its tries.
  await admin.page.clock.fastForward(35_000)
  await admin.page.getByText(notice).waitFor({ state: 'detached', timeout: 60_000 })
  expect(admin.complaints).toEqual([])
  await admin.context.close()
})

/** The API as an admin asks it. */
const asAdmin = async (method: 'GET' | 'PATCH', path: string, body?: object) => {
  const answer = await fetch(`${parley.endpoints.api}/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await tokenOf('admin@example.com')}`,
      'content-type': 'application/json',
      'if-match': '*',
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as { data: { id: string; name: string }[] }
}

test('what an agent reads and begins to write on one device is on the other by itself', async () => {
  const phone = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com', {
    width: 375,
    height: 812,
  })
  await text('4020', 'On both?')
  for (const { page } of [ana, phone])
    await row(page, shownPhone('4020')).getByText('New', { exact: true }).waitFor()
  await row(ana.page, shownPhone('4020')).click()
  await row(phone.page, shownPhone('4020')).getByText('New', { exact: true }).waitFor({ state: 'detached' })
  await row(phone.page, shownPhone('4020')).click()
  await messageField(phone.page).waitFor()
  await messageField(ana.page).fill('Half a sentence')
  await until('the draft', async () => (await messageField(phone.page).inputValue()) === 'Half a sentence')
  expect(phone.complaints).toEqual([])
  await phone.context.close()
})

test('the way to the CRM is there in an open conversation as soon as an admin has said where it leads', async () => {
  const link = ana.page.getByRole('link', { name: 'Open in the CRM' })
  expect(await link.count()).toBe(0)
  await asAdmin('PATCH', '/settings', { crm_link: 'https://crm.example.com/find?phone={phone}' })
  await link.waitFor()
  expect(await link.getAttribute('href')).toBe(
    `https://crm.example.com/find?phone=${encodeURIComponent(phoneOf('4020'))}`,
  )
  expect(await link.getAttribute('rel')).toBe('noopener noreferrer')
})

test('the page of an agent who is deactivated closes by itself, and hears nothing more', async () => {
  const page = await takeSeat(browser, parley.endpoints.portal, 'ben@example.com')
  const { data } = await asAdmin('GET', '/agents?limit=100')
  const { id } = data.find(({ name }) => name === 'Ben') ?? {}
  const line = await stranger('ben@example.com')
  await asAdmin('PATCH', `/agents/${id}`, { active: false })
  await page.page.getByRole('navigation', { name: 'Conversations' }).waitFor({ state: 'detached' })
  expect(await line.subscribe('inbox/demo')).toMatchObject({ type: 'subscribe_error' })
  line.close()
  await page.context.close()
})

test('no page met an error, nor anything that its policy refused', () => {
  expect([...ana.complaints, ...ben.complaints]).toEqual([])
})
