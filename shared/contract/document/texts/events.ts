import type { EventType } from '../../events/events.ts'
import { ids } from './shared.ts'

const message = {
  message_id: ids.outbound,
  conversation_id: ids.conversation,
  number_id: ids.number,
  direction: 'outbound',
  origin: 'agent',
  status: 'queued',
  version: 1,
}
const conversation = {
  conversation_id: ids.conversation,
  number_id: ids.number,
  contact_id: ids.contact,
  state: 'open',
  claimed_by: ids.ana,
  team_id: ids.team,
  changed: ['claimed_by'],
  version: 4,
}
const supportCase = {
  case_id: ids.case,
  contact_id: ids.contact,
  state: 'open',
  assignee: ids.ana,
  team_id: ids.team,
  changed: ['status'],
  version: 3,
}
const dailyCap = { brand_id: 'B1A2C3', carrier: 't_mobile', day: '2026-11-27', segments_per_day: 10_000 }
const credits = { entry_id: 'crd_000000004k0', left: 15, message_id: ids.outbound }

/** When each event is told, and what it holds. */
export const eventTexts: Record<EventType, { when: string; by?: object; data: object }> = {
  'message.received': {
    when: 'A text of a customer was stored.',
    by: { kind: 'customer' },
    data: {
      ...message,
      message_id: ids.inbound,
      direction: 'inbound',
      origin: 'customer',
      status: 'received',
      opens: true,
    },
  },
  'message.created': {
    when: 'A text to a customer was accepted: it is queued, held or blocked.',
    by: { kind: 'agent', id: ids.ana },
    data: message,
  },
  'message.updated': {
    when: 'A text has another status, or other words while it is held.',
    by: { kind: 'carrier' },
    data: { ...message, status: 'delivered', version: 3 },
  },
  'message.reacted': {
    when: 'A customer reacted to a text of ours, or took that away.',
    by: { kind: 'customer' },
    data: {
      message_id: ids.outbound,
      conversation_id: ids.conversation,
      number_id: ids.number,
      emoji: '👍',
      removed: false,
      version: 4,
    },
  },
  'message.filed': {
    when: 'Somebody filed a text to another case, or to none, or said that a guess was right; or took that back, and then `by` is missing.',
    by: { kind: 'agent', id: ids.ana },
    data: {
      message_id: ids.inbound,
      conversation_id: ids.conversation,
      number_id: ids.number,
      case_id: ids.case,
      version: 3,
    },
  },
  'case.created': {
    when: 'A case was opened.',
    by: { kind: 'agent', id: ids.ana },
    data: { ...supportCase, changed: undefined, version: 1 },
  },
  'case.updated': {
    when: 'What is said of a case changed. Of its texts the events of messages tell.',
    by: { kind: 'program', id: 'crm' },
    data: supportCase,
  },
  'case.resolved': {
    when: 'A case is done.',
    by: { kind: 'agent', id: ids.ana },
    data: { ...supportCase, state: 'done', changed: ['state'] },
  },
  'case.reopened': {
    when: 'A case that was done is open again, by somebody or by a text of its customer.',
    by: { kind: 'customer' },
    data: { ...supportCase, changed: ['state'] },
  },
  'case.commented': {
    when: 'Somebody wrote a comment into a case.',
    by: { kind: 'agent', id: ids.ana },
    data: { case_id: ids.case, entry_id: 'cen_01k9xq7m2a00000d4k7p', public: false },
  },
  'case.notice_due': {
    when: 'Something happened to a case, and its customer is told of it as the setting `case_texts` says.',
    by: { kind: 'agent', id: ids.ana },
    data: { case_id: ids.case, entry_id: 'cen_01k9xq7m2a00000d4k7p' },
  },
  'case.page_due': {
    when: 'The page that the customer of a case may open is to be written again.',
    by: { kind: 'system' },
    data: { case_id: ids.case },
  },
  'note.created': {
    when: 'A note was written into a conversation.',
    by: { kind: 'agent', id: ids.ana },
    data: { note_id: ids.note, conversation_id: ids.conversation, mentions: [ids.ben] },
  },
  'conversation.created': {
    when: 'A conversation began.',
    by: { kind: 'customer' },
    data: { ...conversation, claimed_by: undefined, changed: undefined, version: 1 },
  },
  'conversation.updated': {
    when: 'The state, claim, people, tags, team, subject or review of a conversation changed. Of its texts the events of messages tell.',
    by: { kind: 'agent', id: ids.ana },
    data: conversation,
  },
  'consent.changed': {
    when: 'An entry was added to the ledger of consent.',
    by: { kind: 'customer' },
    data: {
      consent_id: 'cns_01k9xq7m2a00000d4k7p2mjw8rtq5f0s9a',
      contact_id: ids.contact,
      action: 'opt_out',
      scope: 'workspace',
      source: 'customer',
      number_id: ids.number,
    },
  },
  'contact.created': {
    when: 'A contact was created, or a customer wrote for the first time.',
    by: { kind: 'customer' },
    data: { contact_id: ids.contact, version: 1 },
  },
  'contact.updated': {
    when: 'Facts of a contact changed. What its phones say on consent is told by `consent.changed`.',
    by: { kind: 'agent', id: ids.ana },
    data: { contact_id: ids.contact, version: 3 },
  },
  'contact.merged': {
    when: 'A contact became part of another one, for which its id stands from then on.',
    by: { kind: 'agent', id: ids.ana },
    data: { contact_id: ids.contactMerged, merged_into: ids.contact, version: 2 },
  },
  'consent.review_due': {
    when: 'A text that reads like an opt-out must be decided on within two business days.',
    by: { kind: 'system' },
    data: {
      review_id: `crv_${ids.inbound.slice(4)}`,
      contact_id: ids.contact,
      conversation_id: ids.conversation,
      message_id: ids.inbound,
      due_at: '2026-12-11T14:00:00.000Z',
    },
  },
  'credits.low': { when: 'As few credits are left as the setting `warn_at` says.', data: credits },
  'credits.used_up': { when: 'No credits are left.', data: { ...credits, left: 0 } },
  'daily_cap.low': { when: 'Four fifths of a daily cap are used: once a day.', data: dailyCap },
  'daily_cap.used_up': {
    when: 'A text waits for the next day, for a daily cap does not let it through: once a day.',
    data: dailyCap,
  },
  'email.created': {
    when: 'An e-mail to a contact was accepted.',
    data: { email_id: ids.email, contact_id: ids.contact, status: 'queued', version: 1 },
  },
  'email.updated': {
    when: 'An e-mail was sent, arrived, came back or was called spam.',
    by: { kind: 'system' },
    data: {
      email_id: ids.email,
      contact_id: ids.contact,
      status: 'bounced',
      reason: 'mailbox_unknown',
      version: 4,
    },
  },
  'webhook_endpoint.disabled': {
    when: 'An endpoint of webhooks did not answer for three days, or said that it is gone.',
    by: { kind: 'system' },
    data: { webhook_endpoint_id: ids.webhookEndpoint, reason: 'unreachable', version: 31 },
  },
  'workflow.triggered': {
    when: 'A workflow with the action `webhook` did it. It goes to the endpoint that the action names, and to no other.',
    by: { kind: 'workflow', id: ids.workflow },
    data: {
      workflow_id: ids.workflow,
      trigger: 'customer_message',
      conversation_id: ids.conversation,
      contact_id: ids.contact,
      message_id: ids.inbound,
    },
  },
  'record.changed': {
    when: 'A contact, number, team, view, review of consent, an unreadable payload or the settings changed.',
    data: { kind: 'number', record_id: ids.number, version: 3 },
  },
  'agent.changed': {
    when: 'An agent was invited, edited, deactivated or activated.',
    data: { agent_id: ids.ana, active: true, version: 2 },
  },
  'agent.available': {
    when: 'From now on conversations may be handed to the agent.',
    data: { agent_id: ids.ana, active: true, version: 3 },
  },
  'agent.away': {
    when: 'From now on no conversations are handed to the agent: they said so, an admin did, or they were deactivated.',
    data: { agent_id: ids.ana, active: true, version: 4 },
  },
  'agent.read': {
    when: 'An agent has read a conversation, or marked it unread.',
    by: { kind: 'agent', id: ids.ana },
    data: { agent_id: ids.ana, conversation_id: ids.conversation, unread: false },
  },
  'agent.draft_saved': {
    when: 'An agent has begun to write, or has thrown away what they had begun.',
    by: { kind: 'agent', id: ids.ana },
    data: { agent_id: ids.ana, conversation_id: ids.conversation, version: 5 },
  },
  'push.created': {
    when: 'A browser of an agent is to be pushed something.',
    by: { kind: 'system' },
    data: { push_id: 'psh_01k9xq7m2a00000d4k7p7c3k9q1m5v8x2d6f0h4j', agent_id: ids.ana },
  },
  'agent.preferences_changed': {
    when: 'An agent has changed how they like to work.',
    by: { kind: 'agent', id: ids.ana },
    data: { agent_id: ids.ana, version: 2 },
  },
}

export const eventSchemas = {
  Cause: {
    '': 'Who or what brought a change about, so that nothing answers what it caused itself.',
    kind: 'What it was.',
    id: 'The agent, the program, or the name of the rule.',
  },
  /** What every event has; the schema of each is like this one. */
  Event: {
    id: 'The same when an event comes a second time.',
    type: 'What happened.',
    version: 'The version of the shape of this event.',
    workspace: 'Where it happened.',
    at: 'When it happened.',
    by: 'Who or what brought it about. Missing where nobody wrote it down.',
    data: 'Ids and states. Whoever needs the words asks the API, where access is checked.',
    'data.conversation_id': 'The conversation. Missing where there is none.',
    'data.direction': 'Who wrote the text.',
    'data.origin': 'Who or what wrote the text.',
    'data.status': 'How far the text or the e-mail has come.',
    'data.reason': 'Why it did not leave or arrive.',
    'data.email_id': 'The e-mail.',
    'data.push_id': 'The push.',
    'data.state': 'The state of the conversation or of the case.',
    'data.assignee': 'The agent who works on the case.',
    'data.public': 'Whether customers may see it.',
    'data.case_id': 'The case. Missing where a text has none.',
    'data.claimed_by': 'The agent who claimed it.',
    'data.media_count': 'How many pictures and other files it has. Missing where it has none.',
    'data.searchable': 'The text is found by its words. Missing where the workspace does not search them.',
    'data.automated': 'Workflows may start from the text. Missing where none was on when it was stored.',
    'data.opens': 'The text began its conversation, or opened it again. Missing where it did not.',
    'data.changed': 'The fields that are not as they were, in the names of the API. Missing where it is new.',
    'data.workflow_id': 'The workflow.',
    'data.trigger': 'What it began with.',
    'data.version': 'Grows with every change: events may overtake each other.',
    'data.consent_id': 'The entry of the ledger.',
    'data.widget_id': 'The widget whose form asked for it, or that it answers.',
    'data.system': 'The outside system or program whose word on the contact it is.',
    'data.merged_into': 'The contact for which its id stands from now on.',
    'data.action': 'What was said.',
    'data.scope': 'Where it holds: in the workspace, or for `number_id`.',
    'data.source': 'Who said it.',
    'data.mentions': 'The agents whom the note calls.',
    'data.entry_id': 'The line of the ledger of credits, or of the timeline of the case.',
    'data.review_id': 'The review.',
    'data.due_at': 'Until when it must be decided.',
    'data.left': 'How many credits are left.',
    'data.message_id': 'The text.',
    'data.brand_id': 'The brand whose cap it is.',
    'data.carrier': 'The carrier whose cap it is.',
    'data.number_id': 'The number.',
    'data.day': 'The day of the carrier, such as `2026-11-27`.',
    'data.segments_per_day': 'How many segments the cap allows in a day.',
    'data.emoji': 'The emoji that phones show for it.',
    'data.removed': 'Whether it was taken away again.',
    'data.webhook_endpoint_id': 'The endpoint.',
    'data.kind': 'What was changed.',
    'data.record_id': 'Its id. Missing for the settings.',
    'data.agent_id': 'The agent whose it is.',
    'data.active': 'Whether the agent may still work.',
    'data.unread': 'Whether it was marked unread.',
  },
}
