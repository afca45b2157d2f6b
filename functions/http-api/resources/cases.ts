import type * as contract from '#contract/api/cases.ts'
import type { Shape } from '#contract/api/operation.ts'
import { crmLinkOf } from '#contract/crm-link.ts'
import { addComment } from '#domain/cases/add-comment.ts'
import { readAttachments, showEntry } from '#domain/cases/attachments.ts'
import type {
  Case,
  CaseEntry,
  Channel,
  CommentEntry,
  FieldChange,
  Move,
  Notice,
  NoticeEntry,
} from '#domain/cases/case.ts'
import { createCaseLink, revokeCaseLink } from '#domain/cases/case-link.ts'
import { createCase, openCaseFrom } from '#domain/cases/create-case.ts'
import { editCase, reopenCase, resolveCase } from '#domain/cases/edit-case.ts'
import { fileByHand } from '#domain/cases/file-by-hand.ts'
import { linkCase } from '#domain/cases/link-case.ts'
import { listCases } from '#domain/cases/list-cases.ts'
import { loadCase } from '#domain/cases/load-case.ts'
import { putCase } from '#domain/cases/put-case.ts'
import { readCase, readCaseTimeline, type ShownEntry } from '#domain/cases/read-case.ts'
import { type CasePop, readCasePop } from '#domain/cases/read-case-pop.ts'
import { undoFiling } from '#domain/cases/undo-filing.ts'
import type { CaseEntryId, EmailId, MessageId } from '#domain/ids.ts'
import { type CaseTextPreview, previewCaseTexts } from '#domain/outbound/preview-case-texts.ts'
import { resolveWithText } from '#domain/outbound/resolve-with-text.ts'
import { sendCaseText } from '#domain/outbound/send-case-text.ts'
import { type ChannelOutcome, updateCase } from '#domain/outbound/update-case.ts'
import { camelCased, instant } from '../edge/camel-case.ts'
import { asCreated } from '../edge/created.ts'
import type { Routes } from '../edge/route.ts'
import { textRequest } from './messages.ts'
import { presentPage, time } from './present.ts'
import { presentCase } from './present-case.ts'
import { presentContact } from './present-contact.ts'
import { presentEmail } from './present-email.ts'
import { type InboxApp, presentReadable } from './present-media.ts'
import { presentGate, presentMessage } from './present-message.ts'

type Operations = typeof contract.caseOperations
type Presented = Shape<typeof contract.supportCase>

export const caseRoutes: Routes<Operations, InboxApp> = {
  createCase: async ({ app, principal, body }) =>
    present(app, await createCase(app, principal, caseRequest(body))),
  listCases: async ({ app, principal, query: { external, ...query } }) => {
    const page = await listCases(app, principal, {
      ...camelCased(query),
      ...(external !== undefined && { external: externalOf(external) }),
    })
    const { systems } = await app.settings.get(principal.workspace)
    return presentPage(page, (one) => presentCase(one, systems, app.portalUrl))
  },
  getCase: async ({ app, principal, params }) => present(app, await readCase(app, principal, params.id)),
  editCase: async ({ app, principal, params, body, seen }) =>
    present(app, await editCase(app, principal, params.id, caseRequest(body), seen)),
  putCase: async ({ app, principal, params: { system, external_id: id }, body }) => {
    const one = await putCase(app, principal, { system, id }, caseRequest(body))
    const presented = await present(app, one)
    return one.version === 1 ? asCreated(presented) : presented
  },
  resolveCase: async ({ app, principal, params, body: { send_text: sendText, ...body } }) => {
    const resolve = sendText ? resolveWithText : resolveCase
    return present(app, await resolve(app, principal, params.id, body))
  },
  reopenCase: async ({ app, principal, params }) => present(app, await reopenCase(app, principal, params.id)),
  linkCase: async ({ app, principal, params, body }) =>
    present(app, await linkCase(app, principal, params.id, body.conversation_id)),
  createCasePage: async ({ app, principal, params }) => {
    await createCaseLink(app, principal, params.id)
    return present(app, await loadCase(app, principal, params.id))
  },
  deleteCasePage: async ({ app, principal, params }) => {
    await revokeCaseLink(app, principal, params.id)
    return present(app, await loadCase(app, principal, params.id))
  },
  readCaseTimeline: async ({ app, principal, params, query }) => {
    const page = await readCaseTimeline(app, principal, params.id, query)
    const records = await Promise.all(page.records.map((shown) => presentEntry(app, shown)))
    return presentPage({ ...page, records }, (entry) => entry)
  },
  listCaseAttachments: async ({ app, principal, params }) => ({
    data: await Promise.all(
      (await readAttachments(app, principal, params.id)).map((shown) => presentEntry(app, shown)),
    ),
    has_more: false,
  }),
  editCaseEntry: async ({ app, principal, params, body }) =>
    presentEntry(app, await showEntry(app, principal, params.id, body.entry_id as CaseEntryId, body.public)),
  addCaseComment: async ({ app, principal, params, body }) =>
    presentComment(await addComment(app, principal, params.id, body)),
  updateCase: async ({ app, principal, params, body }) => {
    const { comment, channels } = await updateCase(app, principal, params.id, camelCased(body))
    return { comment: presentComment(comment), channels: channels.map(presentOutcome) }
  },
  sendCaseText: async ({ app, principal, params, body }) =>
    presentMessage(await sendCaseText(app, principal, params.id, textRequest(body))),
  previewCaseTexts: async ({ app, principal, body }) => ({
    texts: (await previewCaseTexts(app, principal, caseRequest(body))).map(presentTextPreview),
  }),
  openCase: async ({ app, principal, params, body }) =>
    present(app, await openCaseFrom(app, principal, params.id, caseRequest(body))),
  fileMessage: async ({ app, principal, params, body }) =>
    presentReadable(app, await fileByHand(app, principal, params.id, camelCased(body))),
  readCasePop: async ({ app, principal, params }) => presentPop(await readCasePop(app, principal, params.id)),
  undoFiling: async ({ app, principal, params }) =>
    presentReadable(app, await undoFiling(app, principal, params.id)),
}

const presentPop = ({ conversation, contact, cases, candidates, pops, settings }: CasePop) => {
  const { phone, case: shown } = conversation
  const { crmLink, systems } = settings
  return {
    title: 'SMS Chat Request',
    call_id: `SMS${phone}`,
    phone,
    contact: presentContact(contact),
    crm_url: crmLink && crmLinkOf(crmLink, { phone, externalIds: contact.externalIds }),
    case: shown && { id: shown.id, sure: shown.sure },
    cases: cases.map((one) => presentCase(one, systems)),
    candidates: candidates.map(presentContact),
    pops,
  }
}

/** What is said of a case, with the names and times of the domain. */
const caseRequest = <T extends { due_at?: string | null | undefined }>({ due_at, ...rest }: T) => {
  const dueAt = instant<T['due_at']>(due_at)
  return { ...camelCased(rest), ...(dueAt !== undefined && { dueAt }) }
}

/** The name of a system has no colon. */
const externalOf = (written: string) => {
  const [system = '', ...id] = written.split(':')
  return { system, id: id.join(':') }
}

const present = async (app: InboxApp, one: Case): Promise<Presented> => {
  const { systems } = await app.settings.get(one.workspace)
  return presentCase(one, systems, app.portalUrl)
}

const presentEntry = async (app: InboxApp, { entry, message }: ShownEntry) => {
  if (entry.type === 'comment') return presentComment(entry)
  if (entry.type === 'notice') return presentNotice(entry)
  if (entry.type === 'change' || !message) return presentChange(entry)
  return {
    id: entry.id,
    type: 'text' as const,
    at: time(entry.at),
    message: await presentReadable(app, message),
    here: !entry.gone,
    public: !entry.internal,
    moves: (entry.moves ?? []).map(presentMove),
  }
}

const presentNotice = (entry: CaseEntry & NoticeEntry) => ({
  id: entry.id,
  type: 'notice' as const,
  at: time(entry.at),
  event: entry.event,
  texts: (['sms', 'email'] as const).flatMap((channel) => {
    const notice = entry[channel]
    return notice ? [presentNoticeText(channel, notice)] : []
  }),
  by: entry.by,
  by_name: entry.byName,
})

const presentNoticeText = (channel: Channel, notice: Notice) => ({
  channel,
  state: notice.state,
  template_id: notice.templateId,
  ...(notice.state === 'sent' && sentAs(channel, notice.id)),
  ...(notice.state === 'not_sent' && { code: notice.code, detail: notice.detail }),
})

const sentAs = (channel: Channel, id: string) =>
  channel === 'sms' ? { message_id: id as MessageId } : { email_id: id as EmailId }

const presentTextPreview = ({ templateId, gate, refused, ...shown }: CaseTextPreview) => ({
  ...shown,
  template_id: templateId,
  gate: gate && presentGate(gate),
  ...(refused && { code: refused.code, detail: refused.message }),
})

const presentOutcome = (outcome: ChannelOutcome) => ({
  channel: outcome.channel,
  sent: !('refused' in outcome),
  ...('message' in outcome && { message: presentMessage(outcome.message) }),
  ...('email' in outcome && { email: presentEmail(outcome.email) }),
  ...('refused' in outcome && { code: outcome.refused.code, detail: outcome.refused.message }),
})

const presentMove = ({ at, by, byName, from, to }: Move) => ({
  at: time(at),
  by,
  by_name: byName,
  from,
  to,
})

const presentComment = (entry: CaseEntry & CommentEntry) => ({
  id: entry.id,
  type: 'comment' as const,
  at: time(entry.at),
  body: entry.body,
  public: entry.public,
  by: entry.by,
  by_name: entry.byName,
})

const presentChange = (entry: CaseEntry) => ({
  id: entry.id,
  type: 'change' as const,
  at: time(entry.at),
  changes: entry.type === 'change' ? entry.changes.map(presentField) : [],
  by: entry.type === 'change' ? entry.by : undefined,
  by_name: entry.type === 'change' ? entry.byName : undefined,
})

/** Fields are called as they are in a case. */
const presentField = ({ field, from, to }: FieldChange) => ({
  field: field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  from,
  to,
})
