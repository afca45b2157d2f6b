import * as z from 'zod/mini'
import { once } from '../once.ts'
import { contact } from './contacts.ts'
import { email } from './emails.ts'
import { gate, message } from './messages.ts'
import type { Operation } from './operation.ts'
import {
  agentId,
  atMost,
  body,
  caseId,
  contactId,
  content,
  conversationId,
  emailId,
  hasContent,
  hasRecipient,
  later,
  messageId,
  metadata,
  moment,
  named,
  numberId,
  page,
  pageQuery,
  recipient,
  system,
  teamId,
  templateId,
  templateInput,
  text,
  timestamp,
  timing,
  words,
} from './shapes.ts'

const type = named('CaseType', () => z.enum(['ticket', 'opportunity', 'task']))

const state = named('CaseState', () => z.enum(['open', 'waiting', 'done']))

/** Without spaces, for customers write it in their texts. */
const number = later(() =>
  z.string().check(
    z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,19}$/, {
      error: 'A number has at most 20 letters, digits and dashes.',
    }),
  ),
)

const external = () => z.strictObject({ system, id: text(100) })

export const supportCase = named('Case', () =>
  z.object({
    id: caseId,
    number: z.string(),
    type: type(),
    subject: z.string(),
    status: z.optional(z.string()),
    state: state(),
    contact_id: contactId,
    phone: z.string(),
    number_id: z.optional(numberId),
    assignee: z.optional(agentId),
    team_id: z.optional(teamId),
    external: z.optional(z.object({ system: z.string(), id: z.string(), url: z.optional(z.string()) })),
    template_id: z.optional(templateId),
    input: z.optional(z.record(z.string(), z.string())),
    fields: z.record(z.string(), z.string()),
    due_at: z.optional(timestamp),
    opened_at: timestamp,
    resolved_at: z.optional(timestamp),
    last_activity_at: timestamp,
    page: z.optional(z.object({ url: z.string(), ends_at: z.optional(timestamp) })),
    version: z.int(),
  }),
)

const channel = named('CaseChannel', () => z.enum(['sms', 'email']))

/** By which ways the customer is told; left out: by those of the settings. */
const channels = () => z.array(channel()).check(z.maxLength(2))

const move = named('CaseMove', () =>
  z.object({
    at: timestamp,
    by: z.string(),
    by_name: z.optional(z.string()),
    from: z.optional(caseId),
    to: z.optional(caseId),
  }),
)

const comment = named('CaseComment', () =>
  z.object({
    id: z.string(),
    type: z.literal('comment'),
    at: timestamp,
    body: z.string(),
    public: z.boolean(),
    by: z.string(),
    by_name: z.optional(z.string()),
  }),
)

const entry = named('CaseEntry', () =>
  z.discriminatedUnion('type', [
    z.object({
      id: z.string(),
      type: z.literal('text'),
      at: timestamp,
      message: message(),
      here: z.boolean(),
      public: z.boolean(),
      moves: z.array(move()),
    }),
    comment(),
    z.object({
      id: z.string(),
      type: z.literal('change'),
      at: timestamp,
      changes: z.array(
        z.object({ field: z.string(), from: z.optional(z.string()), to: z.optional(z.string()) }),
      ),
      by: z.optional(z.string()),
      by_name: z.optional(z.string()),
    }),
    z.object({
      id: z.string(),
      type: z.literal('notice'),
      at: timestamp,
      event: z.enum(['created', 'status', 'done']),
      texts: z.array(
        z.object({
          channel: channel(),
          state: z.enum(['waiting', 'sent', 'not_sent']),
          template_id: templateId,
          message_id: z.optional(messageId),
          email_id: z.optional(emailId),
          code: z.optional(z.string()),
          detail: z.optional(z.string()),
        }),
      ),
      by: z.string(),
      by_name: z.optional(z.string()),
    }),
  ]),
)

/** What became of an update on one channel. */
const channelOutcome = named('ChannelOutcome', () =>
  z.object({
    channel: channel(),
    sent: z.boolean(),
    message: z.optional(message()),
    email: z.optional(email()),
    code: z.optional(z.string()),
    detail: z.optional(z.string()),
  }),
)

const casePop = named('CasePop', () =>
  z.object({
    title: z.string(),
    call_id: z.string(),
    phone: z.string(),
    contact: contact(),
    crm_url: z.optional(z.string()),
    case: z.optional(z.object({ id: caseId, sure: z.boolean() })),
    cases: z.array(supportCase()),
    candidates: z.array(contact()),
    pops: z.boolean(),
  }),
)

const fields = () => z.record(text(40), text(500)).check(atMost(20))

/** What a new case may have beside its subject and its customer. */
const optionalFacts = () => ({
  type: z.optional(type()),
  number: z.optional(number),
  status: z.optional(words(50)),
  number_id: z.optional(numberId),
  assignee: z.optional(agentId),
  team_id: z.optional(teamId),
  external: z.optional(external()),
  fields: z.optional(fields()),
  due_at: z.optional(moment),
  template_id: z.optional(templateId),
  input: z.optional(templateInput()),
  notify: z.optional(channels()),
})

const subject = words(200)

/** What an edit may say; null takes something away. */
const patch = () => ({
  subject: z.optional(subject),
  type: z.optional(type()),
  number: z.optional(number),
  status: z.optional(z.nullable(words(50))),
  number_id: z.optional(z.nullable(numberId)),
  assignee: z.optional(z.nullable(agentId)),
  team_id: z.optional(z.nullable(teamId)),
  fields: z.optional(z.record(text(40), z.nullable(text(500))).check(atMost(20))),
  due_at: z.optional(z.nullable(moment)),
  template_id: z.optional(z.nullable(templateId)),
  input: z.optional(z.nullable(templateInput())),
  notify: z.optional(channels()),
})

/** A text as it would leave, and whether it may. */
const textPreview = named('CaseTextPreview', () =>
  z.object({
    channel: channel(),
    template_id: z.optional(templateId),
    to: z.optional(z.string()),
    subject: z.optional(z.string()),
    body: z.optional(z.string()),
    segments: z.optional(z.int()),
    gate: z.optional(gate()),
    code: z.optional(z.string()),
    detail: z.optional(z.string()),
  }),
)

const whose = ['case_id', 'conversation_id', 'to', 'contact_id'] as const

const oneCase = once(() =>
  z.refine<{ [K in (typeof whose)[number]]?: string | undefined }>(
    (body) => whose.filter((name) => body[name] !== undefined).length === 1,
    { path: ['case_id'], error: 'Send one of case_id, conversation_id, to and contact_id.' },
  ),
)

/** `<system>:<id>` */
const externalQuery = later(() => z.string().check(z.regex(/^[A-Za-z0-9_.-]{1,40}:.{1,100}$/)))

const one = () => z.object({ id: caseId })

export const caseOperations = {
  createCase: {
    method: 'POST',
    path: '/v1/cases',
    summary: 'Open a case of a customer',
    scope: 'manage',
    body: () => z.strictObject({ ...recipient(), subject, ...optionalFacts() }).check(hasRecipient()),
    response: supportCase,
    status: 201,
  },
  listCases: {
    method: 'GET',
    path: '/v1/cases',
    summary:
      'A list of cases, newest activity first; or those of a contact, the newest first; or the one with a number or an outside id',
    scope: 'read',
    query: () =>
      z.object({
        list: z.optional(z.enum(['open', 'mine', 'team', 'done'])),
        contact_id: z.optional(contactId),
        number: z.optional(number),
        external: z.optional(externalQuery),
        ...pageQuery,
      }),
    response: page(supportCase),
    status: 200,
  },
  getCase: {
    method: 'GET',
    path: '/v1/cases/{id}',
    summary: 'One case',
    scope: 'read',
    params: one,
    response: supportCase,
    status: 200,
  },
  editCase: {
    method: 'PATCH',
    path: '/v1/cases/{id}',
    summary: 'Change what is said of a case; null takes something away',
    scope: 'manage',
    params: one,
    body: () =>
      z.strictObject({
        ...patch(),
        state: z.optional(z.enum(['open', 'waiting'])),
        external: z.optional(z.nullable(external())),
      }),
    ifMatch: 'required',
    response: supportCase,
    status: 200,
  },
  putCase: {
    method: 'PUT',
    path: '/v1/cases/by_external/{system}/{external_id}',
    summary: 'The case of an outside system as it is there now: opened, changed, or left as it is',
    scope: 'manage',
    params: () => z.object({ system, external_id: text(100) }),
    body: () => z.strictObject({ ...recipient(), ...patch(), state: z.optional(state()) }),
    response: supportCase,
    status: 200,
    creates: true,
  },
  resolveCase: {
    method: 'POST',
    path: '/v1/cases/{id}/resolve',
    summary: 'Say that a case is done',
    scope: 'manage',
    params: one,
    body: () =>
      z.strictObject({
        status: z.optional(words(50)),
        send_text: z._default(z.boolean(), false),
        notify: z.optional(channels()),
      }),
    response: supportCase,
    status: 200,
  },
  reopenCase: {
    method: 'POST',
    path: '/v1/cases/{id}/reopen',
    summary: 'Open a case again',
    scope: 'manage',
    params: one,
    response: supportCase,
    status: 200,
  },
  linkCase: {
    method: 'POST',
    path: '/v1/cases/{id}/link',
    summary: 'Make a case the one that a conversation of its customer shows',
    scope: 'manage',
    params: one,
    body: () => z.strictObject({ conversation_id: conversationId }),
    response: supportCase,
    status: 200,
  },
  createCasePage: {
    method: 'POST',
    path: '/v1/cases/{id}/page',
    summary: 'Have a page of the case for its customer, who needs no account',
    scope: 'manage',
    params: one,
    response: supportCase,
    status: 200,
  },
  deleteCasePage: {
    method: 'DELETE',
    path: '/v1/cases/{id}/page',
    summary: 'Take the page of the case away from its customer',
    scope: 'manage',
    params: one,
    response: supportCase,
    status: 200,
  },
  readCaseTimeline: {
    method: 'GET',
    path: '/v1/cases/{id}/timeline',
    summary: 'The texts, comments and changes of a case, newest first',
    scope: 'read',
    params: one,
    query: () => z.object(pageQuery),
    response: page(entry),
    status: 200,
  },
  listCaseAttachments: {
    method: 'GET',
    path: '/v1/cases/{id}/attachments',
    summary: 'The texts of a case that have pictures or other files, newest first, the last twenty',
    scope: 'read',
    params: one,
    response: page(entry),
    status: 200,
  },
  editCaseEntry: {
    method: 'PATCH',
    path: '/v1/cases/{id}/timeline',
    summary: 'Say whether the customer may see a text or a comment of their case',
    scope: 'manage',
    params: one,
    body: () => z.strictObject({ entry_id: text(60), public: z.boolean() }),
    response: entry,
    status: 200,
  },
  addCaseComment: {
    method: 'POST',
    path: '/v1/cases/{id}/comments',
    summary: 'Write a comment into a case',
    scope: 'manage',
    params: one,
    body: () => z.strictObject({ body, public: z._default(z.boolean(), false) }),
    response: comment,
    status: 201,
  },
  updateCase: {
    method: 'POST',
    path: '/v1/cases/{id}/updates',
    summary: 'Write an update into a case once, and send it to its customer',
    scope: 'manage',
    params: one,
    body: () =>
      z
        .strictObject({
          body: z.optional(body),
          template_id: z.optional(templateId),
          input: z.optional(templateInput()),
          public: z._default(z.boolean(), true),
          channels: z._default(channels(), []),
          sms_body: z.optional(body),
          email_body: z.optional(body),
        })
        .check(...hasContent()),
    response: named('CaseUpdate', () =>
      z.object({ comment: comment(), channels: z.array(channelOutcome()) }),
    ),
    status: 201,
  },
  sendCaseText: {
    method: 'POST',
    path: '/v1/cases/{id}/texts',
    summary: 'Send a text of a case to its customer',
    scope: 'send',
    params: one,
    body: () =>
      z.strictObject({ ...content(), ...timing(), metadata: z.optional(metadata()) }).check(...hasContent()),
    response: message,
    status: 202,
  },
  previewCaseTexts: {
    method: 'POST',
    path: '/v1/case_previews',
    summary: 'What the customer of a case would be told, and whether it may leave',
    scope: 'read',
    body: () =>
      z
        .strictObject({
          event: z.enum(['created', 'updated', 'status', 'done']),
          case_id: z.optional(caseId),
          conversation_id: z.optional(conversationId),
          ...recipient(),
          subject: z.optional(subject),
          type: z.optional(type()),
          number: z.optional(number),
          status: z.optional(words(50)),
          due_at: z.optional(moment),
          body: z.optional(body),
          sms_body: z.optional(body),
          email_body: z.optional(body),
          template_id: z.optional(templateId),
          input: z.optional(templateInput()),
          send_text: z._default(z.boolean(), false),
        })
        .check(oneCase()),
    response: named('CaseTextPreviews', () => z.object({ texts: z.array(textPreview()) })),
    status: 200,
  },
  openCase: {
    method: 'POST',
    path: '/v1/conversations/{id}/cases',
    summary: 'Open a case from a conversation, with its customer, team and claimer',
    scope: 'manage',
    params: () => z.object({ id: conversationId }),
    body: () => z.strictObject({ subject, ...optionalFacts() }),
    response: supportCase,
    status: 201,
  },
  fileMessage: {
    method: 'PUT',
    path: '/v1/messages/{id}/case',
    summary: 'File a text to another case of its customer, or to none',
    scope: 'manage',
    params: () => z.object({ id: messageId }),
    body: () => z.strictObject({ case_id: z.nullable(caseId), following: z._default(z.boolean(), false) }),
    response: message,
    status: 200,
  },
  readCasePop: {
    method: 'GET',
    path: '/v1/conversations/{id}/case_pop',
    summary:
      'What an agent who claims a conversation is shown: who it is, their open cases, and who else it may be',
    scope: 'read',
    params: () => z.object({ id: conversationId }),
    response: casePop,
    status: 200,
  },
  undoFiling: {
    method: 'DELETE',
    path: '/v1/messages/{id}/case',
    summary: 'Take back how people filed a text: what a rule said of it counts again',
    scope: 'manage',
    params: () => z.object({ id: messageId }),
    response: message,
    status: 200,
  },
} as const satisfies Record<string, Operation>
