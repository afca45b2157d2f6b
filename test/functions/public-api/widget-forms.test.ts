import { beforeEach, expect, test } from 'vitest'
import type { WidgetChallenge } from '#contract/widget-page.ts'
import { createWidget, editWidget } from '#domain/widgets/edit-widget.ts'
import type { Widget } from '#domain/widgets/widget.ts'
import { formKeyOf } from '#domain/widgets/widget.ts'
import type { WidgetJob } from '#domain/widgets/widget-job.ts'
import { widgetForms } from '../../../functions/public-api/request-widget.ts'
import {
  createPublicHandler,
  type PublicAnswer,
  type PublicEvent,
} from '../../../functions/public-api/router.ts'
import { browserOf, networkOf } from '../../../functions/public-api/visitor.ts'
import { solve } from '../../../portal/widget/solve.ts'
import { createFakeApp, type FakeApp } from '../../support/fake-app.ts'
import { admin } from '../../support/people.ts'
import { website, withForm } from '../../support/widgets.ts'

let app: FakeApp
let widget: Widget
let jobs: WidgetJob[]
const page = 'https://www.example.com'

beforeEach(async () => {
  app = createFakeApp()
  jobs = []
  widget = (await createWidget(app, admin, withForm())).widget
})

const post = (
  path: string,
  body: unknown,
  { origin = page, viewer = '198.51.100.7:46532', id = widget.id } = {},
): Promise<PublicAnswer> => {
  const keyOf = async () => (await app.widgetSecrets.get(formKeyOf(widget.workspace))).key ?? ''
  const form = { ...app, keyOf, enqueue: async (job: WidgetJob) => void jobs.push(job) }
  const rawPath = `/public/widgets/${id}/${path}`
  return createPublicHandler(app.log, widgetForms(form))(
    {
      version: '2.0',
      rawPath,
      headers: {
        ...(origin && { origin }),
        'cloudfront-viewer-address': viewer,
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        'x-forwarded-for': '203.0.113.1',
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      requestContext: { http: { method: 'POST', path: rawPath } },
    } as unknown as PublicEvent,
    { awsRequestId: 'request-1' } as never,
  )
}

const solved = async (id = widget.id) => {
  const asked: WidgetChallenge = JSON.parse((await post('challenge', {}, { id })).body)
  const { maxnumber: _, ...challenge } = { ...asked, number: await solve(asked) }
  return challenge
}

const bodyOf = async (change: object = {}) => ({
  phone: '(206) 555-0188',
  consent: { version: 1, language: 'en', agreed: true },
  page: `${page}/prices?utm=ad#top`,
  challenge: await solved(),
  ...change,
})

test('a request goes onto the queue without the address, and its page without the query', async () => {
  const body = await bodyOf()
  const answer = await post('requests', body)
  expect(answer).toMatchObject({
    statusCode: 202,
    body: '{}',
    headers: { 'access-control-allow-origin': page },
  })
  expect(jobs).toEqual([
    {
      id: expect.any(String),
      workspace: widget.workspace,
      widgetId: widget.id,
      challenge: body.challenge.challenge,
      phone: '(206) 555-0188',
      wording: 1,
      language: 'en',
      page: `${page}/prices`,
      address: expect.stringMatching(/^[\w-]{43}$/),
      browser: 'Firefox',
      at: app.now,
    },
  ])
  expect(JSON.stringify([jobs, app.logged])).not.toMatch(/198\.51\.100|203\.0\.113/)
})

test('the same visitor has the same hash from any port, and another one another', async () => {
  for (const viewer of ['198.51.100.7:1', '198.51.100.7:2', '198.51.100.8:1'])
    await post('requests', await bodyOf(), { viewer })
  const [one, again, other] = jobs.map(({ address }) => address)
  expect(again).toBe(one)
  expect(other).not.toBe(one)
})

test.each([
  ['was not ticked', { consent: { version: 1, language: 'en', agreed: false } }],
  ['was ticked under another wording', { consent: { version: 2, language: 'en', agreed: true } }],
  ['came without a phone', { phone: 'call me' }],
  ['is of no page', { page: 'javascript:alert(1)' }],
])('a box that %s is refused', async (_, change) => {
  const { statusCode, body } = await post('requests', await bodyOf(change))
  expect([statusCode, JSON.parse(body).code]).toEqual([422, 'consent_required'])
  expect(jobs).toEqual([])
})

test.each([
  ['is wrong', async () => ({ ...(await solved()), number: -1 })],
  ['was signed by nobody', async () => ({ ...(await solved()), signature: 'f'.repeat(64) })],
  [
    'names another time',
    async () => {
      const challenge = await solved()
      return { ...challenge, salt: challenge.salt.replace(/expires=\d+/, 'expires=9999999999') }
    },
  ],
  ['is of another widget', async () => solved((await createWidget(app, admin, withForm())).widget.id)],
  [
    'came too late',
    async () => {
      const challenge = await solved()
      app.advance(11 * 60_000)
      return challenge
    },
  ],
])('work that %s is refused', async (_, make) => {
  const { statusCode, body } = await post('requests', await bodyOf({ challenge: await make() }))
  expect([statusCode, JSON.parse(body).code]).toEqual([403, 'challenge_failed'])
  expect(jobs).toEqual([])
})

const turnstile = { siteKey: '0x4AAAAAAAsite', secret: '0x4AAAAAAAsecret' }

test('where the widget has Turnstile the token goes onto the queue, and elsewhere it does not', async () => {
  await post('requests', await bodyOf({ turnstile: 'token' }))
  await editWidget(app, admin, widget.id, { turnstile })
  expect((await post('requests', await bodyOf({ turnstile: 'x'.repeat(2_048) }))).statusCode).toBe(202)
  expect(jobs.map((job) => job.turnstile?.length)).toEqual([undefined, 2_048])
})

test.each([{}, { turnstile: '' }, { turnstile: 'x'.repeat(2_049) }])(
  'where the widget has Turnstile, a request without a token that can be one is refused',
  async (change) => {
    await editWidget(app, admin, widget.id, { turnstile })
    const { statusCode, body } = await post('requests', await bodyOf(change))
    expect([statusCode, JSON.parse(body).code]).toEqual([403, 'challenge_failed'])
    expect(jobs).toEqual([])
  },
)

test('another website, no website, and a widget without a form get what is nowhere', async () => {
  const body = await bodyOf()
  const { widget: without } = await createWidget(app, admin, website())
  const answers = await Promise.all([
    post('requests', body, { origin: 'https://evil.example' }),
    post('requests', body, { origin: '' }),
    post('requests', body, { id: without.id }),
    post('challenge', {}, { origin: 'https://evil.example' }),
  ])
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404])
  await editWidget(app, admin, widget.id, { form: 'off' })
  expect((await post('requests', body)).statusCode).toBe(404)
  expect(jobs).toEqual([])
})

test.each(['', '{', '[]', '"x"', 'x'.repeat(9_000), '{"phone":{"__proto__":1}}'])(
  'a body that is %j is refused, and nothing fails',
  async (body) => {
    expect((await post('requests', body)).statusCode).toBe(422)
    expect(app.logged).toEqual([])
  },
)

test('one key is made for all forms of a workspace, and stays', async () => {
  const before = await app.widgetSecrets.get(formKeyOf(widget.workspace))
  await createWidget(app, admin, withForm())
  expect(await app.widgetSecrets.get(formKeyOf(widget.workspace))).toEqual(before)
  expect(before.key).toMatch(/^\w{52}$/)
})

test.each([
  ['198.51.100.7:46532', '198.51.100.7'],
  ['2001:db8:0:1:aaaa:bbbb:cccc:dddd:46532', '2001:db8:0:1'],
  ['[2001:db8::1]:46532', '2001:db8:0:0'],
  ['2001:0db8::1:46532', '2001:db8:0:0'],
  ['', ''],
])('%s is counted as %j', (viewer, network) => {
  expect(networkOf(viewer)).toBe(network)
})

test.each([
  ['Mozilla/5.0 … Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0', 'Edge'],
  ['Mozilla/5.0 … Chrome/140.0.0.0 Safari/537.36', 'Chrome'],
  ['Mozilla/5.0 … Version/18.5 Safari/605.1.15', 'Safari'],
  ['curl/8', 'another one'],
])('%s is %s', (agent, family) => {
  expect(browserOf(agent)).toBe(family)
})
