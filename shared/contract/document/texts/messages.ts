import type { messageOperations } from '../../api/messages.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const one = { id: 'The message.' }

const outbound = {
  id: ids.outbound,
  conversation_id: ids.conversation,
  direction: 'outbound',
  from: '+12065550100',
  to: '+12065550123',
  body: 'We will be there at two.',
  media: [],
  status: 'queued',
  encoding: 'gsm7',
  segments: 1,
  parts: [{ body: 'We will be there at two.', segments: 1, status: 'queued' }],
  gate: { decision: 'allow', explanation: 'The text may be sent.' },
  warnings: [],
  sent_by: ids.ana,
  sent_by_name: 'Ana Ruiz',
  origin: 'agent',
  metadata: { order: '1042' },
  created_at: '2026-11-27T14:03:10.000Z',
  version: 1,
}

const inbound = {
  id: ids.inbound,
  conversation_id: ids.conversation,
  direction: 'inbound',
  from: '+12065550123',
  to: '+12065550100',
  body: 'When do you come?',
  media: [
    {
      id: ids.media,
      index: 0,
      status: 'ready',
      kind: 'image',
      content_type: 'image/jpeg',
      name: 'IMG_0042.HEIC',
      bytes: 280_566,
      width: 2048,
      height: 1536,
      url: 'https://parley-media.s3.us-east-1.amazonaws.com/media/…/0/view?X-Amz-Signature=…',
      thumbnail_url: 'https://parley-media.s3.us-east-1.amazonaws.com/media/…/0/thumb?X-Amz-Signature=…',
      expires_at: '2026-11-27T14:13:10.000Z',
    },
  ],
  status: 'received',
  encoding: 'gsm7',
  segments: 1,
  parts: [],
  warnings: [],
  origin: 'customer',
  metadata: {},
  created_at: '2026-11-27T14:00:00.412Z',
  threading: { decision: 'start', reason: 'no_conversation_before' },
  version: 1,
}

const held = {
  ...outbound,
  status: 'held',
  gate: {
    decision: 'hold',
    reason: 'outside_business_hours',
    explanation: 'The text waits for business hours.',
    release_at: '2026-11-30T16:00:00.000Z',
  },
  origin: 'api',
  sent_by: 'crm',
  sent_by_name: 'Our CRM',
}

export const messageExamples = { inbound, outbound }

const { conversation_id: _, ...single } = outbound

export const messageTexts: Texts<typeof messageOperations> = {
  tag: {
    name: 'Messages',
    description:
      'What people write, whole, in either direction. A long text leaves in several parts of one or more segments each.',
  },
  operations: {
    listMessages: 'Newest first, with what is held.',
    sendMessage:
      'The answer comes when the text is stored; the carrier gets it a moment later. Read the message again, or follow the events, to know whether it arrived. People reply where they are the claimer.',
    sendSingle:
      "For campaigns, notices and single texts of a program. The customer's first reply starts a conversation that begins with this text. An agent's own text goes into the customer's open conversation, and claims it where nobody has; it is refused with `not_claimer` where another agent has.",
    getMessage:
      'The message with what the carrier said so far. A program with the scope `send` alone reads what it sent.',
    findMessages:
      'Newest first, by any of the filters. With `status` held the list has what waits, soonest first; what waits for a person has no time and comes last.',
    editHeld:
      'What is left out stays. `send_at` null: it leaves as soon as the hours allow it. The send gate is asked again, so it may leave at once.',
    cancelHeld:
      'Too late where its release was faster, or while the carrier is asked: `message_not_held`. Of a text that has left in part the rest is withdrawn. Its author may, the claimer of the conversation, an admin, and a program that manages.',
    resendMessage:
      'What did not arrive (`failed`, `undelivered`) becomes a new message that names it, past the send gate, once: the answer is the new one. What is `unknown` goes out as it is ten minutes later: nobody can tell whether it arrived, so only a person or a program decides to risk a second one. What has been `queued` for too long is put on the queue again, and leaves once. A program without the scope `manage` sends only its own texts again.',
    sendHeldNow: "Passes business hours, never the recipient's quiet hours or a frequency cap.",
    previewMessage:
      'Nothing is stored or sent. With a recipient the answer also says whether the text may leave.',
  },
  parameters: {
    listMessages: { id: 'The conversation.' },
    sendMessage: { id: 'The conversation.' },
    findMessages: {
      status: 'Only texts with this status.',
      direction: 'Only texts from customers, or only texts to them.',
      number_id: 'Only texts of this business number.',
      phone:
        "Only texts from or to this customer's phone, in any common format, or from this short code or name.",
      created_after: 'Only texts that were created at this time or later.',
      created_before: 'Only texts that were created before this time.',
      expand: '`claim`: with each text of a conversation who has the conversation, as `expanded.claim`.',
      words:
        'Only texts with all these whole words of two characters or more, in any order, whatever their case and accents. Needs the setting `text_search`, finds texts of the newest 90 days that came or left while it was on, and lists them by when they were written. Of a text some forty words are searched.',
    },
    getMessage: one,
    editHeld: one,
    cancelHeld: one,
    resendMessage: one,
    sendHeldNow: one,
  },
  schemas: {
    GateReason: {
      '': 'Why the send gate blocks a text (`number_not_active` to `answer_too_late`) or holds it (`scheduled`, `consent_review`, `frequency_cap`, `outside_business_hours`, `quiet_hours`, `customer_wrote`).',
    },
    DeliveryErrorCode: {
      '': 'Why a text did not arrive: a reason of the send gate, or what the carrier said, in our words. `outcome_unknown`: the carrier did not answer, so it may have arrived. `delivery_unknown`: the carrier took it, and after 72 hours nobody can say whether it arrived. `rest_withdrawn`: only its beginning left.',
    },
    ThreadingDecision: {
      '': 'What became of a text: `append` to the open conversation, `reopen` one that was just closed, `start` a new one, `start_from_outbound` with the text that it answers, `keep_apart` from all. By hand: `continue`, `split`, `merge`.',
    },
    ThreadingReason: { '': 'Why a conversation got a text, or was started, continued, split or merged.' },
    MessageStatus: {
      '': 'Inbound: `received`. Outbound: `held`, `queued` for the carrier, `sending` (some parts left), `sent` (the carrier has it), `delivered`, `undelivered` or `failed`, `unknown` (nobody can tell whether it arrived, also 72 hours after it was sent), `blocked` by the send gate, `canceled` by a person.',
    },
    MessageOrigin: {
      '': 'Who or what wrote it: the customer, an agent, a program (`api`, `campaign`, `case`), or Parley itself (`consent`, `welcome`, `after_hours`, `case_question`, and `notice` to a user of a number).',
    },
    PartStatus: { '': 'How far one part has come.' },
    Encoding: { '': '`gsm7`: 160 characters in a segment. `ucs2`: 70, for texts with other characters.' },
    Gate: {
      '': 'The one decision whether a text may leave.',
      decision: '`hold`: it waits. `block`: it will not leave.',
      reason: 'Why it is held or blocked.',
      cause: 'Which cause it was, where the reason has several.',
      explanation: 'The decision in a sentence for people.',
      rule: 'The rule of law that holds it, as `GET /v1/rules` lists it.',
      'rule.id': 'Its id.',
      'rule.words': 'The rule in a sentence.',
      release_at: 'When a held text leaves. Missing where it waits for a person.',
    },
    BlockCause: {
      '': 'What exactly keeps a text from leaving: the kind of phone, or what is wrong with its pictures.',
    },
    ContentWarning: {
      '': 'What carriers are known to filter: `link_shortener` or `filtered_words`. Nothing is blocked for it.',
      code: 'What it is.',
      detail: 'The same in a sentence for people.',
      text: 'The part of the text concerned.',
    },
    Part: {
      '': 'One request to the carrier.',
      body: 'Its words.',
      segments: 'How many segments it has.',
      status: 'How far it has come.',
      carrier_message_id: "The carrier's id for it.",
      price:
        'What the carrier charged for it beside `carrier_fee`, in USD. Missing until the carrier says so.',
      carrier_fee: 'The fee of the network, in USD: it comes on top of the price.',
    },
    Message: {
      '': 'A text, whole, in either direction.',
      case: 'To which case it is filed, where it is.',
      conversation_id: 'Its conversation. Missing where it belongs to none.',
      direction: 'Who wrote it.',
      from: 'Who sent it, as the carrier says: a phone in E.164, a short code, or a name.',
      to: 'Who gets it: a phone in E.164, or a short code.',
      body: 'Its words.',
      media: 'Pictures and other files that came with it, in the order in which they were sent.',
      status: 'How far it has come.',
      encoding: 'How its characters travel.',
      segments: 'How many segments it has. Carriers charge by segment.',
      wasted_segments:
        'How many segments fewer it would have with plain characters of the same meaning, such as straight quotes. Missing where that saves none.',
      parts: 'The requests to the carrier. Empty for inbound texts.',
      gate: 'Whether it may leave. Missing for inbound texts.',
      warnings: 'What carriers may filter in it. Empty for inbound texts.',
      error: 'Why it did not arrive.',
      'error.detail': 'The same in a sentence for people.',
      decide_from: 'From when on a text with the status `unknown` can be sent again.',
      price:
        'What the carrier charged for all parts beside `carrier_fee`, in USD. Missing until the carrier says so. The report `spend` counts both.',
      carrier_fee: 'The fee of the network, in USD: it comes on top of the price.',
      send_at: 'Not before this time, as its sender asked.',
      sent_by: 'The agent or the program that sent it. Missing where Parley did.',
      sent_by_name: 'The name by which they were known then.',
      origin: 'Who or what wrote it.',
      sent_at: 'When the carrier had all of it.',
      delivered_at: 'When it arrived.',
      continues:
        'The text before it, where both seem to be one long text that the network tore apart: show them together. Told in lists and in the timeline; in a list of the workspace only where both are on the page.',
      template_id: 'The template that its words were made from.',
      template_version: 'The version of that template.',
      resend_of: 'The text that was sent again with this one.',
      resent_as: 'The text with which this one was sent again.',
      threading: 'Why an inbound text is in its conversation.',
      'threading.decision': 'What was decided.',
      'threading.reason': 'Why.',
      reactions: "What the customer's phones said about a text of ours. Missing where they said nothing.",
      reaction:
        "The customer's phone made this text of a reaction: it is no reply, is not unread and opens nothing.",
      expanded: 'What `expand` asks for.',
      'expanded.claim': 'Who has its conversation. Missing where it belongs to none.',
    },
    MediaReason: { '': 'Why a file cannot be shown.' },
    Media: {
      '': 'A picture or other file of a text. A text is there at once; its files follow within moments, and each is told as a change of the message.',
      id: 'Its id.',
      index: 'Its place among the files of the text, from 0.',
      status:
        '`fetching`: it is on its way from the carrier. `ready`: it can be read. `failed`: `reason` and `notice` say why it cannot.',
      kind: '`image`: a picture, written anew by Parley without anything hidden in it. `file`: anything else, as it came. Missing until it is ready.',
      content_type:
        'Of a picture that is ready: what `url` gives. Otherwise what the carrier said, which may be wrong.',
      name: "The file's name, as the carrier said.",
      bytes: 'How large it is. Until it is ready: as the carrier said.',
      width: 'Of the picture, in pixels.',
      height: 'Of the picture, in pixels.',
      url: 'Where it can be read, without a token, until `expires_at`. Made for each answer: ask again for another.',
      thumbnail_url: 'The same for a picture of at most 320 pixels.',
      expires_at: 'Until when the addresses work.',
      reason: 'Why it cannot be shown.',
      notice: 'What people should know about it, in a sentence.',
    },
    Reaction: {
      '': 'A reaction of a customer to a text of ours. The newest of each phone is kept.',
      emoji: 'The emoji that phones show for it.',
      by: 'The phone that it came from.',
      at: 'When it was made, by the clock of the carrier.',
    },
    MessageClaim: {
      '': 'Who has the conversation of a text.',
      state: 'Whether the conversation is open.',
      claimed_by: 'The agent who has claimed it.',
      claimed_at: 'When they claimed it.',
      participants: 'Agents who had it before, or were let in.',
    },
    ReactionTo: {
      '': 'What an inbound text says about a text of ours.',
      message_id: 'The text of ours.',
      emoji: 'The emoji that phones show for it.',
      removed: 'Whether it was taken away again.',
    },
    ForcingCharacter: {
      '': 'A character that GSM-7 does not have.',
      character: 'The character.',
      count: 'How often it occurs.',
      positions: 'Where it occurs, counted in UTF-16 units.',
      replacement: 'What could stand in its place, or null.',
    },
    MessagePreview: {
      '': 'What would become of a text.',
      encoding: 'How its characters would travel.',
      characters: 'How many characters people see.',
      units: 'How many units of the encoding it takes: septets of GSM-7, or units of UCS-2.',
      segments: 'How many segments it would have.',
      parts: 'The requests to the carrier that it would become.',
      'parts.body': 'The words of the part.',
      'parts.segments': 'How many segments it has.',
      price: 'An estimate from the price of a segment in the settings.',
      'price.amount': 'How much.',
      'price.currency': 'Always US dollars.',
      gate: 'Whether it may leave. Missing without a recipient.',
      warnings: 'What carriers may filter in it.',
      forcing_ucs2: 'The characters for which the text needs UCS-2.',
      saving: 'What replacing them would save. Missing where it would save nothing.',
      'saving.body': 'The text with the replacements.',
      'saving.segments': 'How many segments that has.',
      'saving.saved': 'How many segments fewer that are.',
    },
    SendMessageBody: {
      '': 'A text.',
      body: 'The words: emoji and links with `https://` may be among them. May be empty where `media` has pictures; missing where a template is sent.',
      template_id: 'The template that is filled in and sent, instead of a `body`.',
      input: 'What the template asks for, by the names of its inputs.',
      format: 'What the body is written in. Macros come as HTML or Markdown and leave as plain text.',
      media:
        'Ids of pictures that you have uploaded (`POST /v1/media`). Where the number, its carrier or the country of the recipient does not allow them the answer is `content_not_supported`. The text may then have 1,600 characters, and leaves in one part.',
      send_at: 'Not before this time, at most a year ahead.',
      send_now:
        "Do not wait for business hours. The recipient's quiet hours and frequency caps are kept all the same.",
    },
    SendSingleBody: {
      '': 'To whom, and what. Either `to` or `contact_id` is needed.',
      to: 'The phone in any common format. Without a country code it is in the country of the workspace.',
      contact_id: 'The contact whose mobile phone gets it.',
      from: "The id or the address of the number that it leaves from. Without it the agent's own, else the first one.",
      case_id:
        'The case that it is a text of: `to` and `origin` need not be said then. See `POST /v1/cases/{id}/texts`.',
      origin:
        'What kind of text it is. Campaigns wait for the end of the quiet hours, and for frequency caps. Default: `api`.',
    },
    Filing: {
      '': 'To which case a text is filed, and why.',
      id: 'The case. Missing where somebody took the text out of the cases.',
      reason:
        'Which rule filed it, in their order: it names a case, answers a question, there is one open case only, the number is that of one case, it follows another text, it answers the last text, or it is a guess. `text_of_case`: it was sent for the case. `by_hand`: somebody filed it.',
      sure: 'False for a guess, which somebody should look at.',
      by: 'Who filed it by hand.',
      by_name: 'The name by which they were known then.',
      at: 'When they did.',
      ruled:
        'What a rule had said before: `DELETE /v1/messages/{id}/case` gives it back. Null where no rule had filed it.',
    },
    Ruled: {
      '': 'What a rule said of a text that somebody has filed since.',
      id: 'The case that it filed the text to.',
      reason: 'Which rule it was.',
      sure: 'False for a guess.',
    },
    EditHeldBody: { '': 'What changes.', metadata: 'Pairs to add or change; null removes one.' },
    PreviewMessageBody: {
      '': 'What would be sent. Without a recipient only the text itself is looked at.',
      origin: 'What kind of text it would be. Default: `api`, or that of an agent.',
    },
  },
  examples: {
    Message: outbound,
    MessagePage: { data: [outbound, inbound], has_more: true, next_cursor: 'MDFrOXhxN20yYQ.6cJk3tQ' },
    sendSingle: { ...single, origin: 'api', sent_by: 'crm', sent_by_name: 'Our CRM' },
    editHeld: held,
    cancelHeld: {
      ...held,
      status: 'canceled',
      parts: [{ body: outbound.body, segments: 1, status: 'canceled' }],
    },
    MessagePreview: {
      encoding: 'ucs2',
      characters: 92,
      units: 92,
      segments: 2,
      parts: [
        {
          body: 'Your heater isn’t ready yet: the part comes on Friday, and we will be there on Monday.',
          segments: 2,
        },
      ],
      price: { amount: 0.01762, currency: 'USD' },
      gate: { decision: 'allow', explanation: 'The text may be sent.' },
      warnings: [],
      forcing_ucs2: [{ character: '’', count: 1, positions: [15], replacement: "'" }],
      saving: {
        body: "Your heater isn't ready yet: the part comes on Friday, and we will be there on Monday.",
        segments: 1,
        saved: 1,
      },
    },
    SendMessageBody: { body: 'We will be there at two.' },
    SendSingleBody: { to: '+12065550123', body: 'Your heater is ready.', origin: 'case' },
    EditHeldBody: { send_at: '2026-11-30T16:00:00Z' },
    PreviewMessageBody: {
      body: 'Your heater isn’t ready yet: the part comes on Friday, and we will be there on Monday.',
      to: '+12065550123',
    },
  },
}
