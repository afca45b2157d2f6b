import type { caseOperations } from '../../api/cases.ts'
import type { Texts } from '../resource-texts.ts'
import { contactTexts } from './contacts.ts'
import { messageTexts } from './messages.ts'
import { ids } from './shared.ts'

const one = { id: 'The case.' }
const entry = 'cen_01k9xq7m2a00000d4k7p'

const laptop = {
  id: ids.case,
  number: '1042',
  type: 'ticket',
  subject: 'Laptop screen',
  status: 'Waiting for parts',
  state: 'waiting',
  contact_id: ids.contact,
  phone: '+12065550123',
  number_id: ids.number,
  assignee: ids.ana,
  team_id: ids.team,
  external: { system: 'syncro', id: '77', url: 'https://acme.syncromsp.com/tickets/77' },
  fields: { device: 'ThinkPad' },
  due_at: '2026-12-01T17:00:00.000Z',
  opened_at: '2026-11-27T14:02:00.000Z',
  last_activity_at: '2026-11-27T15:30:00.000Z',
  version: 3,
}
const text = messageTexts.examples.Message as object
const filing = { reason: 'by_hand', sure: true, by: ids.ana, by_name: 'Ana Alvarez' }
const filedText = { ...text, case: { id: ids.case, ...filing, at: '2026-11-27T15:31:00.000Z' } }
const comment = {
  id: entry,
  type: 'comment',
  at: '2026-11-27T15:30:00.000Z',
  body: 'The screen is ordered.',
  public: false,
  by: ids.ana,
  by_name: 'Ana Alvarez',
}
const newCase = { subject: 'Laptop screen', assignee: ids.ana, fields: { device: 'ThinkPad' } }

export const caseTexts: Texts<typeof caseOperations> = {
  tag: {
    name: 'Cases',
    description: 'Tickets, opportunities and tasks, to which the texts of their customers are filed.',
  },
  operations: {
    createCase:
      "Without `number` it gets the next of Parley's own, from 1001 on. With the setting `case_numbers` it gets a business number that no other open case of the phone has.",
    listCases:
      '`open`, which is usual: all that are not done. `mine`: of these those of the asking agent. `team`: those of other agents. `done`: the others. `contact_id`, `number` and `external` each stand alone.',
    getCase: 'Every agent may read every case; its texts only where they may read their conversation.',
    editCase:
      'What is left out stays. What nobody is assigned to every agent may change; otherwise its assignee, an admin, or a program. `case_done` where the state of one that is done is to change: reopen it.',
    putCase:
      'What is left out stays, and what is the same writes nothing and tells nobody. A new case needs a `subject`, and `to` or `contact_id`, which count only then. Without a new `number` it keeps the one that it has.',
    resolveCase:
      'Done: texts are filed to it only where they name it, or by hand. Once more changes nothing.',
    reopenCase: 'Where it is not done nothing changes.',
    linkCase: 'Nothing is filed by it.',
    readCaseTimeline:
      'A text that was filed elsewhere stays with `here` false. Texts of closed conversations are shown to who may read those, and to the assignee of the case.',
    addCaseComment: 'It is never sent.',
    updateCase:
      'The comment is written in any case. Each channel has a word of its own: the message, which may be held, or why it was blocked. What goes out by e-mail has the number and the subject of the case as its subject. A program needs the scope `send` for channels.',
    sendCaseText:
      "An agent's text goes into the open conversation as a reply, and claims it where nobody has; it is refused with `not_claimer` where another agent has. A program's stands alone and closes nothing: the reply to it joins the open conversation (setting `case_replies`), or starts one that begins with the text, with the team of the case and its assignee as claimer.",
    openCase:
      'The customer, the number, the team and the claimer are those of the conversation, unless the body says otherwise. The conversation shows the case.',
    fileMessage:
      'Who did it, and when, stays in the timelines of both cases, and no rule changes it afterwards. Filing it back undoes it. To the case that it has by a guess: the guess is right. `not_filed` for a case of another customer.',
    readCasePop:
      "Ask for it after the claim. `pops` says whether the setting `case_pop` wants it to be shown unasked. To choose a case, file the customer's text to it or link it; to say who the customer is, merge the contact into the other one.",
    undoFiling:
      "What was filed in the same act goes back with it. Of a text that nobody has filed nothing changes. `not_filed` where what the rule said was not kept, which is so for texts filed before this was possible, or where that case is another customer's now.",
  },
  parameters: {
    listCases: {
      list: 'Which list.',
      contact_id: 'Only cases of this contact, done ones too.',
      number: 'The case with this number.',
      external: 'The case with this id in an outside system, as `<system>:<id>`.',
    },
    getCase: one,
    editCase: one,
    putCase: { system: 'The outside system, as in the setting `systems`.', external_id: 'The id there.' },
    resolveCase: one,
    reopenCase: one,
    linkCase: one,
    readCaseTimeline: one,
    addCaseComment: one,
    updateCase: one,
    sendCaseText: one,
    openCase: { id: 'The conversation.' },
    fileMessage: { id: 'The message.' },
    undoFiling: { id: 'The message.' },
    readCasePop: { id: 'The conversation.' },
  },
  schemas: {
    CaseType: { '': 'What kind of work it is.' },
    CaseState: { '': '`waiting`: for the customer, or for something else. A text of the customer opens it.' },
    Case: {
      '': 'A piece of work for a customer.',
      number: 'What customers and agents call it: one case of the workspace has it.',
      type: 'What kind of work it is.',
      state: 'How far it has come.',
      subject: 'What it is about. A question to the customer shows its first 20 characters.',
      status: 'In the words of the company.',
      phone: "The customer's phone in E.164, where its texts go.",
      number_id: 'The business number that its texts leave from.',
      assignee: 'The agent who works on it.',
      external: 'Where it is kept in an outside system.',
      'external.system': 'The system, as in the setting `systems`.',
      'external.id': 'Its id there: one case of the workspace has it.',
      'external.url': 'Its page there, where the setting says how such pages are found.',
      fields: 'What programs keep with it: at most 20, names of 40 characters, values of 500.',
      due_at: 'Until when it is to be done.',
      opened_at: 'When it was opened.',
      resolved_at: 'When it was done.',
      last_activity_at: 'When its newest text, comment or change came.',
    },
    CaseEntry: {
      '': 'A text, a comment or a change.',
      type: 'What it is.',
      at: 'When it came.',
      message: 'The text.',
      here: 'Whether the text is filed to this case still.',
      moves: 'How people filed the text, the last ten times, oldest first.',
      changes: 'What was changed.',
      'changes.field': 'The field of the case.',
      'changes.from': 'What it was.',
      'changes.to': 'What it is since.',
      by: 'Who did it.',
      by_name: 'The name by which they were known then.',
    },
    CaseMove: {
      '': 'Somebody filed a text anew.',
      at: 'When.',
      by: 'Who.',
      by_name: 'The name by which they were known then.',
      from: 'The case that it was filed to before.',
      to: 'The case that it was filed to.',
    },
    CaseComment: {
      '': 'What somebody wrote into a case.',
      type: 'What it is.',
      at: 'When it was written.',
      body: 'The words.',
      public: 'Whether customers may see it.',
      by: 'Who wrote it.',
      by_name: 'The name by which they were known then.',
    },
    ChannelOutcome: {
      '': 'What became of an update on one channel.',
      channel: 'The channel.',
      sent: 'Whether it was accepted. `message.gate` says whether a text is held.',
      message: 'The text.',
      email: 'The e-mail.',
      code: 'Why it was blocked, for programs: what sending it alone is refused with.',
      detail: 'The same, for people.',
    },
    CaseUpdate: {
      '': 'An update as it was written and sent.',
      comment: 'The comment.',
      channels: 'What became of it on each channel.',
    },
    CasePop: {
      '': 'What whoever answers a customer sees of them.',
      title: 'What the request is called: always the same words.',
      call_id: "`SMS` and the customer's phone.",
      phone: "The customer's phone.",
      contact: 'Who the customer is.',
      crm_url: 'The customer in the CRM, where the setting `crm_link` says how they are found.',
      case: 'The case that the conversation shows.',
      'case.id': 'The case.',
      'case.sure': 'False where it is a guess.',
      cases: 'The cases of the contact that are not done, newest activity first; at most 20.',
      candidates:
        'Contacts that a customer without a name may be: the phone stands, in some writing, in an attribute that is searched. At most five.',
      pops: 'Whether the setting `case_pop` wants it to be shown unasked.',
    },
    UpdateCaseBody: {
      '': 'What is new.',
      body: 'The words, for all channels.',
      public: 'Whether customers may see it.',
      channels: 'How it goes to the customer. Without any it is a comment.',
      sms_body: 'Other words for the text. Without them it says the same.',
      email_body: 'Other words for the e-mail. Without them it says the same.',
    },
    CreateCaseBody: {
      '': 'A new case. Either `to` or `contact_id` is needed.',
      to: 'The phone of its customer in any common format.',
      contact_id: 'Its customer, whose first mobile phone it has.',
      type: 'What kind of work it is. Default: `ticket`.',
      due_at: 'Until when it is to be done.',
      'external.system': 'The system, as in the setting `systems`.',
      'external.id': 'Its id there.',
    },
    EditCaseBody: {
      '': 'What changes. Null takes something away.',
      type: 'What kind of work it is.',
      state: 'How far it has come.',
      fields: 'Fields to add or change; null removes one.',
      'external.system': 'The system, as in the setting `systems`.',
      'external.id': 'Its id there.',
    },
    PutCaseBody: {
      '': 'The case as it is in the outside system.',
      to: 'The phone of its customer, where it is new.',
      contact_id: 'Its customer, where it is new.',
      type: 'What kind of work it is. Default: `ticket`.',
      state: 'How far it has come. `done` resolves it, another one reopens it.',
      subject: 'What it is about.',
      fields: 'Fields to add or change; null removes one.',
      due_at: 'Until when it is to be done.',
    },
    ResolveCaseBody: { '': 'What is said of it from now on.', status: 'In the words of the company.' },
    LinkCaseBody: { '': 'Where it is shown.' },
    AddCaseCommentBody: {
      '': 'A comment.',
      body: 'The words.',
      public: 'Whether customers may see it.',
    },
    SendCaseTextBody: { '': 'What is sent.' },
    OpenCaseBody: {
      '': 'A new case.',
      type: 'What kind of work it is. Default: `ticket`.',
      due_at: 'Until when it is to be done.',
      'external.system': 'The system, as in the setting `systems`.',
      'external.id': 'Its id there.',
    },
    FileMessageBody: {
      '': 'Where the text belongs.',
      case_id: 'The case, or null for none.',
      following: 'Whether the texts go along that came right after it and were filed as it was.',
    },
  },
  examples: {
    Case: laptop,
    CaseComment: comment,
    CaseEntry: comment,
    CaseEntryPage: {
      data: [
        comment,
        {
          id: entry,
          type: 'text',
          at: '2026-11-27T15:30:00.000Z',
          message: filedText,
          here: true,
          moves: [
            {
              at: '2026-11-27T15:31:00.000Z',
              by: ids.ana,
              by_name: 'Ana Alvarez',
              from: ids.caseOther,
              to: ids.case,
            },
          ],
        },
      ],
      has_more: false,
    },
    CreateCaseBody: { to: '+12065550123', ...newCase },
    EditCaseBody: { status: 'Waiting for parts', state: 'waiting' },
    PutCaseBody: { to: '+12065550123', subject: 'Laptop screen', status: 'Waiting for parts' },
    ResolveCaseBody: { status: 'Picked up' },
    LinkCaseBody: { conversation_id: ids.conversation },
    CaseUpdate: { comment, channels: [{ channel: 'sms', sent: true, message: text }] },
    UpdateCaseBody: { body: 'The screen is here. Come by from noon on.', public: true, channels: ['sms'] },
    AddCaseCommentBody: { body: 'The screen is ordered.', public: false },
    SendCaseTextBody: { body: 'Your laptop is ready.' },
    OpenCaseBody: newCase,
    FileMessageBody: { case_id: ids.case, following: true },
    fileMessage: filedText,
    CasePop: {
      title: 'SMS Chat Request',
      call_id: 'SMS+12065550123',
      phone: '+12065550123',
      contact: contactTexts.examples.Contact,
      case: { id: ids.case, sure: true },
      cases: [laptop],
      candidates: [],
      pops: true,
    },
    undoFiling: { ...text, case: { id: ids.case, reason: 'guess', sure: false } },
  },
}
