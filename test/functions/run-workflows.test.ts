import { expect, test } from 'vitest'
import type { ParleyEvent } from '#contract/events/events.ts'
import { happeningOf } from '../../functions/run-workflows/happening-of.ts'

const eventOf = (type: string, data: object, by?: object) =>
  ({
    id: 'e',
    type,
    version: 1,
    workspace: 'wks_a',
    at: '2026-11-27T17:00:00.000Z',
    by,
    data,
  }) as never as ParleyEvent

const text = {
  conversation_id: 'cnv_1',
  message_id: 'msg_1',
  direction: 'outbound',
  origin: 'agent',
  status: 'queued',
}
const carrier = { kind: 'carrier' }

test.each<[string, object, object | undefined, string[], string[]]>([
  [
    'message.received',
    { ...text, opens: true },
    undefined,
    ['customer_first_message', 'customer_message'],
    ['no_answer'],
  ],
  ['message.received', text, undefined, ['customer_message'], ['no_answer']],
  ['message.created', text, undefined, ['agent_message'], ['no_reply']],
  ['message.created', { ...text, status: 'held' }, undefined, ['agent_message'], []],
  ['message.updated', text, undefined, [], ['no_reply']],
  ['message.created', { ...text, origin: 'api' }, undefined, [], ['no_reply']],
  ['message.updated', { ...text, status: 'failed' }, carrier, ['message_failed'], ['no_answer']],
  ['conversation.created', { conversation_id: 'cnv_1', state: 'open' }, undefined, [], ['unclaimed']],
  ['conversation.updated', { state: 'closed', changed: ['state'] }, undefined, ['conversation_closed'], []],
  [
    'conversation.updated',
    { state: 'open', changed: ['state', 'claimed_by'] },
    undefined,
    ['conversation_reopened'],
    ['unclaimed'],
  ],
  [
    'conversation.updated',
    { state: 'open', claimed_by: 'agt_1', changed: ['claimed_by'] },
    undefined,
    ['conversation_claimed'],
    [],
  ],
  [
    'conversation.updated',
    { state: 'open', changed: ['claimed_by'] },
    undefined,
    ['conversation_released'],
    ['unclaimed'],
  ],
  ['consent.changed', { contact_id: 'con_1', action: 'opt_out' }, undefined, ['opted_out'], []],
  ['contact.created', { contact_id: 'con_1' }, undefined, ['contact_created'], []],
  ['case.created', { case_id: 'cas_1', contact_id: 'con_1' }, undefined, ['case_created'], []],
  ['case.updated', { case_id: 'cas_1', changed: ['status'] }, undefined, ['case_updated'], []],
  ['case.resolved', { case_id: 'cas_1', changed: ['state'] }, undefined, ['case_state', 'case_updated'], []],
  ['agent.available', { agent_id: 'agt_1' }, undefined, ['agent_available'], []],
])('%s with %o by %o is %o to workflows, and may begin %o', (type, data, by, triggers, waits) => {
  expect(happeningOf(eventOf(type, data, by))).toMatchObject({ eventId: 'e', triggers, waits })
})

test.each<[string, object, object?]>([
  ['message.received', { ...text, conversation_id: undefined }],
  ['message.created', { ...text, origin: 'welcome' }],
  ['message.created', { ...text, origin: 'workflow' }, { kind: 'workflow' }],
  ['message.updated', { ...text, origin: 'workflow', status: 'failed' }, carrier],
  ['message.updated', { ...text, status: 'delivered' }, carrier],
  ['conversation.updated', { state: 'open', changed: ['tags'] }],
  ['consent.changed', { contact_id: 'con_1', action: 'opt_in' }],
])('%s with %o by %o is nothing to workflows', (type, data, by) => {
  expect(happeningOf(eventOf(type, data, by))).toBeUndefined()
})

test.each([
  ['conversation.updated', { state: 'closed', changed: ['state'] }, { kind: 'workflow', id: 'wfl_1' }],
  ['case.created', { case_id: 'cas_1' }, { kind: 'workflow', id: 'wfl_1' }],
] as const)('%s with %o by %o names the workflow that did it, and begins no wait', (type, data, by) => {
  expect(happeningOf(eventOf(type, data, by))).toMatchObject({ causedBy: 'wfl_1', waits: [] })
})
