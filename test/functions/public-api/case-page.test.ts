import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { addComment } from '#domain/cases/add-comment.ts'
import { createCaseLink, revokeCaseLink } from '#domain/cases/case-link.ts'
import { resolveCase } from '#domain/cases/edit-case.ts'
import { editSettings } from '#domain/settings/edit-settings.ts'
import { casePageSurfaces } from '../../../functions/public-api/case-page/surface.ts'
import {
  createPublicHandler,
  type PublicAnswer,
  type PublicEvent,
} from '../../../functions/public-api/router.ts'
import { followAll, openCase, showAll } from '../../support/casework.ts'
import { admin, ana, createOffice, customer, receive } from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'

const day = 24 * 3_600_000

const createRepair = async (subject = 'Printer') => {
  const app = await createOffice()
  const printer = await openCase(app, subject)
  const code = await createCaseLink(app, ana, printer.id)
  const follow = async () => {
    await followAll(app)
    await showAll(app)
  }
  return { app, printer, code, follow }
}

type Asked = { cookie?: string | undefined; digits?: string }

/** Asks as API Gateway does, which hands on forms in base64. */
const ask = (
  app: FakeApp,
  code: string,
  headers: Record<string, string>,
  { cookie, digits }: Asked = {},
): Promise<PublicAnswer> => {
  const rawPath = `/c/${code}`
  const method = digits === undefined ? 'GET' : 'POST'
  const event = {
    ...{ version: '2.0', routeKey: `${method} /c/{code}`, rawPath, headers },
    requestContext: { http: { method, path: rawPath } },
    ...(cookie !== undefined && { cookies: ['other=1', cookie] }),
    ...(digits !== undefined && {
      body: Buffer.from(`digits=${digits}`).toString('base64'),
      isBase64Encoded: true,
    }),
  }
  return createPublicHandler(app.log, casePageSurfaces(app))(
    event as unknown as PublicEvent,
    { awsRequestId: 'request-1' } as never,
  )
}

const open = (app: FakeApp, code: string, headers: Record<string, string> = {}) => ask(app, code, headers)
const say = (app: FakeApp, code: string, digits: string) => ask(app, code, {}, { digits })

const receivePicture = async (app: FakeApp) => {
  const file = { index: 0, url: 'https://files.example/1', contentType: 'image/jpeg' }
  const { id } = await receive(app, { body: 'Look', media: [file] })
  const [stored] = app.all('message').filter((message) => message.id === id)
  if (!stored) throw new Error('There is no text')
  const ready = { status: 'ready', kind: 'image', contentType: 'image/jpeg', bytes: 9 } as const
  await app.commit({ ...stored, media: [{ ...ready, width: 800, height: 600 }] })
}

test('a code opens the page of its case: subject, status, what was said, and a way to text about it', async () => {
  const { app, printer, code, follow } = await createRepair()
  await receive(app, { body: 'It is broken' })
  app.advance(60_000)
  await addComment(app, ana, printer.id, { body: 'A part is ordered', public: true })
  await follow()
  const { statusCode, body } = await open(app, code)
  expect(statusCode).toBe(200)
  expect(body).toContain('<h1>Printer</h1>')
  expect(body).toContain('<span class="state">Open</span>')
  expect(body.indexOf('It is broken')).toBeLessThan(body.indexOf('A part is ordered'))
  expect(body).toContain(`href="sms:+12065550100?&#38;body=%23${printer.number}%3A%20"`)
})

test('whatever people wrote is words on the page, never markup', async () => {
  const { app, code, follow } = await createRepair('<script>alert(1)</script>')
  await receive(app, { body: `"><img src=x onerror='alert(1)'>&` })
  await follow()
  const { body } = await open(app, code)
  expect(body).not.toMatch(/<script|<img/)
  expect(body).toContain('&#60;script&#62;')
  expect(body).toContain('&#34;&#62;&#60;img src=x onerror=&#39;alert(1)&#39;&#62;&#38;')
})

test('a page may use its own style and the thumbnails that it shows, is kept by nobody and found by nobody', async () => {
  const { app, code, follow } = await createRepair()
  await receivePicture(app)
  await follow()
  const { headers, body } = await open(app, code)
  const [, style = ''] = /<style>(.*)<\/style>/s.exec(body) ?? []
  const hash = createHash('sha256').update(style).digest('base64')
  expect(headers).toMatchObject({
    'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; img-src https://files.test; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
  })
  expect(body).toMatch(
    /<img src="https:\/\/files\.test\/media\/wks_test\/msg_[^/]+\/0\/thumb" width="320" height="240" alt="Picture 1"/,
  )
  expect(body).not.toContain('style="')
})

test('times are said in the zone of the workspace, with its name', async () => {
  const { app, printer, code, follow } = await createRepair()
  await editSettings(app, admin, { reportZone: 'America/Denver' })
  await addComment(app, ana, printer.id, { body: 'The part is here.', public: true })
  await follow()
  const [, at = ''] = /<time datetime="([^"]+)"/.exec((await open(app, code)).body) ?? []
  const said = new Date(at).toLocaleString('en-US', {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'America/Denver',
  })
  expect((await open(app, code)).body).toMatch(new RegExp(`>[A-Z][a-z]+ \\d+, ${said} M[SD]T<`))
})

test('a picture goes from the page when files are not kept any longer', async () => {
  const { app, code, follow } = await createRepair()
  await receivePicture(app)
  await follow()
  app.files.keptFor = 30 * day
  expect((await open(app, code)).body).toContain('<img')
  app.advance(30 * day)
  expect((await open(app, code)).body).not.toContain('<img')
})

test('a code that never was, was revoked or has ended gets one and the same answer', async () => {
  const { app, printer, code, follow } = await createRepair()
  await resolveCase(app, ana, printer.id)
  await follow()
  app.advance(30 * day)
  const ended = await open(app, code)
  await revokeCaseLink(app, ana, printer.id)
  const revoked = await open(app, code)
  const never = await open(app, '000000000000')
  const other = await open(app, 'ÄÖÜ')
  expect(never.statusCode).toBe(404)
  for (const answer of [ended, revoked, other]) expect(answer).toEqual(never)
})

test.each([
  ['es-MX,es;q=0.9,en;q=0.8', 'es', 'Enviar un mensaje'],
  ['de,en;q=0.5,es;q=0.4', 'en', 'Text us'],
  ['es;q=0,en;q=0.1', 'en', 'Text us'],
  ['', 'en', 'Text us'],
])('a browser that prefers "%s" gets it in %s', async (accepted, lang, words) => {
  const { app, code, follow } = await createRepair()
  await receive(app, { body: 'It is broken' })
  await follow()
  const { body, headers } = await open(app, code, { 'accept-language': accepted })
  expect(headers['content-language']).toBe(lang)
  expect(body).toContain(`<html lang="${lang}">`)
  expect(body).toContain(words)
})

const digits = customer.slice(-4)

const createLocked = async () => {
  const repair = await createRepair()
  await editSettings(repair.app, admin, { casePageAsksDigits: 'on' })
  await repair.follow()
  return repair
}

/** As a browser sends it back. */
const cookieOf = ({ cookies: [cookie = ''] = [] }: PublicAnswer) => cookie.split('; ')[0]

test('a page that asks for digits says nothing of its case before, and opens by a cookie of its own path', async () => {
  const { app, code } = await createLocked()
  const form = await open(app, code)
  expect(form.statusCode).toBe(200)
  expect(form.body).toContain('<form class="card" method="post">')
  expect(form.body).not.toMatch(/Printer|Our company|#1001|sms:/)
  const right = await say(app, code, digits)
  expect(right).toMatchObject({ statusCode: 303, headers: { location: `/c/${code}` }, body: '' })
  expect(right.cookies).toEqual([
    expect.stringMatching(
      new RegExp(`^case_page=\\d+\\.[\\w-]+; Max-Age=1800; Path=/c/${code}; HttpOnly; Secure; SameSite=Lax$`),
    ),
  ])
  const cookie = cookieOf(right)
  expect((await ask(app, code, {}, { cookie })).body).toContain('<h1>Printer</h1>')
  app.advance(30 * 60_000)
  expect(await ask(app, code, {}, { cookie })).toEqual(form)
})

test('wrong digits get the form again without a cookie, and from the sixth try on right ones do, too', async () => {
  const { app, code } = await createLocked()
  for (let i = 0; i < 5; i++) {
    const wrong = await say(app, code, '0000')
    expect(wrong.statusCode).toBe(403)
    expect(wrong.body).toContain('These are not the last four digits.')
    expect(wrong).not.toHaveProperty('cookies')
  }
  const right = await say(app, code, digits)
  expect(right.statusCode).toBe(429)
  expect(right).toEqual(await say(app, code, '0000'))
  expect(right).not.toHaveProperty('cookies')
})

test('the cookie of another page does not open one', async () => {
  const { app, code, follow } = await createLocked()
  const laptop = await openCase(app, 'Laptop')
  const other = await createCaseLink(app, ana, laptop.id)
  await follow()
  const cookie = cookieOf(await say(app, other, digits))
  expect((await ask(app, other, {}, { cookie })).body).toContain('<h1>Laptop</h1>')
  expect((await ask(app, code, {}, { cookie })).body).toContain('<form')
})

test('digits for a code that never was get the same answer as that code, and a page that asks for none opens', async () => {
  const { app, code } = await createRepair()
  expect(await say(app, '000000000000', digits)).toEqual(await open(app, '000000000000'))
  const answer = await say(app, code, '0000')
  expect(answer).toMatchObject({ statusCode: 303, headers: { location: `/c/${code}` } })
  expect(answer).not.toHaveProperty('cookies')
})
