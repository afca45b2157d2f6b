import { describe, expect, test } from 'vitest'
import { decideReview } from '#domain/consents/decide-review.ts'
import { dismissConversationReview } from '#domain/consents/dismiss-review.ts'
import { listReviews, readReview } from '#domain/consents/list-reviews.ts'
import { recordConsent } from '#domain/consents/record-consent.ts'
import { sweepReviews } from '#domain/consents/sweep-reviews.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { sendHeldNow } from '#domain/scheduled/send-held-now.ts'
import type { Settings } from '#domain/settings/settings.ts'
import {
  admin,
  ana,
  ben,
  createOffice,
  customer,
  program,
  receive,
  refusal,
  stored as storedConversation,
} from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'
import { createDay } from '../../support/virtual-day.ts'

const minute = 60_000
const day = 24 * 60 * minute
const asked = "Please don't text me before noon"

const reviewOf = (app: FakeApp) => {
  const [review] = app.all('consent_review')
  if (!review) throw new Error('There is no review')
  return review
}

const textOf = (app: FakeApp, id: string) => {
  const message = app.all('message').find((each) => each.id === id)
  if (message?.direction !== 'outbound') throw new Error('There is no such text')
  return { status: message.status, gate: message.gate }
}

const held = { status: 'held', gate: { decision: 'hold', reason: 'consent_review' } }
const blocked = { status: 'blocked', gate: { decision: 'block', reason: 'recipient_opted_out' } }

/** A customer whose second text reads like a refusal, and a day that passes around it. */
const createReview = async (settings?: Partial<Settings>) => {
  const app = await createOffice({ settings })
  const time = createDay(app)
  const { conversationId } = await receive(app, { body: 'Hello' })
  await time.settle()
  await receive(app, { body: asked })
  await time.settle()
  return { app, time, conversationId, review: reviewOf(app) }
}

const campaign = (app: FakeApp) =>
  sendSingle(app, program, { to: customer, body: 'Sale today', origin: 'campaign' })

describe('a text that reads like a refusal', () => {
  test('is a review of its phone, which a closed conversation does not end', async () => {
    const { app, conversationId = 'cnv_none', review } = await createReview()
    await closeConversation(app, admin, conversationId)
    expect(reviewOf(app)).toEqual(review)
    expect(review).toMatchObject({
      phone: customer,
      conversationId,
      state: 'open',
      dueAt: review.at + 14 * day,
    })
    expect(app.all('thread')[0]?.review).toEqual({ messageId: review.messageId, dueAt: review.dueAt })
    expect((await campaign(app)).gate).toEqual(held.gate)
  })

  test('holds what a program or a campaign sends, and not what an agent writes', async () => {
    const { app, time, conversationId = 'cnv_none' } = await createReview()
    const ofProgram = await sendMessage(app, program, conversationId, { body: 'Your order is ready' })
    const ofCampaign = await campaign(app)
    await claimConversation(app, ana, conversationId)
    const ofAgent = await sendMessage(app, ana, conversationId, { body: 'Is noon better?' })
    await time.pass(day)
    expect(textOf(app, ofProgram.id)).toEqual(held)
    expect(textOf(app, ofCampaign.id)).toEqual(held)
    expect(textOf(app, ofAgent.id).status).toBe('sent')
  })

  test('holds what had been queued before it came', async () => {
    const app = await createOffice()
    const time = createDay(app)
    await receive(app, { body: 'Hello' })
    const queued = await campaign(app)
    await receive(app, { body: asked })
    await time.settle()
    expect(textOf(app, queued.id)).toEqual(held)
  })

  test('is not opened a second time by the same words, nor where the phone has opted out', async () => {
    const { app, review } = await createReview()
    await receive(app, { body: "don't text me any more" })
    expect(app.all('consent_review')).toEqual([review])
    await receive(app, { body: 'STOP' })
    await receive(app, { body: asked })
    expect(app.all('consent_review')).toHaveLength(1)
  })

  test('lets nobody send on what it holds but by deciding', async () => {
    const { app } = await createReview()
    const { id } = await campaign(app)
    await expect(sendHeldNow(app, program, id)).rejects.toEqual(refusal('consent_review'))
  })
})

describe('a decision', () => {
  test('that it was none lets go what waited, in its order', async () => {
    const { app, time, conversationId, review } = await createReview()
    await campaign(app)
    await sendSingle(app, program, { to: customer, body: 'And tomorrow' })
    await decideReview(app, ana, review.id, { decision: 'dismiss', reason: 'Noon is fine' })
    await time.settle()
    expect(app.sent.slice(-2).map(({ body }) => body)).toEqual(['Sale today', 'And tomorrow'])
    expect(reviewOf(app)).toMatchObject({
      ...{ state: 'dismissed', decidedBy: 'agt_ana', reason: 'Noon is fine' },
    })
    expect(app.all('thread')[0]).not.toHaveProperty('review')
    expect(storedConversation(app, conversationId)).not.toHaveProperty('consentReview')
    expect(app.all('consent_event')).toEqual([])
  })

  test('that it was one opts out with the text as the evidence, and blocks what waited at once', async () => {
    const { app, time, conversationId, review } = await createReview()
    const waiting = await campaign(app)
    const scheduled = await sendSingle(app, program, {
      ...{ to: customer, body: 'Next week', sendAt: app.now + 7 * day },
    })
    await decideReview(app, ana, review.id, { decision: 'opt_out', reason: 'Clear enough' })
    await time.settle()
    expect([textOf(app, waiting.id), textOf(app, scheduled.id)]).toEqual([blocked, blocked])
    expect(app.all('consent_event')).toMatchObject([
      {
        ...{ action: 'opt_out', source: 'agent', by: 'agt_ana', reason: 'Clear enough', scope: 'workspace' },
        received: { messageId: review.messageId, body: asked },
      },
    ])
    expect(reviewOf(app)).toMatchObject({ state: 'opted_out', decidedBy: 'agt_ana' })
    expect(storedConversation(app, conversationId)).toMatchObject({ optedOut: true })
    expect(storedConversation(app, conversationId)).not.toHaveProperty('consentReview')
  })

  test('is made by whoever has a part in the conversation, once', async () => {
    const { app, conversationId = 'cnv_none', review } = await createReview()
    await claimConversation(app, ana, conversationId)
    const dismiss = { decision: 'dismiss', reason: 'No' } as const
    await expect(decideReview(app, ben, review.id, dismiss)).rejects.toEqual(refusal('forbidden'))
    const decided = await decideReview(app, ana, review.id, dismiss)
    expect(await decideReview(app, ana, review.id, dismiss)).toEqual(decided)
    await expect(decideReview(app, ana, review.id, { decision: 'opt_out' })).rejects.toEqual(
      refusal('review_decided'),
    )
  })

  test.each([
    ['STOP', 'opted_out'],
    ['START', 'opted_in'],
  ])('is made by the customer who writes %s', async (body, state) => {
    const { app, time, review } = await createReview()
    const waiting = await campaign(app)
    await receive(app, { body })
    await time.settle()
    expect(reviewOf(app)).toMatchObject({ id: review.id, state })
    expect(textOf(app, waiting.id).status).toBe(state === 'opted_in' ? 'sent' : 'blocked')
  })

  test.each([
    [
      'dismissed in its conversation',
      (app: FakeApp, id: `cnv_${string}`) => dismissConversationReview(app, ana, id),
    ],
    [
      'recorded as an opt-in',
      (app: FakeApp, conversationId: `cnv_${string}`) =>
        recordConsent(app, ana, { phone: customer, action: 'opt_in', reason: 'Asked', conversationId }),
    ],
  ] as const)('%s ends the review', async (_, decide) => {
    const { app, conversationId = 'cnv_none' } = await createReview()
    await decide(app, conversationId)
    expect(reviewOf(app).state).not.toBe('open')
    expect(app.all('thread')[0]).not.toHaveProperty('review')
    expect((await campaign(app)).status).toBe('queued')
  })
})

describe('the deadline', () => {
  test('is told two business days before it, once, and opts out when it comes', async () => {
    const { app, time, review } = await createReview()
    const waiting = await campaign(app)
    await time.until(review.at + 10 * day - minute)
    expect(app.published.filter(({ type }) => type === 'consent.review_due')).toEqual([])
    await time.until(review.dueAt - minute)
    expect(app.published.filter(({ type }) => type === 'consent.review_due')).toMatchObject([
      { by: { kind: 'system' }, data: { reviewId: review.id, messageId: review.messageId } },
    ])
    expect(textOf(app, waiting.id)).toEqual(held)
    await time.until(review.dueAt + 6 * minute)
    expect(reviewOf(app).state).toBe('opted_out')
    expect(textOf(app, waiting.id)).toEqual(blocked)
    expect(app.all('consent_event')).toMatchObject([{ action: 'opt_out', source: 'deadline' }])
    expect(app.published.find(({ type }) => type === 'consent.changed')?.by).toEqual({
      ...{ kind: 'rule', id: 'consent_review_deadline' },
    })
  })

  test('that passed long ago opts out in the next sweep, however often it runs', async () => {
    const { app, review } = await createReview()
    app.now = review.dueAt + 30 * day
    await Promise.all([sweepReviews(app), sweepReviews(app)])
    await sweepReviews(app)
    expect(app.all('consent_event')).toHaveLength(1)
    expect(reviewOf(app).state).toBe('opted_out')
  })

  test('leaves the decision to people where the workspace says so, and is asked about once a day', async () => {
    const { app, time, review } = await createReview({ optOutUnreviewed: false })
    await time.until(review.dueAt + day / 2)
    const written = reviewOf(app).version
    await time.until(review.dueAt + day - 10 * minute)
    expect(reviewOf(app)).toMatchObject({ state: 'open', version: written })
    expect(app.all('consent_event')).toEqual([])
    await app.commit({ ...(await app.settings.get(review.workspace)), optOutUnreviewed: true })
    await time.pass(day)
    expect(reviewOf(app).state).toBe('opted_out')
  })

  test('acts again where it died between any two of its writes', async () => {
    const { app, review } = await createReview()
    app.now = review.dueAt
    const { commit } = app
    app.commit = async () => {
      throw new Error('died')
    }
    await expect(sweepReviews(app)).rejects.toThrow('died')
    app.commit = commit
    await sweepReviews(app)
    expect([reviewOf(app).state, app.all('consent_event').length]).toEqual(['opted_out', 1])
  })
})

describe('the list of reviews', () => {
  test('has the open ones by when they are due, in pages, and the decided ones apart', async () => {
    const app = await createOffice()
    for (const from of ['+12065550131', '+12065550132', '+12065550133']) {
      await receive(app, { from, body: asked })
      app.advance(day)
    }
    const [first, second, third] = app.all('consent_review').toSorted((a, b) => a.dueAt - b.dueAt)
    const page = await listReviews(app, ana, { state: 'open', limit: 2 })
    expect(page.records).toEqual([first, second])
    const cursor = page.nextCursor
    expect((await listReviews(app, ana, { state: 'open', limit: 2, cursor })).records).toEqual([third])
    const dueBefore = second?.dueAt
    expect((await listReviews(app, ana, { state: 'open', limit: 9, dueBefore })).records).toEqual([first])
    if (!first) throw new Error('There is no review')
    await decideReview(app, ana, first.id, { decision: 'dismiss', reason: 'No' })
    expect((await listReviews(app, ana, { state: 'open', limit: 9 })).records).toEqual([second, third])
    const decided = await listReviews(app, ana, { state: 'decided', limit: 9 })
    expect(decided.records).toEqual([await readReview(app, ana, first.id)])
  })
})
