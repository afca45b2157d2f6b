import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handset, type Person, signIn, until } from '../support/flows/client.ts'
import { assignIn } from '../support/flows/queueing.ts'
import { startStack } from '../support/flows/stack.ts'
import { button, row, type Seat, startBrowser, takeSeat } from '../support/portal/browser.ts'

const ourNumber = '+12065550100'
const phones = ['+12065550171', '+12065550172']
let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let boss: Person
let ana: Seat
let admin: Seat
let team: string
let first: string
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  boss = await signIn(parley.endpoints, 'admin@example.com')
  await fillQueue()
  ana = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com')
  admin = await takeSeat(browser, parley.endpoints.portal, 'admin@example.com')
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

/** Two customers wait for a team of whom nobody is available. */
const fillQueue = async () => {
  const { data: agents } = await boss.api.listAgents({ query: { limit: 100 } })
  const members = agents.filter(({ role }) => role === 'agent').map(({ id }) => id)
  team = (await boss.api.createTeam({ body: { name: 'Mobile support', members } })).id
  for (const phone of phones) {
    await handset(parley.endpoints, phone).text(ourNumber, 'Can somebody help me?')
    const { id } = await until('the conversation', async () => {
      const { data } = await boss.api.listConversations({ query: { phone } })
      return data[0]
    })
    await assignIn(parley, id, team)
    first ??= id
  }
}

const queues = ({ page }: Seat) => page.getByRole('list', { name: 'Queues of teams' })

test('those of the team see how much waits in Active, everybody sees it in Team, and a click shows what it is', async () => {
  await queues(ana).getByText('2 waiting in Mobile support').waitFor()
  await queues(ana).getByText('0 of 2 available').waitFor()
  expect(await queues(admin).count()).toBe(0)
  await button(admin.page, 'Team').click()
  await queues(admin).getByRole('button').click()
  await admin.page.getByRole('combobox', { name: 'Team' }).waitFor()
  expect(await admin.page.getByRole('combobox', { name: 'Team' }).inputValue()).toBe(team)
  await row(admin.page, 'In a team’s queue').first().waitFor()
  expect(await row(admin.page, 'In a team’s queue').count()).toBe(2)
})

test('whoever becomes available is handed what waits, without a further click', async () => {
  const { page } = ana
  const account = button(page, 'Your account')
  expect(await account.getAttribute('aria-description')).toBe('Away')
  await account.click()
  await page.getByRole('menuitem', { name: 'Become available' }).click()
  const { id } = await parley.ana.api.getMe()
  for (const phone of phones)
    await until('the claim', async () => {
      const { data } = await boss.api.listConversations({ query: { phone } })
      return data[0]?.claimed_by === id
    })
  await queues(ana).waitFor({ state: 'detached' })
  await queues(admin).waitFor({ state: 'detached' })
  await until('the state', async () => (await account.getAttribute('aria-description')) === 'Available')
})

test('colleagues see who is available where they hand a conversation on, and an admin sends away who forgot', async () => {
  const { page } = admin
  await page.goto(`${parley.endpoints.portal}/c/${first}`)
  await button(page, 'Transfer').click()
  const people = page.getByRole('dialog').getByRole('listitem')
  await people.first().waitFor()
  expect(await people.allTextContents()).toEqual([
    expect.stringMatching(/^Admin.*Away/),
    expect.stringMatching(/^Ben.*Away/),
  ])
  await page.keyboard.press('Escape')
  await page.goto(`${parley.endpoints.portal}/settings/teams/${team}`)
  await page.getByText('No conversation waits for this team.').waitFor()
  const crew = page.getByRole('main').getByRole('listitem')
  await crew.filter({ hasText: '2 open conversations' }).getByText('Available').waitFor()
  await page.goto(`${parley.endpoints.portal}/settings/agents`)
  await page.getByRole('link').filter({ hasText: 'ana@example.com' }).getByText('Available').waitFor()
  await page.getByRole('link').filter({ hasText: 'ana@example.com' }).click()
  await button(page, 'Set them away').click()
  await until('the other page', async () => {
    const described = await button(ana.page, 'Your account').getAttribute('aria-description')
    return described === 'Away'
  })
})

test('no page threw', () => {
  expect([ana.complaints, admin.complaints]).toEqual([[], []])
})
