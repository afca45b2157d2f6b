import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { smsLink } from '#contract/widget-page.ts'
import { createWidget, deleteWidget } from '#domain/widgets/edit-widget.ts'
import {
  createPublicHandler,
  type PublicAnswer,
  type PublicEvent,
} from '../../../functions/public-api/router.ts'
import { widgetViews } from '../../../functions/public-api/show-widget.ts'
import { widgetFiles } from '../../../functions/public-api/widget-files.ts'
import { buildWidget } from '../../../lib/bundle/build-widget.ts'
import { createFakeApp, type FakeApp, ourNumber } from '../../support/fake-app.ts'
import { admin } from '../../support/people.ts'
import { said, website, withForm } from '../../support/widgets.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-widget-'))
buildWidget(folder)

const page = 'https://www.example.com'

const get = (app: FakeApp, path: string, { origin = page, language = '' } = {}): Promise<PublicAnswer> =>
  createPublicHandler(app.log, [widgetFiles(folder), ...widgetViews(app)])(
    {
      version: '2.0',
      rawPath: path,
      headers: origin ? { origin } : {},
      queryStringParameters: { language },
      requestContext: { http: { method: 'GET', path } },
    } as unknown as PublicEvent,
    { awsRequestId: 'request-1' } as never,
  )

const spanish = { button: 'Escríbenos', heading: 'Te ayudamos', firstWords: '¡Hola!' }

const createShown = async () => {
  const app = createFakeApp()
  const { firstWords, button, heading } = said
  const words = { en: { firstWords, button, heading }, es: spanish }
  const { widget } = await createWidget(app, admin, website({ words }))
  return { app, widget, path: `/public/widgets/${widget.id}` }
}

test('a page that may show the widget is told its words, and nobody else may read the answer', async () => {
  const { app, path } = await createShown()
  const { statusCode, headers, body } = await get(app, path)
  expect(statusCode).toBe(200)
  expect(headers).toMatchObject({
    'access-control-allow-origin': page,
    vary: 'origin',
    'cache-control': 'public, max-age=60',
  })
  expect(JSON.parse(body)).toEqual({
    address: ourNumber,
    language: 'en',
    words: {
      en: { button: said.button, heading: said.heading, first_words: said.firstWords },
      es: { button: 'Escríbenos', heading: 'Te ayudamos', first_words: '¡Hola!' },
    },
    colour: '#1d4ed8',
    form: 'off',
    consent_version: 0,
  })
})

test('a page is told the site key of Turnstile, and nothing of its secret', async () => {
  const app = createFakeApp()
  const turnstile = { siteKey: '0x4AAAAAAAsite', secret: '0x4AAAAAAAsecret' }
  const { widget } = await createWidget(app, admin, { ...withForm(), turnstile })
  const { body } = await get(app, `/public/widgets/${widget.id}`)
  expect(JSON.parse(body).turnstile_site_key).toBe(turnstile.siteKey)
  expect(body).not.toMatch(/secret/i)
})

test('another website, a widget that is gone, and one that never was get the one same answer', async () => {
  const { app, path, widget } = await createShown()
  const other = await get(app, path, { origin: 'https://evil.example' })
  const never = await get(app, '/public/widgets/wdg_00000000')
  await deleteWidget(app, admin, widget.id)
  expect(other).toEqual(never)
  expect(await get(app, path)).toEqual(never)
  expect(never.statusCode).toBe(404)
})

test('the code holds the link in the language that is asked for', async () => {
  const { app, path } = await createShown()
  const [english, spanish, other] = await Promise.all(
    ['en', 'es-MX', 'fr'].map((language) => get(app, `${path}/qr.svg`, { origin: '', language })),
  )
  expect(english?.headers['content-type']).toBe('image/svg+xml')
  expect(english?.body).toMatch(/^<svg /)
  expect(spanish?.body).not.toBe(english?.body)
  expect(other?.body).toBe(english?.body)
})

test('the link has what iOS and Android want, and any words', () => {
  expect(smsLink('+12065550100', 'Hi & welcome?')).toBe('sms:+12065550100?&body=Hi%20%26%20welcome%3F')
})

test('the script is under 4 KB, without the form, which comes only where it is shown', async () => {
  const { app } = await createShown()
  const script = await get(app, '/widget/v1.js', { origin: '' })
  const size = gzipSync(script.body).length
  console.info(`the script of widgets: ${size} bytes, gzipped`)
  expect(size).toBeLessThan(4_096)
  expect(script.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'content-type': 'text/javascript; charset=utf-8',
  })
  const [, form = ''] = /import\("\.\/(form-\w+\.js)"\)/.exec(script.body) ?? []
  const lasting = await get(app, `/widget/${form}`)
  expect(lasting.body).toContain('SHA-256')
  expect(lasting.headers['cache-control']).toContain('immutable')
  expect(script.body).not.toContain('SHA-256')
  const [, turnstile = ''] = /import\("\.\/(turnstile-\w+\.js)"\)/.exec(lasting.body) ?? []
  const guard = await get(app, `/widget/${turnstile}`)
  expect(guard.body).toContain('"https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit"')
  expect(lasting.body).not.toContain('cloudflare')
})

test('nothing else of the disk is handed out', async () => {
  const { app } = await createShown()
  for (const file of ['index.mjs', '..%2Findex.mjs', 'v1.js.map'])
    expect((await get(app, `/widget/${file}`)).statusCode).toBe(404)
})
