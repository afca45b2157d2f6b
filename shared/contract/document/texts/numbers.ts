import type { activationOperations, numberEditOperations, numberOperations } from '../../api/numbers.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const one = { id: 'The number.' }
const person = {
  first_name: 'Ana',
  last_name: 'Ruiz',
  email: 'ana@example.com',
  notify_by_email: true,
  notify_by_sms: false,
  agent_id: ids.ana,
}

const number = {
  id: ids.number,
  address: '+12065550100',
  name: 'Front desk',
  type: 'long_code',
  capabilities: ['sms'],
  country: 'US',
  carrier: 'aws',
  mms_out: false,
  state: 'active',
  registration: { status: 'approved', brand_id: 'B1A2C3', campaign_id: 'C9D8E7' },
  users: [ids.ana],
  team_id: ids.team,
  notification_users: [person],
  notices_show_text: false,
  texts: { after_hours: 'We are closed and will answer in the morning.' },
  agent_send_only: false,
  carrier_handles_opt_out: false,
  enrolled_only: false,
  hours_id: ids.hours,
  hours_policy: 'hold_automated',
  agents_send_now: true,
  long_messages: 'concatenated',
  counters: false,
  rate: { segments_per_second: 1 },
  created_at: '2026-09-01T08:00:00.000Z',
  version: 5,
}

const { users: _, ...withoutUsers } = number

export const numberTexts: Texts<
  typeof numberOperations & typeof numberEditOperations & typeof activationOperations
> = {
  tag: {
    name: 'Numbers',
    description: 'Business numbers that customers write to and that texts leave from.',
  },
  operations: {
    createNumber: 'It is switched off. Edit it, then activate it.',
    listNumbers: 'Oldest first.',
    getNumber:
      'One number with all its settings, the default texts, and what is used today of its daily cap.',
    editNumber:
      'What is left out stays; null removes it, and a text goes back to its default. Each of the `notification_users` with an e-mail address can sign in from then on, by a code that is sent to them, and becomes an agent; whoever has an account keeps it.',
    activateNumber:
      'It needs at least one notification user. A number or RCS agent of AWS is set up there: its texts come here, its opt-outs are ours unless `carrier_handles_opt_out`, and its registration is read. It is `active` at once where AWS says so, else `pending`; activate it again, or confirm it, once the carrier has switched it on. Other carriers are told on their own pages.',
    deactivateNumber: 'It is `pending` until the carrier has switched it off. Nothing leaves it from now on.',
    listNotificationUsers:
      'Each of their channels, with the reason where nothing would arrive by it: an e-mail address that came back, a phone that has opted out.',
    testNotificationUsers:
      'They are told by each of their channels that this is a test. The answer is that of `GET`: who gets it, and why others do not.',
    confirmNumber:
      'The carrier has switched the number on or off. A number that is active stays so. A number in the US needs an approved registration to become active.',
  },
  parameters: {
    getNumber: one,
    editNumber: one,
    activateNumber: one,
    deactivateNumber: one,
    listNotificationUsers: one,
    testNotificationUsers: one,
    confirmNumber: one,
  },
  schemas: {
    Number: {
      '': 'A business number.',
      address: 'What customers write to: E.164, or the digits of a short code.',
      type: 'What kind of number it is.',
      capabilities: 'What the number can carry. A number with `voice` alone cannot send texts.',
      country: 'Its country (ISO 3166 alpha-2). Customers without a country code are there, too.',
      carrier: 'Who carries its texts.',
      carrier_account_id: 'The account at the carrier that it belongs to. Twilio and Flowroute need one.',
      mms_out: 'Whether pictures may be sent from it. It needs the capability `mms`.',
      state: '`off`, `pending` until the carrier has done its part, or `active`.',
      switching_to: 'What `pending` is to become.',
      registration: 'The brand and campaign behind the number (10DLC), or its toll-free verification.',
      'registration.status': 'How far the registration is.',
      'registration.brand_id': 'The id of the brand.',
      'registration.campaign_id': 'The id of the campaign.',
      users: 'The agents who may send from it. An empty list means every agent.',
      team_id: 'The team that looks after it.',
      notification_users: 'Who is told of new texts: at most five people, each with at least one way.',
      'notification_users.first_name': 'First name.',
      'notification_users.last_name': 'Last name.',
      'notification_users.email': 'Where e-mails go.',
      'notification_users.phone': 'Where texts go.',
      'notification_users.notify_by_email': 'Whether to send an e-mail.',
      'notification_users.notify_by_sms': 'Whether to send a text.',
      notices_show_text: 'Whether what a customer wrote stands in the notices to them.',
      texts: 'What Parley writes by itself. A text that is missing is the default.',
      'texts.welcome': 'The answer to the first text of a customer to this number.',
      'texts.opt_out': 'The confirmation of an opt-out.',
      'texts.opt_in': 'The confirmation of an opt-in.',
      'texts.help': 'The answer to HELP.',
      'texts.opt_in_question': 'The question that only YES answers, with double opt-in.',
      'texts.after_hours': 'The answer while the number is closed. Without it there is none.',
      'texts.case_question':
        'The question which case a text is about, where the setting `case_question` is on. It has `(Choices)` in it, for the cases with their numbers in the list; `(Count)` is how many there are, `(Replies)` what can be answered.',
      default_texts:
        'What it sends where it has no text of its own. Only where one number is asked for. In its place (Company Name) is the setting `company_name`, (Support Contact) is `support_contact`.',
      agent_send_only: 'Nothing leaves but what an agent sends, and the answers to STOP, START and HELP.',
      carrier_handles_opt_out:
        'The carrier answers STOP and HELP itself, Twilio START as well: Parley keeps the ledger and stays silent. Default: as the carrier does it.',
      enrolled_only: 'Texts go to enrolled contacts only.',
      hours_id: 'Its business hours. Without them those of its team count.',
      hours_policy:
        'What waits while it is closed: every text (`hold_all`), what no agent wrote (`hold_automated`), or nothing (`off`).',
      agents_send_now: 'Whether agents may send at once what would wait. Admins always may.',
      long_messages:
        '`concatenated`: the phone puts the segments together. `separate`: each segment is a text of its own, cut at the end of a word.',
      counters: 'Whether separate texts are counted, as in (1/3).',
      rate: 'How fast the carrier takes texts of this number.',
      'rate.segments_per_second': 'Segments in a second.',
      'rate.segments_per_day':
        'Segments in a day (UTC), where the carrier has such a limit on the number. A cap of its brand (setting `daily_caps`) stands in its place.',
      'default_texts.welcome': 'The answer to the first text of a customer to this number.',
      'default_texts.opt_out': 'The confirmation of an opt-out.',
      'default_texts.opt_in': 'The confirmation of an opt-in.',
      'default_texts.help': 'The answer to HELP.',
      'default_texts.opt_in_question': 'The question that only YES answers, with double opt-in.',
      'default_texts.after_hours': 'There is none.',
      'default_texts.case_question':
        "In the first of the workspace's languages; it is sent in that of the contact.",
      daily_use:
        'What is used today of the daily cap of its brand, or of its own. Only where one number is asked for and a cap counts.',
      'daily_use.brand_id': 'The brand whose cap it is. Missing where it is the number’s own.',
      'daily_use.day': "The carrier's day, such as `2026-11-27`.",
      'daily_use.segments_used': 'Segments that count so far.',
      'daily_use.segments_per_day': 'Segments that the cap allows. More waits for the next day.',
      'daily_use.ends_at': 'When the day ends.',
    },
    CreateNumberBody: {
      '': 'A new number.',
      type: 'What kind of number it is. Default: `long_code`.',
      carrier: 'Who carries its texts. Default: `aws`.',
    },
    NotificationReach: {
      '': 'Whether a notification user is told by one of their channels.',
      first_name: 'First name.',
      last_name: 'Last name.',
      channel: 'By which way.',
      reachable: 'Whether a notice would go out now.',
      reason: 'Why not: the word of the gate, as for e-mails and texts to customers.',
    },
    EditNumberBody: { '': 'What changes.' },
  },
  examples: {
    Number: number,
    NotificationReach: { first_name: 'Ana', last_name: 'Ruiz', channel: 'email', reachable: true },
    getNumber: {
      ...number,
      default_texts: {
        opt_in_question:
          'Reply YES to confirm that you want to receive messages from (Company Name). Messages and data rates may apply.',
      },
      daily_use: {
        brand_id: 'B1A2C3',
        day: '2026-11-27',
        segments_used: 8_120,
        segments_per_day: 10_000,
        ends_at: '2026-11-28T08:00:00.000Z',
      },
    },
    createNumber: { ...withoutUsers, users: [], state: 'off', version: 1 },
    activateNumber: { ...number, state: 'pending', switching_to: 'active' },
    deactivateNumber: { ...number, state: 'pending', switching_to: 'off' },
    CreateNumberBody: { address: '+12065550100', name: 'Front desk' },
    EditNumberBody: {
      notification_users: [person],
      hours_policy: 'hold_automated',
      texts: { welcome: null },
    },
  },
}
