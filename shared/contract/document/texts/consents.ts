import type { consentOperations } from '../../api/consents.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const scope = '`workspace`: it holds for every number. `number`: it holds for `number_id` only.'
const source =
  'Who said it: the customer, an agent, a program by the API, or the carrier. `deadline`: nobody had decided on a text that reads like an opt-out.'

const termTexts = {
  purpose: 'What the texts are for.',
  source: 'Where it was given, such as a form or a call.',
  wording: 'The words that the customer read.',
  page: 'The address of the page with these words.',
}

const review = {
  id: `crv_${ids.inbound.slice(4)}`,
  phone: '+12065550123',
  contact_id: ids.contact,
  conversation_id: ids.conversation,
  message_id: ids.inbound,
  number_id: ids.number,
  state: 'open',
  received_at: '2026-11-27T14:00:00.000Z',
  due_at: '2026-12-11T14:00:00.000Z',
}

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
    listConsentReviews:
      'While one is open, texts to the phone that no agent wrote are held. Two business days before `due_at` the event `consent.review_due` tells of it; at `due_at` the phone opts out by itself (setting `opt_out_unreviewed`).',
    getConsentReview: 'Decided reviews stay and say who decided and why.',
    decideConsentReview:
      'Opting out blocks what is held for the phone, dismissing lets it go. Agents decide where they have a part in the conversation.',
    recordConsent:
      'An opt-out holds at once, for queued and held texts too. An opt-in needs its `reason`: the ledger keeps it as the evidence. Nothing is sent to the customer.',
    dismissConsentReview: 'Ends the review of the conversation without an opt-out.',
  },
  parameters: {
    listConsents: { phone: 'The phone in any common format, or a short code or name.' },
    dismissConsentReview: { id: 'The conversation with the review.' },
    listConsentReviews: {
      state: 'Those that wait for a decision, or those that were decided.',
      due_before: 'Only those that must be decided before this time.',
    },
    getConsentReview: { id: 'The review.' },
    decideConsentReview: { id: 'The review.' },
  },
  schemas: {
    Consent: {
      '': 'An entry of the ledger: what was received and sent, by whom, when and from where.',
      phone: 'The phone in E.164, or the short code or name.',
      contact_id: 'The contact who had this phone at that time.',
      action:
        '`opt_in_question`: the customer asked to opt in and was asked to confirm with YES. `attested`: whoever imported the phone says how its owner consented. The others tell of the record of the contact: it must not be contacted, or is enrolled.',
      scope,
      number_id: 'The number that the customer wrote to, or that the opt-out is about.',
      source,
      system: 'The outside system or program whose word on the contact it is. Missing where people said it.',
      play: 'What the contact was enrolled in.',
      import_id: 'The import whose row said it.',
      recorded_by: 'The agent or program that recorded it.',
      recorded_by_name: 'The name by which they were known then.',
      received: 'The text of the customer, where there was one.',
      'received.message_id': 'The message.',
      'received.body': 'Its words.',
      sent: 'The confirmation that went to the customer, where there was one.',
      'sent.message_id': 'The message.',
      'sent.body': 'Its words.',
      not_sent: 'Why no confirmation went to the customer, where one belonged there.',
      'not_sent.reason':
        '`answer_too_late`: it could not leave within five minutes. `too_many_answers`: the phone had as many automatic answers as it may in a day. `own_number`: one of our own numbers wrote. `carrier_answers`: the carrier answers this word itself. `blocked` by the send gate, `canceled` by a person, or `failed` at the carrier.',
      'not_sent.message_id': 'The message that did not leave, where there was one.',
      said_on:
        'The phone of the same contact on which it was said, where it was another one (setting `opt_out_covers`).',
      consent: 'What exactly the customer consented to, where that was recorded.',
      'consent.purpose': termTexts.purpose,
      'consent.source': termTexts.source,
      'consent.wording': termTexts.wording,
      'consent.page': termTexts.page,
      'consent.expires_at': 'When it ends: from then on it counts as none.',
      form: 'The form of a website in which it was said, or that asked what it answers.',
      'form.widget_id': 'The widget.',
      'form.consent_version': 'Which of its wordings was ticked.',
      'form.language': 'The language that it was read in.',
      'form.address_hash':
        'A keyed hash of the visitor’s address: one that somebody names can be compared with it.',
      'form.browser': 'The browser, such as Firefox.',
      reason: 'The evidence or the reason, in the words of whoever recorded it.',
      at: 'When it was said.',
      recorded_at: 'When it was recorded.',
    },
    ConsentPage: {
      '': 'A page of the ledger, and what it comes to.',
      states: 'What counts now: one entry for each scope that something was said about.',
    },
    ConsentState: {
      '': 'What counts for a phone now.',
      state: 'Whether texts may go to the phone.',
      scope,
      number_id: 'The number, where the scope is one.',
      source,
      at: 'Since when it counts.',
      expires_at: 'When an opt-in ends: from then on it counts as none.',
    },
    ConsentReview: {
      '': 'A text of a customer that reads like an opt-out without being a keyword.',
      phone: 'The phone that wrote it, in E.164.',
      contact_id: 'The contact who had this phone at that time.',
      conversation_id: 'The conversation to which the text came.',
      message_id: 'The text.',
      number_id: 'The number that it was sent to.',
      state:
        '`open`: it waits for a decision. `opted_out`, `opted_in`: decided so, or settled by what the customer said since. `dismissed`: it was no opt-out.',
      received_at: 'When the text was written.',
      due_at: 'Until when it must be decided: ten business days after it came (47 CFR 64.1200(a)(10)).',
      decided_at: 'When it was decided.',
      decided_by: 'The agent or program that decided.',
      decided_by_name: 'The name by which they were known then.',
      reason: 'Why, in their words.',
    },
    ConsentReviewPage: { '': 'A page of reviews, the one that is due first at the top.' },
    DecideConsentReviewBody: {
      '': 'What the text meant.',
      decision: '`opt_out`: the customer wants no texts. `dismiss`: it was no opt-out.',
      reason: 'Why, in your words. Dismissing needs it.',
    },
    RecordConsentBody: {
      '': 'What the customer said on another way than by text.',
      action: 'Whether the customer wants texts.',
      phone: 'The phone in any common format.',
      number_id: 'The number that it is about, in a workspace where opt-outs hold for one number.',
      conversation_id: 'The conversation whose consent review this settles.',
      reason: 'The evidence or the reason. An opt-in needs one.',
      consent: 'What exactly the customer consented to, with an opt-in.',
      'consent.purpose': termTexts.purpose,
      'consent.source': termTexts.source,
      'consent.wording': termTexts.wording,
      'consent.page': termTexts.page,
      'consent.expires_at': 'When it ends.',
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
    ConsentReview: review,
    ConsentReviewPage: { data: [review], has_more: false },
    DecideConsentReviewBody: { decision: 'dismiss', reason: 'Asks for texts after noon only.' },
    RecordConsentBody: {
      action: 'opt_in',
      phone: '+12065550123',
      reason: 'Signed the form at the counter.',
      consent: { purpose: 'offers', source: 'paper form', wording: 'Yes, text me your offers.' },
    },
  },
}
