import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { startLocal } from '../local/parley/start.ts'
import { handset, signIn, until } from '../test/support/flows/client.ts'
import { button, log, messageField, row, startBrowser, takeSeat } from '../test/support/portal/browser.ts'

// npm run docs:screenshots: writes the pictures of docs/screenshots, of a small office that is made up for them.

const directory = 'docs/screenshots'
const ourNumber = '+12065550100'

const customers = [
  { name: 'Dee Wallace', phone: '+12065550171', texts: ['please don’t text me before noon'] },
  { name: 'Aylin Kaya', phone: '+12065550134', texts: ['Thank you, the new charger works like a charm!'] },
  { name: undefined, phone: '+12065550143', texts: ['Hi, do you fix phones too?'] },
  {
    name: 'Jonas Thiel',
    phone: '+12065550188',
    texts: ['Hello again, the laptop shows lines on the screen since the repair', 'When do you close today?'],
  },
  { name: 'Maria Ortega', phone: '+12065550162', texts: ['Is the printer ready to pick up?'] },
]

const main = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-'))
  const { endpoints, stop } = await startLocal({ port: 0, dataDir, quiet: true })
  const browser = await startBrowser()
  mkdirSync(directory, { recursive: true })
  await fillOffice(endpoints)
  for (const [name, screen] of Object.entries(screens)) {
    const seat = await takeSeat(browser, endpoints.portal, 'ana@example.com', screen)
    await takePictures(seat.page, name)
    await seat.context.close()
    const admin = await takeSeat(browser, endpoints.portal, 'admin@example.com', screen)
    await takePicturesOfSettings(admin.page, name)
    await admin.context.close()
  }
  await browser.close()
  await stop()
  rmSync(dataDir, { recursive: true, force: true })
}

const screens = {
  '1440-light': { width: 1440, height: 900, colorScheme: 'light' },
  '1440-dark': { width: 1440, height: 900, colorScheme: 'dark' },
  '375-light': { width: 375, height: 812, colorScheme: 'light', scale: 2 },
  '375-dark': { width: 375, height: 812, colorScheme: 'dark', scale: 2 },
} as const

const fillOffice = async (endpoints: Awaited<ReturnType<typeof startLocal>>['endpoints']) => {
  const ana = await signIn(endpoints, 'ana@example.com')
  for (const { name, phone, texts } of customers) {
    const phones = [{ phone, type: 'mobile' as const }]
    if (name) await ana.api.createContact({ body: { name, phones, zone: 'America/Los_Angeles' } })
    for (const text of texts) await handset(endpoints, phone).text(ourNumber, text)
    const conversation = await until(`${phone} in the inbox`, async () => {
      const { data } = await ana.api.listConversations({ query: { phone } })
      return data[0]?.last_message?.preview === texts.at(-1) && data[0]
    })
    if (name === 'Jonas Thiel') await answer(ana, conversation.id)
  }
}

const answer = async ({ api }: Awaited<ReturnType<typeof signIn>>, id: `cnv_${string}`) => {
  await api.claimConversation({ id })
  await api.addNote({ id, body: { body: 'Same fault as last year, the part is on order.' } })
  const sent = await api.sendMessage({
    id,
    body: { body: 'We have the part on Thursday, shall I text you then?' },
  })
  await until(
    'the answer at the phone',
    async () => (await api.getMessage({ id: sent.id })).status === 'delivered',
  )
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
  await api.sendMessage({ id, body: { body: 'Your laptop can be picked up today.', send_at: tomorrow } })
}

const takePictures = async (page: Page, name: string) => {
  const picture = (what: string) => page.screenshot({ path: join(directory, `${what}-${name}.png`) })
  await row(page, 'Maria Ortega').waitFor()
  await page.locator('.tabs .n').first().waitFor()
  await picture('inbox')
  await row(page, 'Jonas Thiel').click()
  await log(page).getByText('delivered').last().waitFor()
  await messageField(page).fill(
    'We are open until five — see you “soon”! Please bring the charger and the bag along, and all that.',
  )
  await page.getByRole('button', { name: /^Replace, saves/ }).waitFor()
  // Under the pointer a row offers its box in place of the initials.
  await page.mouse.move(0, 0)
  await picture('conversation')
  await messageField(page).fill('')
  await page.goto(new URL('/start', page.url()).href)
  await page.getByRole('textbox', { name: 'To' }).fill('Ay')
  await button(page, 'Aylin Kaya (206) 555-0134').waitFor()
  await picture('start')
  await page.goto(new URL('/held', page.url()).href)
  await page.getByText('Your laptop can be picked up today.').first().waitFor()
  await picture('held')
}

/** What admins see of a number. */
const takePicturesOfSettings = async (page: Page, name: string) => {
  const picture = (what: string) => page.screenshot({ path: join(directory, `${what}-${name}.png`) })
  await page.goto(new URL('/settings/numbers', page.url()).href)
  await page.getByRole('link', { name: /206/ }).first().click()
  await page
    .getByRole('heading', { name: /206|Main/ })
    .first()
    .waitFor()
  await picture('settings')
}

await main()
