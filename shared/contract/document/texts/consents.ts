import type { consentOperations } from '../../api/consents.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const scope = '`workspace`: it holds for every number. `number`: it holds for `number_id` only.'
const source = 'Who said it: the customer, an agent, a program by the API, or the carrier.'

const consent = {
  id: 'cns_01k9xq7m2a00000d4k7p2mjw8rtq5f0s9a',
  phone: '+12065550123',
  contact_id: ids.contact,
  action: 'opt_out',
  scope: 'workspace',
  source: 'customer',
  number_id: ids.number,
  received: { message_id: ids.inbound, body: 'STOP' },
  sent: { message_id: ids.outbound, body: 'Your request to unsubscribe has been processed.' },
  at: '2026-11-27T14:00:00.000Z',
  recorded_at: '2026-11-27T14:00:00.412Z',
}

export const consentTexts: Texts<typeof consentOperations> = {
  tag: {
    name: 'Consents',
    description:
      'Who may be texted. Opt-outs and opt-ins form a ledger to which entries are added and from which none is taken away.',
  },
  operations: {
    listConsents: 'The answer also has `states`, what the ledger comes to now.',
    recordConsent:
      'An opt-out holds at once, for queued and held texts too. An opt-in needs its `reason`: the ledger keeps it as the evidence. Nothing is sent to the customer.',
    dismissConsentReview: 'Ends the review of the conversation without an opt-out.',
  },
  parameters: {
    listConsents: { phone: 'The phone in any common format, or a short code or name.' },
    dismissConsentReview: { id: 'The conversation with the review.' },
  },
  schemas: {
    Consent: {
      '': 'An entry of the ledger: what was received and sent, by whom, when and from where.',
      phone: 'The phone in E.164, or the short code or name.',
      contact_id: 'The contact who had this phone at that time.',
      action: '`opt_in_question`: the customer asked to opt in and was asked to confirm with YES.',
      scope,
      number_id: 'The number that the customer wrote to, or that the opt-out is about.',
      source,
      recorded_by: 'The agent or program that recorded it.',
      recorded_by_name: 'The name by which they were known then.',
      received: 'The text of the customer, where there was one.',
      'received.message_id': 'The message.',
      'received.body': 'Its words.',
      sent: 'The confirmation that went to the customer, where there was one.',
      'sent.message_id': 'The message.',
      'sent.body': 'Its words.',
      reason: 'The evidence or the reason, in the words of whoever recorded it.',
      at: 'When it was said.',
      recorded_at: 'When it was recorded.',
    },
    ConsentPage: {
      '': 'A page of the ledger, and what it comes to.',
      states: 'What counts now: one entry for each scope that something was said about.',
      'states.state': 'Whether texts may go to the phone.',
      'states.scope': scope,
      'states.number_id': 'The number, where the scope is one.',
      'states.source': source,
      'states.at': 'Since when it counts.',
    },
    RecordConsentBody: {
      '': 'What the customer said on another way than by text.',
      action: 'Whether the customer wants texts.',
      phone: 'The phone in any common format.',
      number_id: 'The number that it is about, in a workspace where opt-outs hold for one number.',
      conversation_id: 'The conversation whose consent review this settles.',
      reason: 'The evidence or the reason. An opt-in needs one.',
    },
  },
  examples: {
    Consent: consent,
    ConsentPage: {
      data: [consent],
      has_more: false,
      states: [
        { state: 'opted_out', scope: 'workspace', source: 'customer', at: '2026-11-27T14:00:00.000Z' },
      ],
    },
    RecordConsentBody: { action: 'opt_in', phone: '+12065550123', reason: 'Signed the form at the counter.' },
  },
}
