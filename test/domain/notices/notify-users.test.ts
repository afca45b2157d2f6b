import { beforeEach, describe, expect, test } from 'vitest'
import { editAgent } from '#domain/agents/edit-agent.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import type { NumberId } from '#domain/ids.ts'
import type { InboundMessage } from '#domain/messages/message.ts'
import { notifyUsers, sendDigest } from '#domain/notices/notify-users.ts'
import { sendWaitingTexts } from '#domain/notices/send-waiting-texts.ts'
import { readReach, testNotices } from '#domain/notices/test-notices.ts'
import { editNumber, type NumberPatch } from '#domain/numbers/edit-number.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import type { Settings } from '#domain/settings/settings.ts'
import { minute } from '#domain/time.ts'
import { runTimers } from '#domain/timers/run-timers.ts'
import { admin, ana, createOffice, customer, receive } from '../../support/conversing.ts'
import { type FakeApp, ourNumber, workspace } from '../../support/fake-app.ts'

type Telling = FakeApp & { portalUrl: string }

const email = { fromAddress: 'desk@acme.example' }
const phone = '+12065550188'
const user = (change: object = {}) => ({
  firstName: 'Uma',
  lastName: 'Silva',
  email: 'uma@acme.example',
  phone,
  notifyByEmail: true,
  notifyBySms: true,
  ...change,
})

let app: Telling
let numberId: NumberId

const begin = async (settings: Partial<Settings> = {}, patch: NumberPatch = {}) => {
  const office = await createOffice({ settings: { email, ...settings } })
  app = Object.assign(office, { portalUrl: 'https://desk.acme.example' })
  numberId = (await app.numbers.byAddress(ourNumber))?.id as NumberId
  await editNumber(app, admin, numberId, { notificationUsers: [user()], ...patch })
}
beforeEach(() => begin())

const told = (text: InboundMessage) => {
  const { conversationId } = text
  if (!conversationId) throw new Error('it is in no conversation')
  return notifyUsers(app, workspace, { numberId, conversationId, messageId: text.id })
}
const hear = async (body: string, from = customer) => {
  const text = await receive(app, { body, from })
  await told(text)
  return text
}
const emails = () => app.all('email').map(({ to, subject }) => [to, subject])
const notices = () => app.all('message').filter(({ origin }) => origin === 'notice')
const noWork = { webhook_probe: async () => {}, workflow_wait: async () => {} }
const work = () =>
  runTimers(app, {
    ...noWork,
    notice_digest: (timer) => sendDigest(app, timer),
    notice_texts: (timer) => sendWaitingTexts(app, timer),
  })
const wait = async (minutes: number) => {
  app.advance(minutes * minute)
  await work()
}

test('each user hears at once, by e-mail and by text, with the call id and the link and none of the words', async () => {
  const text = await hear('My boiler leaks')
  expect(emails()).toEqual([['uma@acme.example', 'SMS Chat Request from the number that ends in 0123']])
  const [mail] = app.all('email')
  const link = `https://desk.acme.example/c/${text.conversationId}`
  expect(mail?.body).toContain(`Call id: SMS${customer}`)
  expect(mail?.body).toContain(link)
  expect(notices()).toMatchObject([{ to: phone, from: ourNumber, status: 'queued' }])
  expect(notices()[0]?.body).toContain(link)
  for (const words of [mail?.body, notices()[0]?.body]) expect(words).not.toContain('boiler')
  expect(mail?.expiresAt).toBeGreaterThan(app.now)
})

test('the words of the text stand in it where the number says so', async () => {
  await begin({}, { noticesShowText: true })
  await hear('My boiler leaks')
  expect([app.all('email')[0]?.body, notices()[0]?.body]).toEqual([
    expect.stringContaining('My boiler leaks'),
    expect.stringContaining('My boiler leaks'),
  ])
})

test('thirty texts in five minutes are one notice and one digest for each of five users on both channels', async () => {
  const five = Array.from({ length: 5 }, (_, n) =>
    user({ email: `u${n}@acme.example`, phone: `+1206555019${n}` }),
  )
  await editNumber(app, admin, numberId, { notificationUsers: five })
  for (let i = 0; i < 30; i++) {
    await hear(`text ${i}`)
    app.advance(10_000)
  }
  expect(emails()).toHaveLength(5)
  expect(notices()).toHaveLength(5)
  await wait(10)
  await wait(10)
  const counted = five.map(({ email: to }) => emails().filter(([address]) => address === to))
  for (const [first, digest, ...more] of counted) {
    expect(first?.[1]).toBe('SMS Chat Request from the number that ends in 0123')
    expect(digest?.[1]).toBe('SMS Chat Request: 29 texts from the number that ends in 0123')
    expect(more).toEqual([])
  }
  expect(notices()).toHaveLength(10)
  expect(app.all('timer')).toEqual([])
})

test('an event that comes three times tells once, whether the text was told of at once or waits', async () => {
  const first = await hear('one')
  const second = await hear('two')
  for (const text of [first, second, first, second]) await told(text)
  await wait(10)
  expect(emails().map(([, subject]) => subject)).toEqual([
    'SMS Chat Request from the number that ends in 0123',
    'SMS Chat Request from the number that ends in 0123',
  ])
})

test('after ten quiet minutes the next text is told of at once', async () => {
  await hear('one')
  await wait(11)
  await hear('two')
  expect(emails()).toHaveLength(2)
})

describe('once somebody has claimed', () => {
  const claimed = async (settings: Partial<Settings>) => {
    await begin(settings, {
      notificationUsers: [user(), user({ email: 'ana@acme.example', phone: undefined, notifyBySms: false })],
    })
    const agent = (await app.agents.get(workspace, ana.id, 'fresh')) as NonNullable<
      Awaited<ReturnType<FakeApp['agents']['get']>>
    >
    await app.commit({ ...agent, email: 'Ana@Acme.example' })
    const text = await hear('one')
    await hear('two')
    await claimConversation(app, ana, text.conversationId as never)
    await wait(10)
    await hear('three')
    await wait(10)
    return emails().map(([to]) => to)
  }

  test('nobody hears more, and the digest that waited is dropped', async () => {
    expect(await claimed({})).toEqual(['uma@acme.example', 'ana@acme.example'])
  })

  test('only who claimed hears, where the workspace wants that', async () => {
    expect((await claimed({ notifyAfterClaim: 'claimer' })).slice(2)).toEqual([
      'ana@acme.example',
      'ana@acme.example',
    ])
  })

  test('everybody hears, where the workspace wants that', async () => {
    expect((await claimed({ notifyAfterClaim: 'everyone' })).slice(2)).toHaveLength(4)
  })
})

test('a digest is dropped once somebody has answered, or closed the conversation', async () => {
  await begin({ notifyAfterClaim: 'everyone' })
  const { conversationId: id } = await hear('one')
  await hear('two')
  await claimConversation(app, ana, id as never)
  await sendMessage(app, { ...ana, name: 'Ana' } as never, id as never, { body: 'On my way' })
  await wait(10)
  expect(emails()).toHaveLength(1)
  await hear('three')
  await hear('four')
  await closeConversation(app, admin, id as never)
  await wait(10)
  expect(emails()).toHaveLength(2)
})

test("a user's STOP ends the texts, not the e-mails", async () => {
  await hear('one')
  await receive(app, { from: phone, body: 'STOP' })
  await wait(11)
  await hear('two')
  expect(emails()).toHaveLength(2)
  expect(notices()).toHaveLength(1)
  expect(await readReach(app, admin, numberId)).toMatchObject([
    { channel: 'email' },
    { channel: 'sms', reason: 'recipient_opted_out' },
  ])
})

test("a user's answer to a notice opens nothing and is welcomed by nothing; a customer's text to another number does", async () => {
  await hear('one')
  const before = app.all('conversation').length
  const answer = await receive(app, { from: phone, body: 'On it' })
  expect(answer.threading).toEqual({ decision: 'keep_apart', reason: 'answers_notice' })
  expect(app.all('conversation')).toHaveLength(before)
  expect(app.all('message').filter(({ to, origin }) => to === phone && origin === 'welcome')).toEqual([])
  const other = await receive(app, { from: phone, to: '+12065550101', body: 'I am a customer, too' })
  expect(other.conversationId).toBeDefined()
})

test('who is deactivated as an agent hears no more, and the number says so', async () => {
  const { id } = app.all('agent').find(({ signInBy }) => signInBy === 'code') ?? { id: 'agt_' as const }
  await editAgent(app, admin, id, { active: false })
  await hear('one')
  expect([emails(), notices()]).toEqual([[], []])
  expect(await readReach(app, admin, numberId)).toMatchObject([
    { channel: 'email', reason: 'agent_deactivated' },
    { channel: 'sms', reason: 'agent_deactivated' },
  ])
})

test('notices leave from a number of their own where there is one', async () => {
  await begin({ noticesFrom: 'num_other' })
  await hear('one')
  expect(notices()).toMatchObject([{ from: '+12065550101' }])
})

test('an address that came back is left out, and the number says so', async () => {
  await app.commit({
    ...{ kind: 'email_suppression', workspace, address: 'uma@acme.example', version: 0 },
    ...{ reason: 'bounced', at: app.now },
  })
  await hear('one')
  expect(emails()).toEqual([])
  expect(notices()).toHaveLength(1)
  expect(await readReach(app, admin, numberId)).toMatchObject([
    { channel: 'email', reason: 'address_bounced' },
    { channel: 'sms' },
  ])
})

test('a test goes to everybody who can be reached, and a look at who can sends nothing', async () => {
  await readReach(app, admin, numberId)
  expect([emails(), notices()]).toEqual([[], []])
  expect(await testNotices(app, admin, numberId)).toHaveLength(2)
  expect(emails()).toEqual([['uma@acme.example', `Test: you will be told of texts to ${ourNumber}`]])
  expect(notices()).toHaveLength(1)
})

test('a timer whose work fails stays, keeps no other waiting, and is done once by the next run', async () => {
  await hear('one')
  await hear('two')
  app.advance(10 * minute)
  await runTimers(app, {
    ...noWork,
    notice_texts: async () => {},
    notice_digest: async () => {
      throw new Error('down')
    },
  })
  expect(app.all('timer')).toHaveLength(1)
  await Promise.all([work(), work()])
  await work()
  expect(emails()).toHaveLength(2)
  expect(app.all('timer')).toEqual([])
})

describe('a phone is told at most once a minute and thirty times an hour', () => {
  const phoneOf = (n: number) => `+1206555${String(2000 + n)}`

  test('what comes sooner waits for one text of all, while e-mails go out at once', async () => {
    await hear('one', phoneOf(1))
    app.advance(10_000)
    for (const n of [2, 3]) await hear('more', phoneOf(n))
    expect(emails()).toHaveLength(3)
    expect(notices()).toHaveLength(1)
    await wait(1)
    expect(notices().map(({ body }) => body.split('\n')[0])).toEqual([
      'SMS Chat Request from the number that ends in 2001',
      'SMS Chat Request: 2 customers wait',
    ])
    await wait(2)
    expect(notices()).toHaveLength(2)
    expect(app.all('timer')).toEqual([])
  })

  test('five users at once wait each for their own, and one whose customer was claimed meanwhile is told of the other', async () => {
    const five = Array.from({ length: 5 }, (_, n) => user({ notifyByEmail: false, phone: `+1206555019${n}` }))
    await editNumber(app, admin, numberId, { notificationUsers: five })
    await hear('one', phoneOf(1))
    const second = await hear('two', phoneOf(2))
    const third = await hear('three', phoneOf(3))
    await claimConversation(app, ana, second.conversationId as never)
    await wait(1)
    const digests = notices().slice(5)
    expect(digests.map(({ to }) => to).toSorted()).toEqual(five.map((one) => one.phone))
    for (const { body } of digests) {
      expect(body).toContain('from the number that ends in 2003')
      expect(body).toContain(`/c/${third.conversationId}`)
    }
  })

  test('after thirty the rest of the hour is one text', async () => {
    const began = app.now
    for (let n = 0; n < 40; n++) {
      await hear('hello', phoneOf(n))
      await wait(1)
    }
    expect(emails()).toHaveLength(40)
    expect(notices()).toHaveLength(30)
    app.now = began + 61 * minute
    await work()
    expect(notices().at(-1)?.body).toContain('10 customers wait')
    expect(notices()).toHaveLength(31)
  })

  test('nothing waits once every customer has been answered', async () => {
    await hear('one', phoneOf(1))
    const { conversationId } = await hear('two', phoneOf(2))
    await closeConversation(app, admin, conversationId as never)
    await wait(1)
    expect(notices()).toHaveLength(1)
    expect(app.all('notice_pace')[0]).not.toHaveProperty('waiting')
  })
})

test('the sending number and its rules are read only where somebody is told by text', async () => {
  await begin({ noticesFrom: 'num_other' }, { notificationUsers: [user({ notifyBySms: false })] })
  const read: string[] = []
  const hours = {
    ...app.hours,
    get: async (...asked: Parameters<typeof app.hours.get>) => {
      read.push('hours')
      return app.hours.get(...asked)
    },
  }
  const numbers = {
    ...app.numbers,
    get: async (...asked: Parameters<typeof app.numbers.get>) => {
      read.push(asked[1])
      return app.numbers.get(...asked)
    },
  }
  const text = await receive(app, { body: 'one' })
  const about = { numberId, conversationId: text.conversationId as never, messageId: text.id }
  await notifyUsers({ ...app, hours, numbers }, workspace, about)
  expect(emails()).toHaveLength(1)
  expect(read).toEqual([numberId])
})
