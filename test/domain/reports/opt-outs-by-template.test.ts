import { expect, test } from 'vitest'
import type { TemplateId } from '#domain/ids.ts'
import type { OutboundMessage } from '#domain/messages/message.ts'
import { sendPart } from '#domain/outbound/deliver-text.ts'
import { sendSingle } from '#domain/outbound/send-single.ts'
import { createOffice, customer, otherNumber, program, receive } from '../../support/conversing.ts'
import { type FakeApp, workspace } from '../../support/fake-app.ts'
import { countFacts, reportOf } from '../../support/reporting.ts'

const hour = 3_600_000
const days = { from: '2026-11-23', to: '2026-11-25' }

/** A text to the customer, made from a template where one is named, that the carrier took. */
const text = async (app: FakeApp, template?: TemplateId) => {
  app.advance(1000)
  const { id } = await sendSingle(app, program, { to: customer, body: 'Hello' })
  const stored = app.all('message').find((message): message is OutboundMessage => message.id === id)
  if (!stored) throw new Error('The text was not stored')
  if (template) await app.commit({ ...stored, template: { id: template, version: 1 } })
  await sendPart(app, { workspace, messageId: id, index: 0 })
}

const optOuts = async (app: FakeApp) => {
  await countFacts(app)
  const { rows, totals } = await reportOf(app, 'consent', { ...days, by: 'template' })
  const counted = Object.entries(rows).map(([key, { opt_outs }]) => [key, opt_outs])
  return { all: totals.opt_outs, ...Object.fromEntries(counted.filter(([, count]) => count !== 0)) }
}

test('an opt-out is counted for the template of the last text before it, once', async () => {
  const app = await createOffice()
  await text(app, 'tpl_first')
  await text(app, 'tpl_offer')
  await receive(app, { body: 'STOP' })
  await countFacts(app)
  const { rows } = await reportOf(app, 'consent', { ...days, by: 'template' })
  expect(rows).toMatchObject({ tpl_offer: { opt_outs: 1, opt_outs_by_text: 1, opt_out_rate: 1 } })
  const answer = app.all('message').find(({ origin }) => origin === 'consent')
  if (!answer) throw new Error('STOP was not answered')
  await sendPart(app, { workspace, messageId: answer.id, index: 0 })
  await receive(app, { body: 'STOP' })
  expect(await optOuts(app)).toEqual({ all: 2, tpl_offer: 1 })
})

test('an opt-out of the day after still answers the text', async () => {
  const app = await createOffice()
  await text(app, 'tpl_offer')
  app.advance(23 * hour)
  await receive(app, { body: 'STOP' })
  expect(await optOuts(app)).toEqual({ all: 1, tpl_offer: 1 })
})

const notOfIt: Record<string, (app: FakeApp) => Promise<unknown>> = {
  'after more than a day': (app) => {
    app.advance(25 * hour)
    return receive(app, { body: 'STOP' })
  },
  'after a text without a template': async (app) => {
    await text(app)
    return receive(app, { body: 'STOP' })
  },
  'to another number': (app) => receive(app, { body: 'STOP', to: otherNumber }),
  'that was written before the text': (app) => receive(app, { body: 'STOP', at: app.now - hour }),
}

test.each(Object.entries(notOfIt))('an opt-out %s is counted for no template', async (_, optOut) => {
  const app = await createOffice()
  await text(app, 'tpl_offer')
  await optOut(app)
  expect(await optOuts(app)).toEqual({ all: 1 })
})
