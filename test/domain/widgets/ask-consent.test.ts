import { beforeEach, expect, test } from 'vitest'
import { switchNumber } from '#domain/numbers/switch-number.ts'
import { hour, minute } from '#domain/time.ts'
import { askConsent } from '#domain/widgets/ask-consent.ts'
import { countYes } from '#domain/widgets/count-yes.ts'
import { createWidget, editWidget } from '#domain/widgets/edit-widget.ts'
import type { TurnstileToken } from '#domain/widgets/turnstile-token.ts'
import type { Widget } from '#domain/widgets/widget.ts'
import type { WidgetJob } from '#domain/widgets/widget-job.ts'
import { admin, createOffice, receive } from '../../support/conversing.ts'
import { type FakeApp, ourNumber, workspace } from '../../support/fake-app.ts'
import { said, withForm } from '../../support/widgets.ts'

let app: FakeApp
let widget: Widget
let made = 0
const visitor = '+12065550188'
const page = 'https://www.example.com/prices'

beforeEach(async () => {
  app = await createOffice({ settings: { email: { fromAddress: 'us@example.com', fromName: 'Us' } } })
  widget = (await createWidget(app, admin, withForm())).widget
})

const jobOf = (change: Partial<WidgetJob> = {}): WidgetJob => {
  const name = String(++made)
  const facts = { id: `job-${name}`, challenge: `work-${name}`, phone: visitor, wording: 1, language: 'en' }
  const seen = { page, address: `address-${name}`, browser: 'Firefox', at: app.now }
  return { workspace: widget.workspace, widgetId: widget.id, ...facts, ...seen, ...change }
}

const ask = (change?: Partial<WidgetJob>) => askConsent(app, jobOf(change))
const outbound = () => app.all('message').filter(({ direction }) => direction === 'outbound')
const say = (body: string, from = visitor) => receive(app, { from, body, at: app.now + 1_000 })
const use = async () => app.widgets.use(widget.workspace, widget.id)

/** As the bus tells of each YES. */
const countAll = async () => {
  for (const { action, form, id: consentId, workspace } of app.all('consent_event'))
    if (action === 'opt_in' && form) await countYes(app, { workspace, widgetId: form.widgetId, consentId })
}

test('a visitor is asked, and the ledger has what they read, ticked and came from', async () => {
  expect(await ask({ address: 'hash' })).toBe('asked')
  const [question, ...others] = outbound()
  expect(others).toEqual([])
  expect(question).toMatchObject({
    to: visitor,
    origin: 'consent',
    body: expect.stringContaining('Reply YES'),
  })
  expect(question).not.toHaveProperty('conversationId')
  expect(app.all('consent_event')).toMatchObject([
    {
      action: 'opt_in_question',
      source: 'customer',
      phone: visitor,
      terms: { source: 'widget', wording: said.consent, page },
      form: { widgetId: widget.id, wording: 1, language: 'en', address: 'hash', browser: 'Firefox' },
      sent: { messageId: question?.id },
      at: app.now,
    },
  ])
  expect(app.all('conversation')).toEqual([])
})

test('YES begins a conversation with the question that names the page, and counts once', async () => {
  await ask()
  await say('Yes')
  const [conversation] = app.all('conversation')
  expect(conversation).toMatchObject({ state: 'open', subject: 'www.example.com/prices' })
  const said = app.all('message').filter(({ conversationId }) => conversationId === conversation?.id)
  expect(said.map(({ body }) => body.slice(0, 9))).toEqual(expect.arrayContaining(['Reply YES', 'Yes']))
  expect(app.all('consent_event').at(-1)).toMatchObject({
    action: 'opt_in',
    form: { widgetId: widget.id },
    terms: { source: 'widget', page },
  })
  await countAll()
  await countAll()
  expect(await use()).toMatchObject({ asked: 1, confirmed: 1 })
})

test('without YES nothing but the question is sent, however long one waits', async () => {
  await ask()
  app.advance(25 * hour)
  await say('YES')
  const consent = app.all('consent_event').filter(({ action }) => action === 'opt_in')
  expect(consent).toEqual([])
  expect(outbound().filter(({ origin }) => origin === 'consent')).toHaveLength(1)
})

test('any other answer is a reply to the question', async () => {
  await ask()
  await say('Who is this?')
  const [conversation] = app.all('conversation')
  expect(conversation?.threading.reason).toBe('reply_to_last_outbound')
})

test('where a conversation is open the question and its YES go into it, and close nothing', async () => {
  const text = await receive(app, { from: visitor, body: 'Is it ready?' })
  app.advance(minute)
  expect(await ask()).toBe('asked')
  await say('YES')
  expect(app.all('conversation')).toMatchObject([{ id: text.conversationId, state: 'open' }])
  expect(app.all('conversation')[0]).not.toHaveProperty('subject')
})

test.each([
  ['opted out', async () => say('STOP')],
  ['seems to want no texts', async () => say('please leave me alone, no more messages')],
  [
    'was asked three times today',
    async () => {
      widget = (await editWidget(app, admin, widget.id, { caps: { ...widget.caps, perPhoneDay: 3 } })).widget
      for (let times = 0; times < 3; times++) await ask()
    },
  ],
] as const)('a phone whose owner %s is asked no more', async (_, before) => {
  await before()
  const sent = outbound().length
  app.advance(minute)
  expect(await ask()).toBe('blocked')
  expect(outbound()).toHaveLength(sent)
})

test.each([
  ['no number', '12345'],
  ['one of ours', ourNumber],
  ['in a country that is not enabled', '+447911123456'],
  ['a landline', '+442079460000'],
])('what is typed in is %s: nobody is asked, and no contact is made', async (_, phone) => {
  expect(await ask({ phone })).toBe('blocked')
  expect(outbound()).toEqual([])
  expect(app.all('contact')).toEqual([])
})

test('a number that was switched off asks nobody', async () => {
  await switchNumber(app, admin, 'num_main', 'deactivate')
  expect(await ask()).toBe('blocked')
})

test.each([
  ['campaigns', 'blocked', 0],
  ['automated', 'blocked', 0],
  ['off', 'asked', 1],
] as const)(
  'at three in the morning of whoever has the phone, with quiet hours for %s, it is %s',
  async (quietHours, outcome, count) => {
    const settings = await app.settings.get(workspace, 'fresh')
    await app.commit({ ...settings, quietHours })
    app.now = Date.parse('2026-12-01T11:00:00Z')
    expect(await ask()).toBe(outcome)
    expect(outbound()).toHaveLength(count)
  },
)

test('one piece of work counts for one request, and a delivery that comes again asks once', async () => {
  const job = jobOf()
  expect(await askConsent(app, job)).toBe('asked')
  expect(await askConsent(app, job)).toBe('repeated')
  expect(await ask({ challenge: job.challenge, phone: '+12065550189' })).toBe('repeated')
  expect(outbound()).toHaveLength(1)
})

test('a worker that died before it asked goes on where it was', async () => {
  const job = jobOf()
  const commit = app.commit
  let writes = 0
  app.commit = (...changes) => (++writes === 2 ? Promise.reject(new Error('died')) : commit(...changes))
  await expect(askConsent(app, job)).rejects.toThrow('died')
  app.commit = commit
  expect(await askConsent(app, job)).toBe('asked')
  expect(outbound()).toHaveLength(1)
})

test('the caps hold for phone, address, hour and day, over all widgets and to the very question', async () => {
  const caps = { perPhoneDay: 1, perAddressHour: 2, perHour: 5, perDay: 7 }
  await editWidget(app, admin, widget.id, { caps })
  const phone = (n: number) => `+1206555${String(1_000 + n)}`
  expect(await ask({ phone: phone(0), address: 'a' })).toBe('asked')
  expect(await ask({ phone: phone(0), address: 'b' })).toBe('capped')
  expect(await ask({ phone: phone(1), address: 'a' })).toBe('asked')
  expect(await ask({ phone: phone(2), address: 'a' })).toBe('capped')
  const other = (await createWidget(app, admin, withForm({ caps }))).widget
  expect(await ask({ widgetId: other.id, phone: phone(3), address: 'a' })).toBe('capped')
  const rest = await Promise.all([4, 5, 6, 7].map((n) => ask({ phone: phone(n), address: `of ${n}` })))
  expect(rest.toSorted()).toEqual(['asked', 'asked', 'asked', 'capped'])
  app.advance(hour)
  const later = await Promise.all([14, 15, 16].map((n) => ask({ phone: phone(n), address: `of ${n}` })))
  expect(later.toSorted()).toEqual(['asked', 'asked', 'capped'])
  expect(await use()).toMatchObject({ asked: 7 })
})

test('a form that hardly anybody confirms switches itself off and tells admins; switched on, it is watched anew', async () => {
  const them = app.all('agent').find(({ id }) => id === admin.id)
  if (them) await app.commit({ ...them, email: 'admin@example.com' })
  for (let n = 0; n < 20; n++) expect(await ask({ phone: `+1206555${2_000 + n}` })).toBe('asked')
  await say('YES', '+12065552000')
  await countAll()
  expect(await ask({ phone: '+12065552999' })).toBe('form_off')
  expect(outbound().filter(({ body }) => body.startsWith('Reply YES'))).toHaveLength(20)
  expect(await app.widgets.get(widget.workspace, widget.id)).toMatchObject({
    form: 'off',
    formStoppedAt: app.now,
  })
  expect((await app.widgets.published(widget.id))?.form).toBe('off')
  expect(app.all('email')).toMatchObject([{ subject: 'The form of “Website” switched itself off' }])
  await editWidget(app, admin, widget.id, { form: 'on' })
  expect(await ask({ phone: '+12065552998' })).toBe('asked')
  expect(await app.widgets.get(widget.workspace, widget.id)).not.toHaveProperty('formStoppedAt')
})

test('a form whose visitors say YES goes on', async () => {
  for (let n = 0; n < 25; n++) {
    const phone = `+1206555${2_000 + n}`
    expect(await ask({ phone })).toBe('asked')
    if (n % 5 === 0) await say('YES', phone)
    await countAll()
  }
  expect((await app.widgets.get(widget.workspace, widget.id))?.form).toBe('on')
})

/** Of times, in their order, the most that lie within any span. */
const mostWithin = (times: number[], span: number): number => {
  let first = 0
  return times.reduce((most, time, at) => {
    while (time - (times[first] ?? time) >= span) first++
    return Math.max(most, at - first + 1)
  }, 0)
}

test('a phone that was asked before midnight is asked again after 24 hours, and not before', async () => {
  app.now = Date.UTC(2026, 10, 28, 23, 59)
  expect(await ask()).toBe('asked')
  app.advance(2 * minute)
  expect(await ask()).toBe('capped')
  app.advance(24 * hour - 2 * minute - 1)
  expect(await ask()).toBe('capped')
  app.advance(1)
  expect(await ask()).toBe('asked')
})

test('a full cap opens at most a slice after its oldest question is an hour old, and keeps few counts', async () => {
  const caps = { perPhoneDay: 1, perAddressHour: 50, perHour: 50, perDay: 1_000 }
  await editWidget(app, admin, widget.id, { caps })
  const asked: number[] = []
  for (let n = 0; n < 300; n++) {
    const phone = `+1206555${3_000 + n}`
    if ((await ask({ phone })) === 'asked') {
      asked.push(app.now)
      await say('YES', phone)
      await countAll()
    }
    app.now += minute / 2
  }
  expect(mostWithin(asked, hour)).toBe(50)
  const [first = 0] = asked
  expect((asked[50] ?? 0) - first).toBeLessThanOrEqual(hour + hour / 24)
  const counts = app.all('widget_cap').find(({ name }) => name === `hour#${widget.id}`)
  expect(counts?.slices.length).toBeLessThanOrEqual(25)
})

test.each([
  ['some say YES', 2, 120],
  ['nobody says YES', Number.POSITIVE_INFINITY, 20],
])(
  'of 10,000 requests from 50 addresses for 200 phones around midnight, where %s, no sixty minutes and no 24 hours have more questions than the caps say',
  async (_, oneIn, expected) => {
    app.now = Date.UTC(2026, 10, 28, 23, 20)
    const caps = { perPhoneDay: 1, perAddressHour: 5, perHour: 60, perDay: 130 }
    await editWidget(app, admin, widget.id, { caps })
    const outcomes: Record<string, number> = {}
    for (let n = 0; n < 10_000; n++) {
      const phone = `+1206555${1_000 + ((n * 7) % 200)}`
      const outcome = await ask({ phone, address: `address ${(n * 11) % 50}` })
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      if (outcome === 'asked' && (outcomes.asked ?? 0) % oneIn === 0) {
        await say('YES', phone)
        await countAll()
      }
      app.now += (2.5 * hour) / 10_000
    }
    const asked = app.all('consent_event').filter(({ action }) => action === 'opt_in_question')
    console.info(`10,000 requests: ${JSON.stringify(outcomes)}`)
    const most = (span: number, field: (entry: (typeof asked)[number]) => unknown) =>
      Math.max(
        ...Object.values(Object.groupBy(asked, (entry) => String(field(entry)))).map((of = []) =>
          mostWithin(
            of.map(({ at }) => at).toSorted((a, b) => a - b),
            span,
          ),
        ),
      )
    expect(asked.length).toBeGreaterThanOrEqual(expected)
    expect(most(24 * hour, ({ phone }) => phone)).toBeLessThanOrEqual(caps.perPhoneDay)
    expect(most(hour, ({ form }) => form?.address)).toBeLessThanOrEqual(caps.perAddressHour)
    expect(most(hour, () => 'all')).toBeLessThanOrEqual(caps.perHour)
    expect(most(24 * hour, () => 'all')).toBeLessThanOrEqual(caps.perDay)
    expect(asked).toHaveLength((await use())?.asked ?? 0)
    expect(app.all('contact').length).toBe(asked.length)
  },
  120_000,
)

const turnstile = { siteKey: '0x4AAAAAAAsite', secret: '0x4AAAAAAAsecret' }
const guard = async () => {
  widget = (await editWidget(app, admin, widget.id, { turnstile })).widget
}

test('where the widget has Turnstile, a visitor whose token passes is asked', async () => {
  await guard()
  const verified: TurnstileToken[] = []
  app.verify = (token) => {
    verified.push(token)
    return { passed: true, reasons: [] }
  }
  const job = jobOf({ turnstile: 'token' })
  expect(await askConsent(app, job)).toBe('asked')
  const secret = { workspace: widget.workspace, id: widget.turnstile?.secretName }
  expect(verified).toEqual([{ secret, token: 'token', attempt: job.id }])
  expect(outbound()).toHaveLength(1)
})

test.each([
  ['a token that does not pass', 'token'],
  // It was under way when Turnstile was switched on.
  ['no token', undefined],
])('with %s nobody is asked, counted or made a contact', async (_, token) => {
  await guard()
  app.verify = () => ({ passed: false, reasons: ['timeout-or-duplicate'] })
  expect(await ask(token ? { turnstile: token } : {})).toBe('no_person')
  expect([outbound(), app.all('contact'), app.all('widget_cap')]).toEqual([[], [], []])
  expect((await use())?.asked ?? 0).toBe(0)
})

test('while Turnstile does not answer nobody is asked, and the next delivery has the same attempt', async () => {
  await guard()
  const attempts: string[] = []
  app.verify = ({ attempt }) => {
    attempts.push(attempt)
    if (attempts.length === 1) throw new Error('no answer')
    return { passed: true, reasons: [] }
  }
  const job = jobOf({ turnstile: 'token' })
  await expect(askConsent(app, job)).rejects.toThrow('no answer')
  expect(outbound()).toEqual([])
  expect(await askConsent(app, job)).toBe('asked')
  expect(attempts).toEqual([job.id, job.id])
  expect(outbound()).toHaveLength(1)
})

test('once Turnstile is taken away, a token that is under way is not verified', async () => {
  await guard()
  await editWidget(app, admin, widget.id, { turnstile: null })
  app.verify = () => {
    throw new Error('There is nothing to verify')
  }
  expect(await ask({ turnstile: 'token' })).toBe('asked')
})
