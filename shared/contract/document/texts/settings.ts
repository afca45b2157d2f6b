import type { settingsOperations } from '../../api/settings.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const settings = {
  company_name: 'Acme Heating',
  country: 'US',
  thread_scope: 'customer',
  reopen_within_seconds: 432_000,
  enabled_countries: ['US', 'CA'],
  opt_out_scope: 'workspace',
  languages: ['en', 'es', 'fr'],
  opt_out_covers: 'contact',
  opt_out_unreviewed: true,
  campaign_consent: 'off',
  support_contact: '206-555-0100',
  crm_link: 'https://crm.example.com/contacts/{external_id}',
  email: { from_address: 'desk@acme.example', from_name: 'Acme Heating' },
  double_opt_in: false,
  quiet_hours: 'campaigns',
  frequency_caps: 'campaigns',
  daily_caps: [{ brand_id: 'B1A2C3', carrier: 't_mobile', segments_per_day: 10_000 }],
  review_after_reply: false,
  searchable_attributes: ['Order'],
  text_search: 'off',
  systems: [
    {
      key: 'syncro',
      name: 'Syncro',
      case_url: 'https://acme.syncromsp.com/tickets/{id}',
      contact_url: 'https://acme.syncromsp.com/customers/{id}',
    },
  ],
  case_replies: 'join_open',
  case_numbers: [ids.number],
  case_question: 'off',
  case_page_asks_digits: 'off',
  case_texts: [{ type: 'ticket', event: 'created', sms_template_id: ids.template, on: true }],
  case_margin: 3,
  notify_after_claim: 'nobody',
  notices_from: ids.number,
  event_feed: 'off',
  report_zone: 'America/Denver',
  first_answer_within_seconds: 900,
  next_answer_within_seconds: 3_600,
  case_pop: 'with_cases',
  mms_credits: 3,
  credits: {
    enabled: true,
    included_per_month: 200,
    pack_size: 2_500,
    packs_after_days: 30,
    warn_at: 15,
  },
  version: 1,
}

export const settingsTexts: Texts<typeof settingsOperations> = {
  tag: { name: 'Settings', description: 'What a workspace decides for all its numbers.' },
  operations: {
    getSettings: 'A workspace that has decided nothing has the defaults, with version 0.',
    editSettings: 'What is left out stays. A change counts for the next text, and for texts that are held.',
  },
  schemas: {
    Settings: {
      '': 'The settings of the workspace.',
      company_name: 'The name in automatic texts such as the welcome.',
      country: 'Where phones without a country code are (ISO 3166 alpha-2).',
      thread_scope:
        'Whether a customer has one open conversation (`customer`), or one with each number (`customer_and_number`).',
      reopen_within_seconds:
        "A conversation that was closed less than this long ago is reopened by the customer's next text.",
      enabled_countries: 'Where texts may go (ISO 3166 alpha-2).',
      opt_out_scope:
        'Whether an opt-out holds for the whole workspace, or for the number that was written to.',
      languages:
        'In which languages what a customer says is read as an opt-out, opt-in or call for help. STOP, START, HELP and the other words that carriers require count in any case.',
      opt_out_covers:
        'Whether an opt-out holds for every phone of the contact, or for the one on which it was said. START likewise.',
      opt_out_unreviewed:
        'Whether a text that reads like an opt-out opts out at its deadline where nobody has decided on it.',
      campaign_consent:
        'Whether campaigns need consent on record: they are refused without one (`no_consent`).',
      support_contact:
        'How customers reach a person: a phone, an e-mail, a page. The default answer to HELP says it, and other texts where they have the words `(Support Contact)`.',
      crm_link:
        'Where a customer is found in the CRM of the company, as a link for agents: an https address with placeholders. `{phone}` is the phone in E.164; `{external_id}` is the id of a contact that one system knows, `{external_id.crm}` the one in the system `crm`. Where a contact lacks it there is no link.',
      email:
        'As whom e-mails to customers are written. The address, or its domain, must be verified in Amazon SES and named in the settings of the deployment. Without a sender nothing is mailed.',
      'email.from_address': 'The address in From.',
      'email.from_name': 'The name before it.',
      'email.reply_to': 'Where answers go. Default: to `from_address`.',
      double_opt_in: 'Whether START is answered with a question and only YES opts in.',
      quiet_hours:
        'Which texts wait for the end of the quiet hours where the customer is: campaigns, everything automated, or none.',
      frequency_caps:
        'Whether the laws of states on how often one may solicit hold campaigns. `GET /v1/rules` lists them.',
      daily_caps:
        'What a carrier takes from all numbers of a brand in one of its days. More waits for the next day. It stands in place of `rate.segments_per_day` of these numbers.',
      'daily_caps.brand_id': 'The brand, as in `registration.brand_id` of its numbers.',
      'daily_caps.carrier':
        'Whose cap it is. Texts to customers of other carriers do not count, once a receipt has told whose they are.',
      'daily_caps.segments_per_day':
        "Segments in a day of the carrier; T-Mobile's begins at midnight in Los Angeles.",
      review_after_reply:
        'Whether an automated text that was held waits for a person where the customer wrote meanwhile.',
      searchable_attributes:
        'Names of attributes, at most five, by whose beginning contacts are found with `query`. It counts for contacts that are written from then on: others join at their next edit, merge or import.',
      text_search:
        'Whether texts are found by their words, for 90 days. It counts for texts that come or leave from then on; each costs about one write unit for each of its words.',
      systems: 'Outside systems that cases and contacts are kept in, too.',
      'systems.key': 'How programs name the system, as in `external.system` of a case.',
      'systems.name': 'How people call it.',
      'systems.case_url': 'Where a case is found there: an https address in which `{id}` stands for the id.',
      'systems.contact_url': 'The same for a contact.',
      case_replies:
        'Whether the reply to an automatic text of a case joins the open conversation (`join_open`), or closes it and starts a new one as replies to other texts do (`start_new`).',
      case_numbers:
        'Numbers that cases text from, all of one country, so that each open case of a customer has one of its own and a reply finds it by its number. Without them cases text from the usual number.',
      case_question:
        'Whether a customer is asked which case a text is about, where the rules leave that open: once in 24 hours, not where `agent_send_only` is set, and not within 15 minutes of a text of ours in the conversation. The answer files the text that was asked about, too.',
      case_texts:
        'What customers are told of their cases, by type and event. It leaves by itself, as the send gate lets it; whoever changes the case may say with `notify` that it does not.',
      'case_texts.type': 'Of cases of this type.',
      'case_texts.event':
        '`created`: a case was opened. `status`: it has another status. `done`: it was resolved. `updated`: the frame for what somebody writes as an update, which it says with `case.update`.',
      'case_texts.sms_template_id':
        'The template of the text, whose use is `case`. Without one none is sent.',
      'case_texts.email_template_id': 'The template of the e-mail. Without one none is sent.',
      'case_texts.on': 'False keeps the choice, and tells nobody.',
      case_page_asks_digits:
        "Whether the page of a case asks for the last four digits of the customer's phone before it shows anything. A page that exists follows when its case changes next, or is asked for again.",
      case_margin:
        'How many times as old as the last text of a case the one before must be, of another case, for a reply to be filed to the last one without a mark. A larger number marks more, and files fewer to the wrong case.',
      notify_after_claim:
        'Who is still told of new texts once somebody has claimed the conversation: nobody, whoever claimed it, or every notification user of the number.',
      notices_from:
        'The number that notices to phones leave from, so that they do not take their time from customers. Without it, the number that was written to.',
      report_zone:
        'In which time zone the days of reports are cut. After a change all days are counted again, within the hour.',
      first_answer_within_seconds:
        'Within which time a customer’s first text is to be answered; reports say how often it was. Hours in which the number is closed do not count. After a change all days are counted again.',
      next_answer_within_seconds: 'The same for the later texts of a conversation.',
      event_feed:
        'Whether events are kept for `GET /v1/events` even where no endpoint is told of them. Each costs about one write unit.',
      case_pop:
        'Whether an agent who claims a conversation is shown the cases of the customer: `always`, where there are any or the customer may be somebody who is known (`with_cases`), or never (`off`).',
      mms_credits: 'How many credits, and segments, a text with pictures counts.',
      credits: 'How the workspace counts credits.',
      'credits.enabled': 'Whether it counts them.',
      'credits.included_per_month': 'How many are included in each month.',
      'credits.pack_size': 'How many a pack adds.',
      'credits.packs_after_days': 'How old the workspace must be to add packs.',
      'credits.warn_at': 'Admins are told when this many are left, and when none are.',
    },
    EditSettingsBody: { '': 'What changes.' },
  },
  examples: {
    Settings: settings,
    EditSettingsBody: { company_name: 'Acme Heating', credits: { enabled: true, warn_at: 50 } },
  },
}
