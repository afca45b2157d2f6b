import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEvents } from '#adapters/aws/events.ts'
import { type EventType, events } from '#contract/events/events.ts'
import type { DomainEvent, EventBody } from '#domain/changes/domain-event.ts'
import { type AwsService, startAwsService } from '../../support/aws-service.ts'

let service: AwsService
beforeEach(async () => {
  service = await startAwsService()
  service.answer = ({ body }) => ({
    status: 200,
    body: { FailedEntryCount: 0, Entries: entriesOf(body).map(() => ({ EventId: 'e' })) },
  })
})
afterEach(() => service.stop())

type Entry = { EventBusName: string; Source: string; DetailType: EventType; Detail: string; Time: number }
const entriesOf = (body: Record<string, unknown>) => body.Entries as Entry[]
const publish = (published: DomainEvent[]) =>
  createEvents('parley-main', new EventBridgeClient(service.client)).publish(published)

const entry = '01m7zvtrzk000000wz56d9nqxz6fphrtq2'
const message = {
  messageId: `msg_${entry}`,
  conversationId: `cnv_${entry}`,
  numberId: 'num_01m7zvtrzk',
  direction: 'outbound',
  origin: 'agent',
  status: 'queued',
  version: 1,
} as const
const conversation = {
  conversationId: `cnv_${entry}`,
  numberId: 'num_01m7zvtrzk',
  contactId: 'con_01m7zvtrzk',
  state: 'open',
  claimedBy: 'agt_01m7zvtrzk',
  teamId: 'tem_01m7zvtrzk',
  changed: ['claimedBy', 'teamId'],
  version: 2,
} as const
const supportCase = {
  caseId: 'cas_01m7zvtrzk',
  contactId: 'con_01m7zvtrzk',
  state: 'done',
  assignee: 'agt_01m7zvtrzk',
  teamId: 'tem_01m7zvtrzk',
  version: 2,
} as const
const consent = {
  consentId: 'cns_1',
  contactId: 'con_01m7zvtrzk',
  action: 'opt_out',
  scope: 'workspace',
  source: 'customer',
  numberId: 'num_01m7zvtrzk',
} as const
const credit = { entryId: 'crd_1', left: 3, messageId: `msg_${entry}` } as const

const brandCap = {
  brandId: 'B1',
  carrier: 't_mobile',
  day: '2026-11-27',
  segmentsPerDay: 2_000,
} as const

/** One of each type; the compiler says when a new one is missing. */
const bodies: { [Type in EventType]: Extract<EventBody, { type: Type | EventType }>['data'] } = {
  'message.received': { ...message, direction: 'inbound', origin: 'customer', status: 'received' },
  'message.created': message,
  'message.updated': message,
  'message.reacted': {
    messageId: message.messageId,
    conversationId: message.conversationId,
    numberId: message.numberId,
    emoji: '👍',
    removed: false,
    version: 2,
  },
  'message.filed': {
    messageId: message.messageId,
    conversationId: message.conversationId,
    numberId: message.numberId,
    caseId: 'cas_01m7zvtrzk',
    version: 3,
  },
  'case.created': supportCase,
  'case.updated': supportCase,
  'case.resolved': supportCase,
  'case.reopened': supportCase,
  'case.commented': { caseId: 'cas_01m7zvtrzk', entryId: 'cen_1', public: false },
  'case.notice_due': { caseId: 'cas_01m7zvtrzk', entryId: 'cen_1' },
  'case.page_due': { caseId: 'cas_01m7zvtrzk' },
  'conversation.created': conversation,
  'conversation.updated': conversation,
  'note.created': { noteId: `not_${entry}`, conversationId: `cnv_${entry}` },
  'consent.changed': consent,
  'contact.created': { contactId: 'con_01m7zvtrzk', version: 1 },
  'contact.updated': { contactId: 'con_01m7zvtrzk', version: 2 },
  'contact.merged': { contactId: 'con_01m7zvtrzk', mergedInto: 'con_01m7zvtrzm', version: 3 },
  'consent.review_due': {
    reviewId: `crv_${entry}`,
    contactId: 'con_01m7zvtrzk',
    conversationId: `cnv_${entry}`,
    messageId: `msg_${entry}`,
    dueAt: '2026-12-11T14:00:00.000Z',
  },
  'credits.low': credit,
  'credits.used_up': credit,
  'daily_cap.low': brandCap,
  'daily_cap.used_up': { numberId: 'num_01m7zvtrzk', day: '2026-11-27', segmentsPerDay: 2_000 },
  'email.created': { emailId: 'eml_01m7zvtrzk', contactId: 'con_01m7zvtrzk', status: 'queued', version: 1 },
  'email.updated': { emailId: 'eml_01m7zvtrzk', status: 'bounced', reason: 'mailbox_unknown', version: 3 },
  'record.changed': { kind: 'view', recordId: 'viw_01m7zvtrzk', agentId: 'agt_01m7zvtrzk', version: 2 },
  'agent.changed': { agentId: 'agt_01m7zvtrzk', active: false, version: 2 },
  'agent.available': { agentId: 'agt_01m7zvtrzk', active: true, version: 3 },
  'agent.away': { agentId: 'agt_01m7zvtrzk', active: true, version: 4 },
  'agent.read': { agentId: 'agt_01m7zvtrzk', conversationId: `cnv_${entry}`, unread: false },
  'agent.draft_saved': { agentId: 'agt_01m7zvtrzk', conversationId: `cnv_${entry}`, version: 2 },
  'webhook_endpoint.disabled': { webhookEndpointId: 'whk_01m7zvtrzk', reason: 'unreachable', version: 31 },
  'workflow.triggered': {
    workflowId: 'wfl_01m7zvtrzk',
    trigger: 'customer_message',
    conversationId: `cnv_${entry}`,
    contactId: 'con_01m7zvtrzk',
    messageId: `msg_${entry}`,
    caseId: 'cas_01m7zvtrzk',
  },
  'push.created': { pushId: 'psh_01m7zvtrzk', agentId: 'agt_01m7zvtrzk' },
  'agent.preferences_changed': { agentId: 'agt_01m7zvtrzk', version: 2 },
}
const eventOf = (type: string, data: object) =>
  ({
    ...{ id: 'change-1', workspace: 'wks_a', at: Date.parse('2026-11-27T17:00:00Z') },
    ...{ type, data, by: { kind: 'agent', id: 'agt_1' } },
  }) as DomainEvent

test.each(Object.entries(bodies))(
  '%s leaves as the contract describes it, and with nothing else',
  async (type, data) => {
    await publish([eventOf(type, data)])
    const [{ DetailType, Detail } = { DetailType: 'message.created', Detail: '' }] = entriesOf(
      service.requests[0]?.body ?? {},
    )
    expect(DetailType).toBe(type)
    const detail = JSON.parse(Detail)
    expect(events[DetailType as EventType]().parse(detail)).toEqual(detail)
    expect(detail).toMatchObject({
      version: 1,
      at: '2026-11-27T17:00:00.000Z',
      by: { kind: 'agent', id: 'agt_1' },
    })
  },
)

test('fields that changed are told in the names of the API', async () => {
  await publish([
    eventOf('conversation.updated', { ...conversation, changed: ['claimedBy', 'merged', 'state'] }),
  ])
  const [{ Detail } = { Detail: '' }] = entriesOf(service.requests[0]?.body ?? {})
  expect(JSON.parse(Detail).data.changed).toEqual(['claimed_by', 'merged_into', 'state'])
})

test('an event goes to the bus of the stage, from parley, with the time of the change', async () => {
  await publish([eventOf('message.created', message)])
  expect(entriesOf(service.requests[0]?.body ?? {})).toMatchObject([
    { EventBusName: 'parley-main', Source: 'parley', Time: Date.parse('2026-11-27T17:00:00Z') / 1000 },
  ])
})

test('more events than one request takes go in several, in their order', async () => {
  const many = Array.from({ length: 12 }, (_, i) => ({
    ...eventOf('message.created', message),
    id: `change-${i}`,
  }))
  await publish(many)
  const ids = service.requests.map(({ body }) => entriesOf(body).map(({ Detail }) => JSON.parse(Detail).id))
  expect(ids.map((batch) => batch.length)).toEqual([10, 2])
  expect(ids.flat()).toEqual(many.map(({ id }) => id))
})

test('an event that the bus did not take is an error with its code: the whole batch of the stream comes again', async () => {
  service.answer = () => ({
    status: 200,
    body: { FailedEntryCount: 1, Entries: [{ EventId: 'e' }, { ErrorCode: 'ThrottlingException' }] },
  })
  const both = [eventOf('message.created', message), eventOf('message.updated', message)]
  await expect(publish(both)).rejects.toMatchObject({ facts: { failed: 1, code: 'ThrottlingException' } })
})
