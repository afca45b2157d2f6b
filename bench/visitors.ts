import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { startLocal } from '../local/parley/start.ts'
import { handset, signIn, until } from '../test/support/flows/client.ts'
import { openPage } from '../test/support/portal/browser.ts'

type Endpoints = Awaited<ReturnType<typeof startLocal>>['endpoints']
type Customer = { id: `cnv_${string}`; phone: string; number: string }

/** A case of a customer who sends one more picture. Gives the address of the page on which they see it. */
export const openCasePage = async (endpoints: Endpoints, customer: Customer, picture: Buffer) => {
  const { api } = await signIn(endpoints, 'ana@example.com')
  const one = await api.openCase({
    id: customer.id,
    body: { subject: 'Lines on the screen of the laptop', status: 'Waiting for parts' },
  })
  await api.addCaseComment({
    id: one.id,
    body: { body: 'The new screen comes on Thursday. We text you when it is in.', public: true },
  })
  const { page } = await api.createCasePage({ id: one.id })
  const url = page?.url ?? ''
  const media = [{ content_type: 'image/png', data: picture.toString('base64') }]
  await handset(endpoints, customer.phone).text(
    customer.number,
    'It is on both screens now',
    undefined,
    media,
  )
  await until('the picture on the page', async () => (await (await fetch(url)).text()).includes('<img'))
  return { url, id: one.id }
}

/** What people see who have no account: a website with the button and its dialog, and the page of a case. */
export const takePicturesOfVisitors = async (
  browser: Browser,
  directory: string,
  name: string,
  screen: Parameters<typeof openPage>[2],
  places: { website: string; casePage: string },
) => {
  const { context, page } = await openPage(browser, places.website, screen)
  const picture = (what: string) => page.screenshot({ path: join(directory, `${what}-${name}.png`) })
  await page.getByRole('button', { name: 'Text us' }).click()
  await page.getByRole('button', { name: 'Text me' }).waitFor()
  await page.waitForFunction(
    `document.querySelector('parley-text').shadowRoot.querySelector('img')?.naturalWidth > 0`,
  )
  await picture('widget')
  await page.goto(places.casePage, { waitUntil: 'networkidle' })
  await picture('case-page')
  await context.close()
}
