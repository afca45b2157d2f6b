import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimText } from '../support/flows/claim-text.ts'
import { handset, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'
import { button, log, messageField, type Seat, startBrowser, takeSeat } from '../support/portal/browser.ts'

const ourNumber = '+12065550100'
let parley: Awaited<ReturnType<typeof startStack>>
let browser: Browser
let ana: Seat
beforeAll(async () => {
  ;[parley, browser] = await Promise.all([startStack(), startBrowser()])
  ana = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com')
})
afterAll(async () => {
  await browser.close()
  await parley.stop()
})

const phoneOf = (last: string) => `+1206555${last}`

const open = async (page: Page, id: string) => {
  await page.goto(new URL(`/c/${id}`, parley.endpoints.portal).href)
  await log(page).locator('.turn').first().waitFor()
}

/** A customer who has texted, whose conversation Ana has claimed. */
const claimedFrom = (last: string) => claimText(parley, phoneOf(last))

const details = (page: Page) => page.getByRole('complementary', { name: 'Contact' })

test('a draft follows to another device, is in no other conversation there, and is gone on both when it was sent', async () => {
  const [{ id }, other] = [await claimedFrom('5001'), await claimedFrom('5002')]
  await open(ana.page, id)
  await messageField(ana.page).fill('We open at')
  await until('the draft on the server', async () => {
    return (await parley.ana.api.getDraft({ id })).body === 'We open at'
  })
  const phone = await takeSeat(browser, parley.endpoints.portal, 'ana@example.com', {
    width: 375,
    height: 812,
  })
  await open(phone.page, other.id)
  expect(await messageField(phone.page).inputValue()).toBe('')
  await open(phone.page, id)
  await until('the draft', async () => (await messageField(phone.page).inputValue()) === 'We open at')
  await messageField(phone.page).fill('We open at nine')
  await button(phone.page, 'Send').click()
  await log(phone.page).locator('.turn', { hasText: 'We open at nine' }).getByText('delivered').waitFor()
  await open(ana.page, id)
  await until('no draft', async () => (await messageField(ana.page).inputValue()) === '')
  expect(phone.complaints).toEqual([])
  await phone.context.close()
})

test('of two drafts that were written apart the agent chooses one', async () => {
  const { id } = await claimedFrom('5003')
  await open(ana.page, id)
  // Neither device knows of the other: what is written here is saved after what was written there.
  const isSaved = Promise.withResolvers<void>()
  const drafts = `**/v1/conversations/${id}/draft`
  await ana.page.route(drafts, async (route) => {
    if (route.request().method() === 'PUT') await isSaved.promise
    await route.continue()
  })
  await messageField(ana.page).fill('Written at the desk')
  const draft = await parley.ana.api.saveDraft({ id, body: { body: 'Written on the way' } })
  isSaved.resolve()
  await ana.page.getByText('On another device you began: “Written on the way”').waitFor()
  expect(await messageField(ana.page).inputValue()).toBe('Written at the desk')
  await button(ana.page, 'Take that one').click()
  expect(await messageField(ana.page).inputValue()).toBe('Written on the way')
  expect((await parley.ana.api.getDraft({ id })).version).toBe(draft.version)
  await ana.page.unroute(drafts)
})

test('a note that is taken back stays a note', async () => {
  const { id } = await claimedFrom('5004')
  await open(ana.page, id)
  const { api } = parley.ana
  await api.editPreferences({ ifMatch: '*', body: { undo_seconds: 10 } })
  await ana.page.reload()
  await button(ana.page, 'Write a note').click()
  await messageField(ana.page).fill('They owe us money')
  await button(ana.page, 'Save note').click()
  await button(ana.page, 'Undo').click()
  await until('the words', async () => (await messageField(ana.page).inputValue()) === 'They owe us money')
  await button(ana.page, 'Save note').waitFor()
  await api.editPreferences({ ifMatch: '*', body: { undo_seconds: 0 } })
  await ana.page.reload()
})

test('a contact that somebody else changed meanwhile shows both, and nothing is lost', async () => {
  const { id, contact_id } = await claimedFrom('5005')
  const { page } = ana
  await open(page, id)
  await button(details(page), 'Edit').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Mia Berg')
  await dialog.getByLabel('Zone').fill('Europe/Vienna')
  const { version } = await parley.ana.api.getContact({ id: contact_id })
  const theirs = { name: 'Maria Berg', emails: ['mia@example.com'] }
  await parley.ana.api.editContact({ id: contact_id, ifMatch: version, body: theirs })
  await button(dialog, 'Save').click()
  await dialog.getByText('On record now: Maria Berg').waitFor()
  await dialog.locator('.also', { hasText: 'mia@example.com' }).getByRole('button').click()
  await button(dialog, 'Save').click()
  await dialog.waitFor({ state: 'detached' })
  await details(page).getByRole('heading', { name: 'Mia Berg' }).waitFor()
  const { name, emails, zone } = await parley.ana.api.getContact({ id: contact_id })
  expect([name, emails, zone]).toEqual(['Mia Berg', ['mia@example.com'], 'Europe/Vienna'])
})

test('who must not be contacted is not texted, and the composer says so', async () => {
  const { id } = await claimedFrom('5006')
  const { page } = ana
  await open(page, id)
  await button(details(page), 'Edit').click()
  await page.getByRole('dialog').getByLabel('Must not be contacted').check()
  await button(page.getByRole('dialog'), 'Save').click()
  await details(page).getByText('No. This contact must not be contacted.').waitFor()
  await page.getByText('This cannot be sent: this contact must not be contacted.').waitFor()
})

test('an opt-out and an opt-in that were said elsewhere are recorded with how they are known', async () => {
  const { id } = await claimedFrom('5007')
  const { page } = ana
  await open(page, id)
  await button(details(page), 'Record an opt-out').click()
  await page
    .getByRole('dialog')
    .getByLabel(/^What did they say/)
    .fill('On the phone')
  await button(page.getByRole('dialog'), 'Record an opt-out').click()
  await page.getByText('This cannot be sent: they have opted out.').waitFor()
  await page.getByText('Opted out', { exact: true }).first().waitFor()
  await button(details(page), 'Record an opt-in').click()
  await page.getByRole('dialog').getByLabel('How do you know?').fill('Signed at the counter')
  await button(page.getByRole('dialog'), 'Record an opt-in').click()
  await page.getByText('This cannot be sent').waitFor({ state: 'detached' })
  await details(page)
    .getByText(/^History, 2 entries/)
    .click()
  await details(page)
    .getByText(/Signed at the counter/)
    .waitFor()
})

test('two contacts of the same name are merged after a question', async () => {
  const { id, contact_id } = await claimedFrom('5008')
  const { api } = parley.ana
  const { version } = await api.getContact({ id: contact_id })
  await api.editContact({ id: contact_id, ifMatch: version, body: { name: 'Jo Twice' } })
  await api.createContact({ body: { name: 'Jo Twice', emails: ['jo@example.com'] } })
  const { page } = ana
  await open(page, id)
  await button(details(page), 'Merge').click()
  await page.getByRole('dialog').getByText('jo@example.com comes to this contact').waitFor()
  await button(page.getByRole('dialog'), 'Merge').click()
  await details(page).getByText('Maybe the same person').waitFor({ state: 'detached' })
  await details(page).getByText('jo@example.com').waitFor()
})

test('a conversation that was split is merged again, and the merge is taken back', async () => {
  const { id } = await claimedFrom('5009')
  const { api } = parley.ana
  await handset(parley.endpoints, phoneOf('5009')).text(ourNumber, 'Another matter')
  const { page } = ana
  await open(page, id)
  const turn = log(page).locator('.turn', { hasText: 'Another matter' })
  await turn.getByRole('button', { name: 'More about this text' }).click()
  const splitIt = page.getByRole('menuitem', { name: 'Start a new conversation from here' })
  await splitIt.click()
  await log(page).getByText('split off by hand').first().waitFor()
  await button(page, 'Undo').click()
  await until('one conversation again', async () => {
    const { data } = await api.listConversations({ query: { phone: phoneOf('5009') } })
    return data.some(({ merged_into }) => merged_into === id)
  })
  await turn.getByRole('button', { name: 'More about this text' }).click()
  await splitIt.click()
  const split = await until('the new conversation', async () => {
    const { data } = await api.listConversations({ query: { phone: phoneOf('5009') } })
    return data.find((one) => one.id !== id && !one.merged_into)
  })
  await open(page, split.id)
  await button(page, 'More').click()
  await page.getByRole('menuitem', { name: 'Merge another conversation into this one' }).click()
  await page.getByRole('dialog').locator('.choice').click()
  await page.getByText('The conversations are one now.').waitFor()
  expect((await api.getConversation({ id })).merged_into).toBe(split.id)
  await button(page, 'Undo').click()
  await until('two conversations again', async () => {
    return (await api.getConversation({ id })).merged_into === undefined
  })
})

test('by Ctrl, Shift and Enter the agent says when a text leaves, and presses nothing else', async () => {
  const { id } = await claimedFrom('5010')
  const { page } = ana
  await open(page, id)
  await messageField(page).fill('See you tomorrow')
  await messageField(page).press('Control+Shift+Enter')
  await page.getByRole('dialog').getByLabel('At').waitFor()
  await page.keyboard.press('Enter')
  await page.getByText(/^Leaves /).waitFor()
  expect(await messageField(page).inputValue()).toBe('See you tomorrow')
})

test('nothing went wrong on the page, and nothing was refused by its policy', () => {
  expect(ana.complaints).toEqual([])
})
