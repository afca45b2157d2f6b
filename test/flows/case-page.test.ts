import { fileTypeFromBuffer } from 'file-type'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimText } from '../support/flows/claim-text.ts'
import { handset, type Person, signIn, simulator, until } from '../support/flows/client.ts'
import { startStack } from '../support/flows/stack.ts'
import { mediaSamples } from '../support/media-samples.ts'

const twilioNumber = '+12065550102'
const phone = '+12065554301'
let parley: Awaited<ReturnType<typeof startStack>>
let ana: Person
beforeAll(async () => {
  parley = await startStack()
  ana = parley.ana
})
afterAll(() => parley.stop())

const open = async (url: string) => {
  const response = await fetch(url)
  return { status: response.status, headers: response.headers, body: await response.text() }
}
const thumbnailIn = (body: string) => /<img src="([^"]+)"/.exec(body)?.[1]?.replaceAll('&#38;', '&')

test('a customer sees the picture that they sent on the page of their case, until an agent hides it, revokes it, or it ends', async () => {
  const { contact_id } = await claimText(parley, phone, 'My printer is broken')
  const { id } = await ana.api.createCase({ body: { contact_id, subject: 'Printer' } })
  const { page } = await ana.api.createCasePage({ id })
  const url = page?.url ?? ''
  expect(url.startsWith(parley.endpoints.portal)).toBe(true)
  const first = await open(url)
  expect(first).toMatchObject({ status: 200, body: expect.stringContaining('<h1>Printer</h1>') })
  expect(first.headers.get('cache-control')).toBe('no-store')
  expect(first.headers.get('x-robots-tag')).toContain('noindex')
  expect(first.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)

  const [photo] = await mediaSamples()
  const data = Buffer.from(photo?.bytes ?? []).toString('base64')
  const picture = { content_type: 'image/jpeg', data }
  await handset(parley.endpoints, phone).text(twilioNumber, 'This is how it looks', undefined, [picture])
  const thumbnail = await until('the picture on the page', async () => thumbnailIn((await open(url)).body))
  const bytes = Buffer.from(await (await fetch(thumbnail)).arrayBuffer())
  expect(await fileTypeFromBuffer(bytes)).toEqual({ ext: 'jpg', mime: 'image/jpeg' })

  const { data: attachments } = await ana.api.listCaseAttachments({ id })
  await ana.api.editCaseEntry({ id, body: { entry_id: attachments[0]?.id ?? '', public: false } })
  await until('the picture to be gone', async () => !(await open(url)).body.includes('This is how it looks'))

  await ana.api.deleteCasePage({ id })
  const revoked = await open(url)
  expect(revoked.status).toBe(404)
  const again = (await ana.api.createCasePage({ id })).page?.url ?? ''
  expect((await open(again)).status).toBe(200)
  await ana.api.resolveCase({ id, body: {} })
  await until('the page to be done', async () => (await open(again)).body.includes('>Done<'))
  await simulator(parley.endpoints).travel({ advance: 'P30D' })
  expect(await open(again)).toMatchObject({ status: 404, body: revoked.body })
})

test('a customer is told of their case by a text, opens the page that it leads to, and sees the case', async () => {
  const { api } = await signIn(parley.endpoints, 'admin@example.com')
  const template = await api.createTemplate({
    body: { name: 'Opened', use: 'case', body: 'Acme: case {{ case.number }} is open, see {{ links.case }}' },
  })
  const told = (on: boolean) => [
    { type: 'ticket' as const, event: 'created' as const, on, sms_template_id: template.id },
  ]
  await api.editSettings({ ifMatch: '*', body: { case_texts: told(true) } })
  const { contact_id } = await claimText(parley, '+12065554303', 'My scanner is broken')
  const example = await ana.api.previewTemplate({ id: template.id, body: { contact_id } })
  const { id, number } = await ana.api.createCase({ body: { contact_id, subject: 'Scanner' } })
  const customer = handset(parley.endpoints, '+12065554303')
  const text = await until('the text with the address', async () =>
    (await customer.messages()).find(({ body }) => body.startsWith(`Acme: case ${number} is open`)),
  )
  const url = /https?:\/\/\S+$/.exec(text.body)?.[0] ?? ''
  expect(url).toBe((await ana.api.getCase({ id })).page?.url)
  expect(text.body.replace(number, '1042')).toHaveLength(example.body.length)
  expect(await open(url)).toMatchObject({ status: 200, body: expect.stringContaining('<h1>Scanner</h1>') })
  await until('the text on the page', async () => (await open(url)).body.includes(`case ${number} is open`))
  const reply = await ana.api.sendCaseText({ id, body: { template_id: template.id } })
  expect(reply.body).toBe(text.body)
  await ana.api.deleteCasePage({ id })
  await expect(ana.api.sendCaseText({ id, body: { template_id: template.id } })).rejects.toMatchObject({
    problem: { code: 'template_variable_missing' },
  })
  await api.editSettings({ ifMatch: '*', body: { case_texts: told(false) } })
})

const say = async (url: string, digits: string) => {
  const response = await fetch(url, {
    ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams({ digits }) },
  } as RequestInit)
  const [cookie] = response.headers.getSetCookie()
  return { status: response.status, location: response.headers.get('location'), cookie }
}

test('where the setting says so a page asks for the last digits of the phone, and counts tries', async () => {
  const { api } = await signIn(parley.endpoints, 'admin@example.com')
  const { version } = await api.getSettings()
  await api.editSettings({ ifMatch: version, body: { case_page_asks_digits: 'on' } })
  const { contact_id } = await claimText(parley, '+12065554302', 'My laptop is broken')
  const { id } = await ana.api.createCase({ body: { contact_id, subject: 'Laptop' } })
  const url = (await ana.api.createCasePage({ id })).page?.url ?? ''
  expect(await open(url)).toMatchObject({ status: 200, body: expect.not.stringContaining('Laptop') })
  expect(await say(url, '0000')).toMatchObject({ status: 403, cookie: undefined })
  const { status, location, cookie = '' } = await say(url, '4302')
  expect({ status, location }).toEqual({ status: 303, location: new URL(url).pathname })
  const page = await fetch(url, { headers: { cookie: cookie.split(';')[0] ?? '' } })
  expect(await page.text()).toContain('<h1>Laptop</h1>')
  await until('too many tries', async () => (await say(url, '0000')).status === 429)
  expect(await say(url, '4302')).toMatchObject({ status: 429, cookie: undefined })
  const now = await api.getSettings()
  await api.editSettings({ ifMatch: now.version, body: { case_page_asks_digits: 'off' } })
  await ana.api.createCasePage({ id })
  expect((await open(url)).body).toContain('<h1>Laptop</h1>')
})

test('what lies beside the codes is the portal’s, or is not there', async () => {
  const { portal } = parley.endpoints
  expect((await open(`${portal}/c/cnv_06f8d2k4w00000`)).body).toContain('<script')
  expect(await open(`${portal}/public/anything`)).toMatchObject({
    status: 404,
    body: 'There is nothing here.',
  })
})
