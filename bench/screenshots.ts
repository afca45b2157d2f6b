import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { startLocal } from '../local/parley/start.ts'
import { handset, signIn, simulator, until } from '../test/support/flows/client.ts'
import { uploadPicture } from '../test/support/flows/pictures.ts'
import {
  button,
  log,
  messageField,
  row,
  type Seat,
  startBrowser,
  takeSeat,
} from '../test/support/portal/browser.ts'
import { isDrawn } from '../test/support/portal/pictures.ts'
import { openCasePage, takePicturesOfVisitors } from './visitors.ts'

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
  await countOffice(endpoints)
  for (const [name, screen] of Object.entries(screens)) {
    const seat = await takeSeat(browser, endpoints.portal, 'ana@example.com', screen)
    await takePictures(seat.page, name)
    await seat.context.close()
    const admin = await takeSeat(browser, endpoints.portal, 'admin@example.com', screen)
    await takePicturesOfSettings(admin.page, name)
    await takePicturesOfReports(admin.page, name)
    await admin.context.close()
  }
  const talk = await fillWithPictures(endpoints)
  for (const [name, screen] of Object.entries(screens)) {
    const seat = await takeSeat(browser, endpoints.portal, 'ana@example.com', screen)
    await takePicturesOfPictures(seat, name, talk, endpoints.handset)
    await seat.context.close()
  }
  const { url, id } = await openCasePage(endpoints, talk, talk.attached)
  const places = { website: endpoints.widget, casePage: url }
  for (const [name, screen] of Object.entries(screens)) {
    await takePicturesOfVisitors(browser, directory, name, screen, places)
    const seat = await takeSeat(browser, endpoints.portal, 'admin@example.com', screen)
    await takePicturesOfCase(seat.page, name, id)
    await seat.context.close()
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

const fillOffice = async (endpoints: Endpoints) => {
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

/** Has reports count what the office did. */
const countOffice = async (endpoints: Endpoints) => {
  const { api } = await signIn(endpoints, 'admin@example.com')
  const today = new Date().toISOString().slice(0, 10)
  await until('counted texts', async () => {
    await simulator(endpoints).countFacts()
    const { totals } = await api.getReport({ report: 'delivery', query: { from: today, to: today } })
    return Number(totals.delivered) > 0
  })
}

/** The overview, a report with its charts, and rows that are no days. */
const takePicturesOfReports = async (page: Page, name: string) => {
  const picture = async (what: string, path: string) => {
    await page.goto(new URL(path, page.url()).href)
    await page.getByText(/^Counted up to/).waitFor()
    await page.screenshot({ path: join(directory, `${what}-${name}.png`) })
  }
  await picture('reports', '/reports?range=7d')
  await picture('report', '/reports/volumes?range=7d')
  await picture('report-by-agent', '/reports/responses?range=7d&by=agent')
}

/** A case with the page that its customer sees, and the button of a website. */
const takePicturesOfCase = async (page: Page, name: string, id: string) => {
  const picture = (what: string) => page.screenshot({ path: join(directory, `${what}-${name}.png`) })
  await page.goto(new URL(`/cases/${id}`, page.url()).href)
  await page.getByRole('region', { name: 'Page for the customer' }).waitFor()
  await until('the thumbnail', () => isDrawn(page.getByRole('main').getByRole('img').last()))
  await picture('case')
  await page.goto(new URL('/settings/widgets', page.url()).href)
  await page.locator('.entries').getByRole('link').first().click()
  await page.getByRole('figure').waitFor()
  await picture('settings-widget')
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

type Talk = { id: `cnv_${string}`; phone: string; number: string; attached: Buffer }

/** A customer whose pictures came but for one, and who got one. */
const fillWithPictures = async (endpoints: Endpoints): Promise<Talk> => {
  const [ana, admin] = await Promise.all(
    ['ana@example.com', 'admin@example.com'].map((email) => signIn(endpoints, email)),
  )
  if (!ana || !admin) throw new Error('Nobody has signed in.')
  const { data: numbers } = await admin.api.listNumbers({ query: { limit: 100 } })
  const number = numbers.find(({ carrier }) => carrier === 'twilio')
  if (!number) throw new Error('There is no number of Twilio.')
  const may = { capabilities: ['sms' as const, 'mms' as const], mms_out: true }
  await admin.api.editNumber({ id: number.id, ifMatch: number.version, body: may })
  const phone = '+12065550195'
  const phones = [{ phone, type: 'mobile' as const }]
  await ana.api.createContact({ body: { name: 'Priya Nair', phones } })
  const [first, second, third, ours] = await Promise.all(
    ['#31598f', '#7a4a6b', '#3d7a5c', '#b0763a'].map(drawLaptop),
  )
  if (!first || !second || !third || !ours) throw new Error('A picture was not drawn.')
  const media = [first, second, third, first].map((file) => ({
    content_type: 'image/png',
    data: file.toString('base64'),
  }))
  await simulator(endpoints).fault('media_too_large', 1, 'twilio')
  await handset(endpoints, phone).text(number.address, 'This is what the screen does', undefined, media)
  const { id } = await until('the pictures', async () => {
    const { data } = await ana.api.listConversations({ query: { phone } })
    const [found] = data
    if (!found) return false
    const { data: messages } = await ana.api.listMessages({ query: { limit: 10 }, id: found.id })
    const theirs = messages.find(({ direction }) => direction === 'inbound')
    return theirs?.media.every(({ status }) => status !== 'fetching') && found
  })
  await ana.api.claimConversation({ id })
  const body = {
    body: 'We had one like that last week. The same lines?',
    media: [await uploadPicture(ana, 'image/png', ours)],
  }
  const sent = await ana.api.sendMessage({ id, body })
  await until('it at the phone', async () => {
    return (await ana.api.getMessage({ id: sent.id })).status === 'delivered'
  })
  return { id, phone, number: number.address, attached: second }
}

type Endpoints = Awaited<ReturnType<typeof startLocal>>['endpoints']

/** A laptop with lines on its screen. */
const drawLaptop = (colour: string): Promise<Buffer> => {
  const lines = [70, 118, 190, 260, 300].map(
    (x) => `<rect x="${x}" y="40" width="5" height="190" fill="#e8f4ff"/>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="320">
    <rect width="400" height="320" fill="#d9c7ae"/>
    <rect x="36" y="26" width="328" height="218" rx="12" fill="#2b2d30"/>
    <rect x="50" y="40" width="300" height="190" fill="${colour}"/>${lines.join('')}
    <path d="M16 244h368l12 34a8 8 0 0 1-8 10H12a8 8 0 0 1-8-10z" fill="#8d9095"/>
    <rect x="150" y="256" width="100" height="20" rx="4" fill="#75787d"/>
  </svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

/** What came and did not come, a picture that is about to leave, and the customer's phone. */
const takePicturesOfPictures = async ({ page, context }: Seat, name: string, talk: Talk, handset: string) => {
  const picture = (what: string, of = page) => of.screenshot({ path: join(directory, `${what}-${name}.png`) })
  await page.goto(new URL(`/c/${talk.id}`, page.url()).href)
  for (const place of [1, 2, 3]) {
    const thumbnail = log(page).getByRole('img', { name: `Picture ${place} of 3` })
    await until('the thumbnail', () => isDrawn(thumbnail))
  }
  await until('our thumbnail', () => isDrawn(log(page).getByRole('img', { name: 'Picture', exact: true })))
  await log(page).getByText('This is what the screen does').scrollIntoViewIfNeeded()
  await picture('pictures')
  const file = { name: 'screen.png', mimeType: 'image/png', buffer: talk.attached }
  await page.locator('.composer input[type=file]').setInputFiles(file)
  const tray = page.getByRole('list', { name: 'Pictures that go along' })
  await until('the picture', () => isDrawn(tray.getByRole('img')))
  await messageField(page).fill('Or more like these?')
  await page.getByText(/^1 picture: counts as/).waitFor()
  await picture('attach')
  await tray.getByRole('button').last().click()
  await messageField(page).fill('')
  const phone = await context.newPage()
  await phone.goto(handset)
  await phone.evaluate(`localStorage.setItem('own.0', '${talk.phone}')
    localStorage.setItem('business.0', '${talk.number}')`)
  await phone.reload()
  await until('what the phone got', () => isDrawn(phone.getByRole('img', { name: 'A picture' }).last()))
  await phone.evaluate(`document.querySelector('.texts').scrollTop = 1e6`)
  await picture('handset', phone)
}

await main()
