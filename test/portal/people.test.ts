import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStack } from '../support/flows/stack.ts'
import { button, openPage, type Seat, startBrowser, takeSeat } from '../support/portal/browser.ts'

let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let admin: Seat
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  admin = await takeSeat(browser, parley.endpoints.portal, 'admin@example.com')
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

/** Opens a place of the settings, and waits for its heading. */
const visit = async ({ page }: Seat, path: string, heading: string) => {
  await page.goto(`${parley.endpoints.portal}${path}`)
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
}

const agentLink = ({ page }: Seat, name: string) =>
  page.getByRole('main').getByRole('link').filter({ hasText: name })

test('an admin makes a team, and invites somebody into it', async () => {
  const { page } = admin
  await visit(admin, '/settings/teams', 'Teams')
  await button(page, 'New team').first().click()
  await page.getByLabel('Name').fill('Repairs')
  await page.getByLabel('Ben').check()
  await page.getByRole('dialog').getByRole('button', { name: 'New team' }).click()
  await page.getByRole('heading', { name: 'Repairs', level: 1 }).waitFor()
  await visit(admin, '/settings/agents', 'Agents')
  await button(page, 'Invite').click()
  await page.getByLabel('Name').fill('Dora Lang')
  await page.getByLabel('E-mail').fill('dora@example.com')
  await page.getByLabel('Repairs').check()
  await button(page, 'Send the invitation').click()
  await page.getByText('Dora Lang is invited.').waitFor()
  await agentLink(admin, 'Just invited').click()
  await page.getByText('Teams: Repairs').waitFor()
  await button(page, 'Send again').click()
  await page.getByText('A new invitation is on its way to dora@example.com.').waitFor()
})

test('an address that is taken is refused in words, with the way to whom it belongs', async () => {
  const { page } = admin
  await visit(admin, '/settings/agents', 'Agents')
  await button(page, 'Invite').click()
  await page.getByLabel('Name').fill('Ana')
  await page.getByLabel('E-mail').fill('ana@example.com')
  await button(page, 'Send the invitation').click()
  await page.getByText('Somebody signs in with this e-mail address already.').waitFor()
  await page.getByRole('link', { name: 'Open this agent' }).click()
  await page.getByRole('heading', { name: 'Ana', level: 1 }).waitFor()
})

test('who was invited signs in and is there under their name; made an admin, they are one with the next request', async () => {
  const { portal } = parley.endpoints
  const dora = await takeSeat(browser, portal, 'dora@example.com')
  await button(dora.page, 'Your account').click()
  await dora.page.getByText('Signed in as Dora Lang').waitFor()
  await dora.page.keyboard.press('Escape')
  expect(await dora.page.getByRole('link', { name: 'Settings' }).count()).toBe(0)
  await visit(admin, '/settings/agents', 'Agents')
  await agentLink(admin, 'Dora Lang').click()
  await admin.page.getByRole('radio', { name: 'Admin' }).check()
  await button(admin.page, 'Save').click()
  await admin.page.getByText('Saved.').waitFor()
  await dora.page.reload()
  await dora.page.getByRole('link', { name: 'Settings' }).waitFor()
  expect(dora.complaints).toEqual([])
  await dora.context.close()
})

test('who is deactivated is told what it means, is out at once, and reads why at the next sign-in', async () => {
  const { portal } = parley.endpoints
  const ben = await takeSeat(browser, portal, 'ben@example.com')
  await visit(admin, '/settings/agents', 'Agents')
  await agentLink(admin, 'Ben').click()
  await button(admin.page, 'Deactivate').click()
  const dialog = admin.page.getByRole('dialog', { name: 'Deactivate Ben?' })
  await dialog.getByText('They have no open conversation.').waitFor()
  await dialog.getByRole('button', { name: 'Deactivate' }).click()
  await admin.page.getByRole('heading', { name: 'This agent is deactivated' }).waitFor()
  await ben.page.getByRole('link', { name: 'ben@example.com' }).click()
  await ben.page.getByText('User is disabled.').waitFor()
  await button(admin.page, 'Activate').click()
  await button(admin.page, 'Deactivate').waitFor()
  await ben.page.getByRole('link', { name: 'Sign in again' }).click()
  await ben.page.getByRole('link', { name: 'ben@example.com' }).click()
  await ben.page.getByRole('navigation', { name: 'Conversations' }).waitFor()
  await ben.context.close()
})

test('an admin sees that nobody takes their own rights away', async () => {
  await visit(admin, '/settings/agents', 'Agents')
  await agentLink(admin, '(you)').click()
  await admin.page.getByText('Another admin must change your role.').waitFor()
  expect(await button(admin.page, 'Deactivate').count()).toBe(0)
})

test('a team is renamed by the keyboard alone, and dissolved after a question', async () => {
  const { page } = admin
  await visit(admin, '/settings/teams', 'Teams')
  await page.getByRole('main').getByRole('link', { name: 'Repairs' }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Name').focus()
  await page.keyboard.press('End')
  await page.keyboard.type(' and care')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Repairs and care', level: 1 }).waitFor()
  await button(page, 'Dissolve the team').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Dissolve the team' }).click()
  await page.getByText('No team yet').waitFor()
})

test('nothing was refused by the policy, and no page threw', () => {
  expect(admin.complaints).toEqual([])
})

test.each(['This token belongs to no workspace.', 'This agent is deactivated.'])(
  'whoever is signed in and not let in reads why, and can sign in as somebody else: %s',
  async (detail) => {
    const { portal, issuer } = parley.endpoints
    const { page, context } = await openPage(browser, portal)
    const problem = {
      code: 'forbidden',
      status: 403,
      title: 'Forbidden',
      detail,
      request_id: 'r',
      retryable: false,
    }
    const refusal = { status: 403, contentType: 'application/problem+json', body: JSON.stringify(problem) }
    await page.route(`${portal}/v1/me`, (route) => route.fulfill(refusal))
    await page.getByRole('link', { name: 'ana@example.com' }).click()
    await page.getByText(detail).waitFor()
    await button(page, 'Sign in as somebody else').click()
    await page.waitForURL(`${issuer}/sign-in**`)
    await context.close()
  },
)
