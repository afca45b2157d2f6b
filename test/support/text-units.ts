import { createApp } from '#adapters/app.ts'
import { rendererAtNeed } from '#adapters/liquid/renderer-at-need.ts'
import { createFiles } from '#adapters/media/files.ts'
import type { App, Change } from '#domain/app.ts'
import { createCase } from '#domain/cases/create-case.ts'
import { fileByHand } from '#domain/cases/file-by-hand.ts'
import { followFiling } from '#domain/cases/follow-filing.ts'
import { readCasePop } from '#domain/cases/read-case-pop.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { listConversations } from '#domain/conversations/list-conversations.ts'
import type { ConversationId } from '#domain/ids.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { fetchMedia } from '#domain/media/fetch-media.ts'
import { newNumber } from '#domain/numbers/number.ts'
import { recordReceipt, sendPart } from '#domain/outbound/deliver-text.ts'
import { sendCaseText } from '#domain/outbound/send-case-text.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { outgoingTypes } from '#wiring/outgoing-types.ts'
import { queueWorker } from '../../functions/edge/queue-worker.ts'
import { createAudiences, eventWork } from '../../functions/fan-out-events/event-work.ts'
import type { Engine, Units } from './engine.ts'
import { createImages } from './follow-stream.ts'
import { failuresOf, sqsRecord } from './sqs.ts'
import { toldToBus } from './told-to-bus.ts'

const workspace = 'wks_units'
const ana = { kind: 'agent', workspace, id: 'agt_ana', role: 'agent' } as const

const program = {
  kind: 'program',
  workspace,
  id: 'crm',
  scopes: ['read', 'send', 'manage'],
} as const

/**
 * What texts take on the table: a customer's first one, their next one, one in a claimed conversation, an answer from the
 * API to its delivered receipt, another one right after it, one that a daily cap counts, and a customer's text with three pictures until they are kept. Works once on an engine.
 */
export const measureTexts = async (engine: Engine) => {
  const app = await createUnitsApp(engine)
  const measure = async (work: () => Promise<unknown>): Promise<Units> => {
    engine.units()
    await work()
    return engine.units()
  }
  const first = await measure(() => receiveMessage(app, inbound('first')))
  const next = await measure(() => receiveMessage(app, inbound('next')))
  const [conversation] = (await listConversations(app, ana, { tab: 'active', limit: 25 })).records
  if (!conversation) throw new Error('There is no conversation')
  await claimConversation(app, ana, conversation.id)
  const claimed = await measure(() => receiveMessage(app, inbound('claimed')))
  const answer = () => measure(() => answerFully(app, conversation.id))
  const outbound = await answer()
  const again = await answer()
  const dailyCaps = [{ brandId: 'B1', carrier: 't_mobile' as const, segmentsPerDay: 1000 }]
  await app.commit({ ...(await app.settings.get(workspace)), dailyCaps })
  const capped = await answer()
  const pictures = await measure(() => receiveAndFetch(app))
  const cases = await measureCases(app, measure)
  const fannedOut = await measureFanOut(app, conversation.id, measure)
  return { first, next, claimed, outbound, again, capped, pictures, cases, fannedOut }
}

/**
 * What telling programs outside adds to a text in and to one out until its receipt: where nobody is told of anything (what a
 * workspace is read for in five seconds, and each text), and with the feed.
 */
const measureFanOut = async (
  app: Awaited<ReturnType<typeof createUnitsApp>>,
  talk: ConversationId,
  measure: (work: () => Promise<unknown>) => Promise<Units>,
) => {
  const { texts, fanOut } = await recordTexts(app, talk)
  const nobody = fanOut()
  const known = await measure(() => nobody(texts.before))
  const off = { in: await measure(() => nobody(texts.in)), out: await measure(() => nobody(texts.out)) }
  await app.commit({ ...(await app.settings.get(workspace, 'fresh')), eventFeed: 'on' })
  const feed = fanOut()
  await feed(texts.before)
  const on = { in: await measure(() => feed(texts.in)), out: await measure(() => feed(texts.out)) }
  return { known, off, on }
}

/** Two texts in and one out, as the stream tells of them, and the function that tells programs outside. */
const recordTexts = async (app: Awaited<ReturnType<typeof createUnitsApp>>, talk: ConversationId) => {
  let changes: Change[] = []
  // Time stands still, so that a slow machine is late for nothing.
  const now = Date.now()
  const changeOf = createImages(() => now)
  const recording = {
    ...app,
    commit: async (...written: Parameters<App['commit']>) => {
      await app.commit(...written)
      changes.push(...written.flatMap((change) => ('remove' in change ? [] : [changeOf(change)])))
    },
  }
  const eventsOf = async (work: () => Promise<unknown>) => {
    changes = []
    await work()
    return (await toldToBus(changes)).filter(({ 'detail-type': type }) => outgoing.includes(type))
  }
  const before = await eventsOf(() => receiveMessage(recording, inbound('fanned 1')))
  const texts = {
    before,
    in: await eventsOf(() => receiveMessage(recording, inbound('fanned 2'))),
    out: await eventsOf(() => answerFully(recording, talk)),
  }
  const fanOut = () => {
    const clock = { ...app.clock, now: () => now }
    const needs = { ...app, clock, webhookQueue: { send: async () => {} } }
    const worker = queueWorker(app.log, eventWork(needs, createAudiences(needs, clock.now)))
    return async (events: Awaited<ReturnType<typeof toldToBus>>) => {
      const failures = await failuresOf(worker, ...events.map((event) => sqsRecord(JSON.stringify(event))))
      if (failures.length > 0) throw new Error('An event was not fanned out')
    }
  }
  return { texts, fanOut }
}

/** An answer from the API to its delivered receipt. */
const answerFully = async (app: Awaited<ReturnType<typeof createUnitsApp>>, talk: ConversationId) => {
  const message = await sendMessage(app, ana, talk, { body: 'Yes, come by at any time.' })
  const part = { workspace, messageId: message.id, index: 0 } as const
  await sendPart(app, part)
  const receipt = { carrierMessageId: 'c1', at: Date.now(), price: 0.008 }
  await recordReceipt(app, { ...part, ...receipt, status: 'delivered', recipientCarrier: 't_mobile' })
}

const outgoing: readonly string[] = outgoingTypes

/**
 * A customer with two open cases and a claimed conversation: the text that answers a text of a case, what the bus has done
 * for it, and filing it by hand.
 */
const measureCases = async (
  app: Awaited<ReturnType<typeof createUnitsApp>>,
  measure: (work: () => Promise<unknown>) => Promise<Units>,
) => {
  const open = (subject: string) => createCase(app, program, { to: '+12065550123', subject })
  const [printer, laptop] = [await open('Printer'), await open('Laptop')]
  const texts = [laptop, laptop, laptop, laptop, printer]
  for (const { id } of texts) await sendCaseText(app, program, id, { body: 'Your things are ready.' })
  const filed = await measure(() => receiveMessage(app, inbound('filed')))
  const id = (await app.messages.newest(workspace, 'num_1', { limit: 1 }))[0]?.record.id
  if (!id) throw new Error('There is no message')
  const followed = await measure(() => followFiling(app, workspace, id))
  const guessed = await app.messages.get(workspace, id, 'fresh')
  const caseId = guessed?.case?.id === printer.id ? laptop.id : printer.id
  const refiled = await measure(() => fileByHand(app, ana, id, { caseId }))
  const talk = guessed?.conversationId ?? 'cnv_no'
  const popped = await measure(() => readCasePop(app, ana, talk))
  return { filed, followed, refiled, popped }
}

const createUnitsApp = async ({ table }: Engine) => {
  const app = {
    ...createApp(table),
    renderer: rendererAtNeed(),
    files: createFiles(),
    portalUrl: 'https://portal.example',
    carrier: { send: async () => ({ outcome: 'accepted' as const, carrierMessageId: 'c1' }) },
  }
  const facts = { workspace, id: 'num_1', address: '+12065550100', country: 'US', createdAt: 1 } as const
  const registration = { status: 'approved', brandId: 'B1' } as const
  await app.commit(newNumber({ ...facts, state: 'active', registration, rate: { segmentsPerSecond: 1000 } }))
  const atTwilio = { carrier: 'twilio', carrierAccountId: 'cac_units', address: '+12065550101' } as const
  await app.commit(newNumber({ ...facts, ...atTwilio, id: 'num_2', state: 'active' }))
  return app
}

/** A text with three pictures, as Twilio hands it over, and what becomes of each. */
const receiveAndFetch = async (app: Awaited<ReturnType<typeof createUnitsApp>>) => {
  const sid = (kind: string) => kind.padEnd(34, '0123456789abcdef')
  const path = `https://api.twilio.com/2010-04-01/Accounts/${sid('AC')}/Messages/${sid('MM')}/Media/${sid('ME')}`
  const media = [0, 1, 2].map((index) => ({ index, url: `${path}${index}`, contentType: 'image/jpeg' }))
  const carrier = 'twilio' as const
  const account = 'cac_units'
  await receiveMessage(app, { ...inbound(sid('MM')), to: '+12065550101', carrier, account, media })
  const [found] = await app.messages.newest(workspace, 'num_2', { limit: 1 })
  if (!found) throw new Error('There is no message')
  const ports = mediaPorts(app)
  const job = { workspace, messageId: found.record.id, since: Date.now(), tries: 0 } as const
  for (const index of [0, 1, 2]) await fetchMedia({ ...app, ...ports }, { ...job, index }, 1)
}

const mediaPorts = ({ log }: Pick<App, 'log'>) => ({
  log: { ...log, info: () => {} },
  carrierFiles: {
    fetch: async () => ({ outcome: 'fetched' as const, bytes: new Uint8Array(1) }),
    forget: async () => {},
  },
  toPicture: async () => {
    const [view, thumb] = [new Uint8Array(280_566), new Uint8Array(8_000)]
    return { contentType: 'image/jpeg' as const, view, thumb, width: 2048, height: 1536 }
  },
  toSendable: async () => undefined,
  originals: { read: async () => 'not_available' as const, remove: async () => {} },
  keepFile: async () => {},
  mediaJobs: { send: async () => {} },
})

const inbound = (carrierMessageId: string) => ({
  carrier: 'aws' as const,
  carrierMessageId,
  from: '+12065550123',
  to: '+12065550100',
  body: 'Hello, is my order ready?',
  at: Date.now(),
})
