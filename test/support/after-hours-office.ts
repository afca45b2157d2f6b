import type { CarrierPart } from '#domain/carriers/carrier.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import type { BusinessHours } from '#domain/hours/business-hours.ts'
import type { NamedHours } from '#domain/hours/named-hours.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import type { OutboundMessage } from '#domain/messages/message.ts'
import type { BusinessNumber } from '#domain/numbers/number.ts'
import type { Settings } from '#domain/settings/settings.ts'
import { createFakeApp, type FakeApp, monday, ourNumber, workspace } from './fake-app.ts'
import { ana } from './people.ts'

export const customer = '+12065550123'
const hour = 60 * 60 * 1000
/** Monday, 7 p.m. in Seattle: the office is closed, and its customers' quiet hours have not begun. */
export const evening = monday + 17 * hour
/** Tuesday, 9 a.m. */
export const opening = evening + 14 * hour

const day = [{ from: '09:00', to: '17:00' }]
export const officeHours: BusinessHours = {
  zone: 'America/Los_Angeles',
  weekly: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day },
  holidays: [],
}

/** Changes a record as it is stored. */
export const change = async <K extends 'number' | 'business_hours' | 'contact' | 'thread'>(
  app: FakeApp,
  kind: K,
  facts: Partial<Extract<ReturnType<typeof app.all<K>>[number], { kind: K }>>,
) => {
  const [record] = app.all(kind)
  if (!record) throw new Error(`There is no ${kind}`)
  await app.commit({ ...record, ...facts })
}

type Facts = { number?: Partial<BusinessNumber>; settings?: Partial<Settings>; hours?: BusinessHours }

/** A number whose every text waits for office hours, in the evening, and a fast carrier. */
export const createOffice = async ({
  number,
  settings,
  hours = officeHours,
}: Facts = {}): Promise<FakeApp> => {
  const app = createFakeApp()
  app.now = evening
  const named: NamedHours = {
    kind: 'business_hours',
    workspace,
    id: 'hrs_office',
    name: 'Office',
    createdAt: 1,
    ...hours,
    version: 0,
  }
  await app.commit(named)
  const rate = { segmentsPerSecond: 100 }
  await change(app, 'number', { hoursId: named.id, hoursPolicy: 'hold_all', rate, ...number })
  if (settings) await app.commit({ ...(await app.settings.get(workspace)), ...settings })
  return app
}

let texts = 0

export const customerWrites = (app: FakeApp, body = 'Hello', from = customer) =>
  receiveMessage(app, {
    carrier: 'aws',
    carrierMessageId: `in-${++texts}`,
    from,
    to: ourNumber,
    body,
    at: app.now,
  })

/** A conversation that Ana has claimed. */
export const startTalk = async (app: FakeApp, from = customer) => {
  await customerWrites(app, 'Hello', from)
  const conversation = app.all('conversation').find(({ phone }) => phone === from)
  if (!conversation) throw new Error('There is no conversation')
  return claimConversation(app, ana, conversation.id)
}

/** What reached phones, but for welcomes. */
export const sentTexts = (app: FakeApp): CarrierPart[] => {
  const origins = new Map(app.all('message').map(({ id, origin }) => [id, origin]))
  return app.sent.filter(({ messageId }) => origins.get(messageId) !== 'welcome')
}

export const bodiesOf = (texts: CarrierPart[]): string[] => texts.map(({ body }) => body)

/** An outbound message as it is stored. */
export const stored = (app: FakeApp, id: string): OutboundMessage => {
  const message = app.all('message').find((m) => m.id === id)
  if (message?.direction !== 'outbound') throw new Error('There is no such message')
  return message
}
