import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handset, signIn, until } from '../support/flows/client.ts'
import { assignIn } from '../support/flows/queueing.ts'
import { startStack } from '../support/flows/stack.ts'
import { findingsOf } from '../support/portal/axe.ts'
import { button, messageField, type Seat, startBrowser, takeSeat } from '../support/portal/browser.ts'
import { smallPicture } from '../support/portal/pictures.ts'

const ourNumber = '+12065550100'
let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let admin: Seat
let ids: Record<
  | 'conversation'
  | 'contact'
  | 'case'
  | 'number'
  | 'account'
  | 'hours'
  | 'agent'
  | 'team'
  | 'endpoint'
  | 'workflow',
  string
>
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  ids = await fillOffice()
  const screen = { bypassCSP: true } as const
  admin = await takeSeat(browser, parley.endpoints.portal, 'admin@example.com', screen)
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

/** Something on every page: a conversation with all that can be in one, hours, a team, a view, credits. */
const fillOffice = async () => {
  const { api } = await signIn(parley.endpoints, 'admin@example.com')
  const phone = '+12065550162'
  const contact = await api.createContact({
    body: { name: 'Maria Ortega', phones: [{ phone, type: 'mobile' }] },
  })
  await handset(parley.endpoints, phone).text(ourNumber, 'please don’t text me before noon')
  const { id } = await until('the conversation', async () => {
    const { data } = await api.listConversations({ query: { phone } })
    return data[0]?.consent_review && data[0]
  })
  await api.claimConversation({ id })
  await api.addNote({ id, body: { body: 'The part is on order.' } })
  await api.addTag({ id, body: { tag: 'printer' } })
  const due_at = new Date(Date.now() - 86_400_000).toISOString()
  const one = await api.openCase({ id, body: { subject: 'Printer', status: 'Waiting for parts', due_at } })
  await api.openCase({ id, body: { subject: 'Laptop' } })
  await api.updateCase({ id: one.id, body: { body: 'The part is on order.' } })
  const send_at = new Date(Date.now() + 30 * 3_600_000).toISOString()
  await api.sendMessage({ id, body: { body: 'Your printer can be picked up.', send_at } })
  const day = [{ from: '09:00', to: '17:00' }]
  const hours = await api.createBusinessHours({
    body: { name: 'Shop', zone: 'America/Denver', weekly: { monday: day, friday: day } },
  })
  const secrets = { access_key: 'the access key', secret_key: 'the secret key' }
  const account = await api.createCarrierAccount({
    body: { carrier: 'flowroute', name: 'Our Flowroute', secrets },
  })
  const endpoint = await api.createWebhookEndpoint({
    body: { url: `${parley.endpoints.sim}/webhooks`, event_types: ['case.created', 'message.received'] },
  })
  const { data: agents } = await api.listAgents({ query: { limit: 100 } })
  const team = await api.createTeam({ body: { name: 'Repairs', members: agents.map((one) => one.id) } })
  const waiting = '+12065550163'
  await handset(parley.endpoints, waiting).text(ourNumber, 'Is somebody there?')
  const queued = await until('the other conversation', async () => {
    const { data } = await api.listConversations({ query: { phone: waiting } })
    return data[0]
  })
  await assignIn(parley, queued.id, team.id)
  await api.createView({ body: { name: 'Printers', filter: { tag: 'printer' }, shared: true } })
  const { version } = await api.getSettings()
  await api.editSettings({ ifMatch: version, body: { credits: { enabled: true } } })
  const { data: numbers } = await api.listNumbers({ query: { limit: 1 } })
  const number = numbers[0]?.id ?? ''
  const may = { capabilities: ['sms' as const, 'mms' as const], mms_out: true }
  await api.editNumber({ id: numbers[0]?.id ?? 'num_', ifMatch: '*', body: may })
  return {
    conversation: id,
    contact: contact.id,
    case: one.id,
    number,
    hours: hours.id,
    account: account.id,
    agent: agents.find(({ name }) => name === 'Ben')?.id ?? '',
    team: team.id,
    endpoint: endpoint.id,
    workflow: await addWorkflows(api, id, team.id),
  }
}

type AdminApi = Awaited<ReturnType<typeof signIn>>['api']

/** A workflow with all that its page can show, and a macro that was run in the conversation. Gives the id of the first. */
const addWorkflows = async (api: AdminApi, conversation_id: `cnv_${string}`, team_id: `tem_${string}`) => {
  const refunds = await api.createWorkflow({
    body: {
      name: 'Refunds go to repairs',
      on: true,
      trigger: { type: 'customer_first_message' },
      branches: [
        {
          when: [
            { fact: 'channel', op: 'is', value: 'sms' },
            { fact: 'message.body', op: 'has_word', value: ['refund', 'money back'] },
          ],
          then: [
            { action: 'tag', tag: 'refund' },
            { action: 'assign_agent', team_id, by: 'least_busy', cap: 5 },
          ],
        },
      ],
      otherwise: [{ action: 'note', body: 'Nobody asked for a refund.' }],
    },
  })
  const macro = await api.createWorkflow({
    body: {
      name: 'Mark as urgent',
      on: true,
      trigger: { type: 'manual' },
      branches: [],
      otherwise: [
        { action: 'tag', tag: 'urgent' },
        { action: 'tag', tag: 'urgent' },
      ],
    },
  })
  await api.runWorkflow({ id: macro.id, body: { conversation_id } })
  return refunds.id
}

const looks = [
  { name: '1440, light', width: 1440, height: 900, colorScheme: 'light', rules: undefined },
  { name: '1440, dark', width: 1440, height: 900, colorScheme: 'dark', rules: ['color-contrast'] },
  { name: '375, dark', width: 375, height: 812, colorScheme: 'dark', rules: ['color-contrast'] },
  { name: '375, light', width: 375, height: 812, colorScheme: 'light', rules: undefined },
] as const

/** What is wrong with what is shown now, in every look; at 320 pixels whether it has to be scrolled sideways. */
const wrongWith = async (page: Page) => {
  const wrong: string[] = []
  for (const { name, width, height, colorScheme, rules } of looks) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // On a small screen another heading is the first: the page learns of its size a moment later.
    await page.locator('h1:visible').first().waitFor()
    const found = await findingsOf(page, rules && [...rules])
    wrong.push(...found.map((finding) => `${name}: ${finding}`))
  }
  await page.setViewportSize({ width: 320, height: 640 })
  wrong.push(...(await tooWide(page)).map((place) => `320: too wide: ${place}`))
  await page.setViewportSize(looks[0])
  return wrong
}

/** What reaches beyond the screen where the page has to be scrolled sideways for it. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(`document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > innerWidth)
    .map((element) => element.tagName + '.' + element.className + ' ' + element.textContent.slice(0, 30))`)

/** Goes to a place of the page without loading it anew. */
const visit = (page: Page, path: string) =>
  page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`)

/** `begin`: what is begun there, so that more of it is shown. */
type Place = [name: string, path: () => string, shows: string, begin?: (page: Page) => Promise<void>]

/** By the keyboard: what appears above the list moves its rows from under a pointer. */
const chooseFirst = (page: Page) => page.getByRole('checkbox').first().press('Space')

const places: Place[] = [
  ['the inbox while a conversation waits for a team', () => '/', '1 waiting in Repairs'],
  [
    'the inbox with a filter and chosen rows',
    () => '/',
    'Maria Ortega',
    async (page) => {
      await button(page, 'Filter').click()
      await page.getByRole('combobox', { name: 'Claimer' }).waitFor()
      await chooseFirst(page)
      await page.getByRole('region', { name: 'Chosen conversations' }).waitFor()
    },
  ],
  [
    'held texts of which some are chosen',
    () => '/held',
    'Your printer can be picked up.',
    async (page) => {
      const card = page
        .getByRole('main')
        .getByRole('listitem')
        .filter({ hasText: 'printer can be picked up' })
      await card.getByRole('checkbox').check()
    },
  ],
  [
    'needs attention, while a reason is given',
    () => '/attention',
    'These texts read like an opt-out.',
    async (page) => {
      await button(page, 'They do not').click()
      await page.getByRole('textbox', { name: 'Why is this no opt-out?' }).waitFor()
    },
  ],
  ['cases', () => '/cases', '#1001 Printer'],
  [
    'a case, while an update is written',
    () => `/cases/${ids.case}`,
    'What happened',
    async (page) => {
      await page.getByRole('radio', { name: 'Update for the customer' }).check()
      await page.getByRole('textbox', { name: 'Comment or update' }).fill('It is here.')
      await page.getByText('Leaves as a text: 1 segment').waitFor()
    },
  ],
  [
    'a case that is edited',
    () => `/cases/${ids.case}`,
    'What happened',
    async (page) => {
      await button(page, 'Edit').click()
      await page.getByRole('combobox', { name: 'Assignee' }).waitFor()
    },
  ],
  ['search', () => '/search?q=maria', 'Customers'],
  ['start a conversation', () => '/start', 'Subject'],
  ['the set-up', () => '/setup', 'A test text is answered'],
  ['the parts of the settings', () => '/settings', 'Numbers'],
  ['numbers', () => '/settings/numbers', '(206) 555-0100'],
  ['a new number', () => '/settings/numbers/new', 'Phone number'],
  ['a number', () => `/settings/numbers/${ids.number}`, 'How far it is'],
  ['accounts at carriers', () => '/settings/carriers', 'Our Flowroute'],
  ['a new account at a carrier', () => '/settings/carriers/new', 'Auth token'],
  ['an account at a carrier', () => `/settings/carriers/${ids.account}`, 'Paste at the carrier'],
  ['business hours', () => '/settings/hours', 'Shop'],
  ['a week of hours', () => `/settings/hours/${ids.hours}`, 'Time zone'],
  ['agents', () => '/settings/agents', 'ben@example.com'],
  [
    'an agent who is about to be deactivated',
    () => `/settings/agents/${ids.agent}`,
    'Teams: Repairs',
    async (page) => {
      await button(page, 'Deactivate').click()
      await page.getByText('They have no open conversation.').waitFor()
    },
  ],
  ['teams', () => '/settings/teams', 'Repairs'],
  ['a team', () => `/settings/teams/${ids.team}`, 'Dissolve the team'],
  ['the workspace', () => '/settings/workspace', 'Company name'],
  ['settings of cases', () => '/settings/cases', 'Around an update'],
  ['consent', () => '/settings/consent', 'Opting in'],
  ['rules', () => '/settings/rules', 'Campaigns keep to the laws below'],
  ['views', () => '/settings/views', 'printer'],
  ['credits', () => '/settings/credits', 'Days before packs'],
  ['imports', () => '/settings/imports', 'Nothing was imported yet'],
  ['a new import', () => '/settings/imports/new', 'Upload and look at it'],
  ['jobs', () => '/settings/jobs', 'There are no jobs'],
  ['contacts', () => '/contacts', 'Find'],
  ['a contact', () => `/contacts/${ids.contact}`, 'Everything that was said'],
  ['webhooks', () => '/settings/webhooks', '2 kinds of events'],
  ['a new endpoint', () => '/settings/webhooks/new', 'A customer’s text has come'],
  [
    'an endpoint that took a test and has a new secret',
    () => `/settings/webhooks/${ids.endpoint}`,
    'Deliveries',
    async (page) => {
      await button(page, 'Send a test').click()
      const test = page.getByRole('listitem').filter({ hasText: 'webhook.ping' })
      await test.first().getByText('Details').click()
      await button(page, 'Rotate the secret').click()
      await button(page.getByRole('dialog'), 'Rotate the secret').click()
      await page.getByText(/the old secret signs as well/).waitFor()
    },
  ],
  [
    'an endpoint of which events are sent once more',
    () => `/settings/webhooks/${ids.endpoint}`,
    'Deliveries',
    async (page) => {
      await button(page, 'Replay …').click()
      await page.getByRole('dialog').getByLabel('From').waitFor()
    },
  ],
  ['workflows', () => '/settings/workflows', 'Refunds go to repairs'],
  ['a new workflow', () => '/settings/workflows/new', 'Save'],
  [
    'a workflow that is tried, with its runs and versions',
    () => `/settings/workflows/${ids.workflow}`,
    'Branch 1',
    async (page) => {
      await button(page, 'Try on the last 100').click()
      await page.getByText(/It would have acted on/).waitFor()
      await button(page, 'Show its runs').click()
      await page.getByText('It has done nothing yet.').waitFor()
      await button(page, 'Show versions').click()
      await page.getByText('Version 1').waitFor()
    },
  ],
  ['programs', () => '/settings/programs', 'No program'],
]

test.each(places)(
  '%s: axe finds nothing in any look, and 320 pixels are wide enough',
  async (_, path, shows, begin) => {
    const { page } = admin
    await visit(page, path())
    await page.getByText(shows).filter({ visible: true }).first().waitFor()
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await begin?.(page)
    expect(await wrongWith(page)).toEqual([])
  },
)

test('a conversation with all that may be in it is as good', async () => {
  const { page } = admin
  await visit(page, `/c/${ids.conversation}`)
  await page.getByText('The part is on order.').waitFor()
  await messageField(page).fill('Until then — see you')
  await page.getByText('makes this Unicode').waitFor()
  await button(page.getByRole('region', { name: 'Opt-out to decide on' }), 'They do not').click()
  expect.soft(await wrongWith(page)).toEqual([])
  const picture = { name: 'front.png', mimeType: 'image/png', buffer: smallPicture }
  await page.locator('.composer input[type=file]').setInputFiles([picture, picture])
  await page.getByText('One picture goes with a text from this number. The rest was left out.').waitFor()
  await page.getByText('ready', { exact: true }).waitFor()
  expect(await wrongWith(page)).toEqual([])
})

test('what workflows did in a conversation is as good', async () => {
  const { page } = admin
  await visit(page, `/c/${ids.conversation}`)
  const panel = page.getByRole('complementary', { name: 'Contact' })
  await panel.getByText('What workflows did here').click()
  await panel.getByRole('link', { name: 'Mark as urgent' }).waitFor()
  expect(await wrongWith(page)).toEqual([])
})

test('dialogs are as good: of a contact, an invitation, notifications, preferences, keys, and the palette', async () => {
  const { page } = admin
  await visit(page, `/c/${ids.conversation}`)
  const details = page.getByRole('complementary', { name: 'Contact' })
  await button(details, 'Edit').click()
  await page.getByRole('dialog').getByLabel('Name').waitFor()
  expect.soft(await wrongWith(page)).toEqual([])
  await page.keyboard.press('Escape')
  await visit(page, '/settings/agents')
  await button(page, 'Invite').click()
  await page.getByRole('dialog').waitFor()
  expect.soft(await wrongWith(page)).toEqual([])
  await page.keyboard.press('Escape')
  await visit(page, '/')
  await button(page, 'Your account').click()
  await page.getByRole('menuitem', { name: 'Notifications' }).click()
  const notifications = page.getByRole('dialog', { name: 'Notifications' })
  await notifications.getByLabel('Saturday').check()
  await notifications.getByLabel('Time zone').waitFor()
  expect.soft(await wrongWith(page)).toEqual([])
  await notifications.getByLabel('Saturday').uncheck()
  await page.keyboard.press('Escape')
  await button(page, 'Your account').click()
  await page.getByRole('menuitem', { name: 'Preferences' }).click()
  await page.getByRole('dialog', { name: 'Preferences' }).waitFor()
  expect.soft(await wrongWith(page)).toEqual([])
  for (const key of ['?', 'Control+k']) {
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press(key)
    await page.getByRole('dialog').waitFor()
    expect.soft([key, await wrongWith(page)]).toEqual([key, []])
  }
})

test('no page threw', () => {
  expect(admin.complaints).toEqual([])
})
