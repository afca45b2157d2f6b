import { beforeAll, expect, test } from 'vitest'
import type { ErrorCode } from '#contract/api/error-codes.ts'
import type { OperationName } from '#contract/api/operations.ts'
import { operationProblems } from '#contract/api/problems.ts'
import { assignToTeam } from '#domain/assignment/assign-to-team.ts'
import { followFiling } from '#domain/cases/follow-filing.ts'
import { recordEmailEvent } from '#domain/emails/record-email-event.ts'
import { logEvent } from '#domain/event-log/log-event.ts'
import type { ConversationId, MessageId, TeamId, WorkflowId } from '#domain/ids.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { tellCustomer } from '#domain/outbound/tell-customer.ts'
import { newUnreadable } from '#domain/unreadable/unreadable.ts'
import { keepAttempt } from '#domain/webhooks/attempt-delivery.ts'
import { inEnvelope } from '../examples/examples.ts'
import { createFakeApp, type FakeApp, workspace } from '../support/fake-app.ts'
import {
  type Answer,
  agentClaims,
  type Claims,
  createGateway,
  expectAsPromised,
  machineClaims,
  names,
  operation,
  pathOf,
} from '../support/gateway.ts'
import { drainJobs } from '../support/importing.ts'
import { validBody } from '../support/valid-bodies.ts'

const hour = 60 * 60 * 1000
const admin = agentClaims(workspace, 'admin')
const ana = agentClaims(workspace)
const ben = { ...ana, sub: `${ana.sub}-ben`, username: 'ben' }
const program = machineClaims(workspace, 'read', 'send', 'manage')

type Call = {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  headers?: Record<string, string>
  claims?: Claims
}

/** The walk of a workspace through every operation. What was answered is kept for the tests. */
const createWalk = () => {
  const app = createFakeApp()
  app.now += 8 * hour
  const request = createGateway(app)
  const served = new Set<OperationName>()
  const refused: { name: OperationName; code: ErrorCode }[] = []
  const call = async (
    name: OperationName,
    { params, claims = admin, ...more }: Call = {},
  ): Promise<Answer['body']> => {
    const headers = operation(name).ifMatch ? { 'if-match': '*', ...more.headers } : more.headers
    const place = { method: operation(name).method, path: pathOf(name, params) }
    const answer = await request({ ...place, claims, ...more, headers })
    if (answer.status >= 400) refused.push({ name, code: answer.body.code })
    else {
      expectAsPromised(name, answer)
      served.add(name)
    }
    return answer.body
  }
  return { app, call, served, refused }
}

type Walk = ReturnType<typeof createWalk>

let texts = 0

const receive = (app: FakeApp, from: string, to: string, body: string) => {
  app.advance(60_000)
  return receiveMessage(app, {
    carrier: 'aws',
    carrierMessageId: `text ${++texts}`,
    from,
    to,
    body,
    at: app.now,
  })
}

const conversationOf = (app: FakeApp, phone: string): ConversationId => {
  const found = app.all('conversation').findLast((conversation) => conversation.phone === phone)
  if (!found) throw new Error(`Nobody wrote from ${phone}.`)
  return found.id
}

/** What an admin sets up. Gives an active number with an id as real ones have. */
const walkAdministration = async ({ call }: Walk) => {
  await call('editSettings', { body: { company_name: 'Acme', enabled_countries: ['US', 'CA'] } })
  await call('getSettings')
  await call('listRules')
  await call('listRules', { query: { place: 'US-PA' } })
  const week = { monday: [{ from: '08:00', to: '20:00' }] }
  const hours = { name: 'Office', zone: 'America/New_York', weekly: week }
  const { id: hoursId } = await call('createBusinessHours', { body: hours })
  await call('editBusinessHours', { params: { id: hoursId }, body: { holidays: [{ date: '2026-12-25' }] } })
  await call('getBusinessHours', { params: { id: hoursId } })
  await call('listBusinessHours')
  const { id: me } = await call('getMe')
  await call('getMe', { claims: program })
  await call('listPrograms')
  await call('getProgram', { params: { id: 'crm' } })
  await call('editProgram', { params: { id: 'crm' }, body: { name: 'Our CRM' } })
  const { id: teamId } = await call('createTeam', { body: { name: 'Repairs', members: [me] } })
  await call('editTeam', { params: { id: teamId }, body: { hours_id: hoursId } })
  await call('getTeam', { params: { id: teamId } })
  await call('listTeams')
  const account = { access_key: 'access', secret_key: 'secret' }
  await call('createCarrierAccount', { body: { carrier: 'twilio', name: 'Ours', secrets: account } })
  const { id: accountId } = await call('createCarrierAccount', {
    body: { carrier: 'flowroute', name: 'Ours', secrets: account },
  })
  await call('listCarrierAccounts')
  await call('getCarrierAccount', { params: { id: accountId } })
  await call('editCarrierAccount', { params: { id: accountId }, body: { secrets: { secret_key: 'new' } } })
  const { id: theirsId } = await call('createNumber', {
    body: { address: '+12065550143', carrier: 'flowroute', carrier_account_id: accountId },
  })
  await call('deleteCarrierAccount', { params: { id: accountId } })
  await call('editNumber', { params: { id: theirsId }, body: { carrier: 'aws', carrier_account_id: null } })
  await call('deleteCarrierAccount', { params: { id: accountId } })
  const { id: numberId } = await call('createNumber', {
    body: { address: '+12065550142', name: 'Front desk' },
  })
  const patch = {
    team_id: teamId,
    registration: { status: 'approved' },
    notification_users: [
      {
        first_name: 'Ana',
        last_name: 'Ruiz',
        email: 'ana@example.com',
        notify_by_email: true,
        notify_by_sms: false,
      },
    ],
    texts: { after_hours: 'We are closed.' },
    hours_policy: 'off',
    rate: { segments_per_second: 2, segments_per_day: 10_000 },
  }
  await call('confirmNumber', { params: { id: numberId } })
  const edited = await call('editNumber', { params: { id: numberId }, body: patch })
  const told = (edited as { notification_users: { agent_id: string }[] }).notification_users[0]?.agent_id
  await call('resendInvite', { params: { id: String(told) } })
  await call('activateNumber', { params: { id: numberId } })
  await call('confirmNumber', { params: { id: numberId } })
  await call('getNumber', { params: { id: numberId } })
  await call('listNotificationUsers', { params: { id: numberId } })
  await call('testNotificationUsers', { params: { id: numberId } })
  await call('listNumbers')
  await call('createNumber', { body: { address: '+12065550142' } })
  await call('createNumber', { body: { address: 'nowhere' } })
  await call('deleteTeam', { params: { id: teamId } })
  await call('deleteBusinessHours', { params: { id: hoursId } })
  return { numberId, teamId, hoursId }
}

const walkCredits = async ({ app, call }: Walk) => {
  await call('addCreditPack')
  await call('editSettings', { body: { credits: { enabled: true, packs_after_days: 365 } } })
  await call('addCreditPack')
  await call('editSettings', { body: { credits: { packs_after_days: 0 } } })
  await call('addCreditPack')
  await call('getCredits')
  await call('listCreditEntries', { query: { limit: '1' } })
  await call('editSettings', { body: { credits: { enabled: false } } })
  app.advance(1000)
}

const walkContacts = async ({ call }: Walk) => {
  const facts = {
    name: 'Ada Park',
    emails: ['ada@example.com'],
    attributes: { plan: 'gold' },
    zone: 'Europe/Paris',
  }
  const ada = await call('createContact', {
    body: { ...facts, phones: [{ phone: '+12065550171' }], external_ids: { crm: '42' } },
  })
  await call('createContact', { body: { phones: [{ phone: '+12065550171' }] } })
  await call('createContact', { body: { phones: [{ phone: '12' }] } })
  await call('createContact', { body: { name: 'Eve', external_ids: { crm: '42' } } })
  const other = await call('createContact', { body: { name: 'Ada P.' } })
  await call('editContact', { params: { id: ada.id }, body: { enrolled: true, attributes: { plan: null } } })
  await call('editContact', { params: { id: other.id }, body: { phones: [{ phone: '+12065550171' }] } })
  await call('editContact', { params: { id: other.id }, body: {}, headers: { 'if-match': '"9"' } })
  await call('mergeContacts', { params: { id: ada.id }, body: { source_id: other.id } })
  await call('editContact', { params: { id: other.id }, body: { name: 'Gone' } })
  await call('getContact', { params: { id: other.id } })
  const told = { name: 'Ada Park', phones: [{ phone: '+12065550173' }], enrolments: [{ play: 'Winback' }] }
  const hubspot = (id: string, body: object, headers = {}) =>
    call('putContactByExternal', { params: { system: 'hubspot', id }, body, headers })
  await hubspot('7', told)
  await hubspot('7', { ...told, do_not_contact: true })
  await hubspot('8', told)
  await hubspot('8', { phones: [{ phone: '12' }] })
  await hubspot('7', told, { 'if-match': '"99"' })
  await call('readContactTimeline', { params: { id: ada.id } })
  const searches: Record<string, string>[] = [
    { phone: '+12065550171' },
    { query: 'ada' },
    { external_id: 'crm:42' },
    { phone: '12' },
  ]
  for (const query of searches) await call('listContacts', { query })
}

/** Somebody is invited, and others are refused for what they may not. */
const walkPeople = async (call: Walk['call'], teamId: string) => {
  const body = { name: 'Dora', email: 'dora@example.com', team_ids: [teamId] }
  const { id } = await call('inviteAgent', { body })
  await call('inviteAgent', { body })
  await call('inviteAgent', { body: { ...body, email: 'eve@example.com', team_ids: ['tem_00000000'] } })
  await call('resendInvite', { params: { id } })
  await call('editAgent', { params: { id }, body: { role: 'admin' } })
  await call('editAgent', { params: { id }, body: { active: false } })
  await call('editAgent', { params: { id }, body: { available: true } })
  await call('resendInvite', { params: { id } })
  const { id: adminId } = await call('getMe')
  await call('resendInvite', { params: { id: adminId } })
  await call('editAgent', { params: { id: adminId }, body: { role: 'agent' }, claims: program })
  const { id: benId } = await call('getMe', { claims: ben })
  await call('editAgent', { params: { id: benId }, body: { role: 'admin' } })
}

/** A list of opt-outs, from its place to its rejected rows; and one that is not waited for. */
const walkImport = async ({ app, call }: Walk) => {
  const facts = { kind: 'suppressions', file_name: 'list.csv' }
  await call('createImport', { body: { ...facts, bytes: 50_000_001 } })
  const content = new TextEncoder().encode('To;Our number\n+12065550175;\n12;\n')
  const { id } = await call('createImport', { body: { ...facts, bytes: content.length } })
  app.uploaded.set(`imports/${workspace}/${id}/file`, content)
  await call('startImport', { params: { id } })
  await call('getRejects', { params: { id } })
  await call('checkImport', { params: { id } })
  await drainJobs(app)
  await call('editImport', { params: { id }, body: { mapping: { phone: 'Nothing' } } })
  await call('editImport', { params: { id }, body: { mapping: { phone: 'To' } } })
  await call('checkImport', { params: { id } })
  await drainJobs(app)
  await call('startImport', { params: { id } })
  await drainJobs(app)
  await call('getRejects', { params: { id } })
  await call('editImport', { params: { id }, body: { mapping: { phone: 'To' } } })
  const { job } = await call('getImport', { params: { id } })
  await call('cancelJob', { params: { id: job.id } })
  await call('getJob', { params: { id: job.id } })
  for (const list of ['listImports', 'listJobs'] as const) await call(list)
}

/** The phones that have opted out, before and after they are written. */
const walkExport = async ({ app, call }: Walk) => {
  for (const name of ['getReport', 'getReportFile'] as const) {
    const report = { params: { report: 'volumes' }, query: { from: '2026-11-01', to: '2026-11-30' } }
    await call(name, report)
    await call(name, { ...report, query: { from: '2025-11-01', to: '2026-12-30' } })
    await call(name, { ...report, query: { ...report.query, zone: 'Asia/Tokyo' } })
  }
  await call('getBacklog')
  const dated = { kind: 'messages', from: '2026-11-01', to: '2026-11-30' }
  await call('createExport', { body: dated })
  await call('createExport', { body: { ...dated, from: '2025-01-01' } })
  const { id } = await call('createExport', { body: { kind: 'suppressions' } })
  await call('listExportFiles', { params: { id } })
  await drainJobs(app)
  await call('listExportFiles', { params: { id } })
}

/** A picture, from its place to what became of it. */
const walkPicture = async (call: Walk['call']): Promise<string> => {
  for (const body of [
    { content_type: 'text/html', bytes: 1 },
    { content_type: 'image/png', bytes: 10_000_001 },
  ])
    await call('createMedia', { body, claims: ana })
  const body = { content_type: 'image/png', bytes: 80 }
  const { id } = await call('createMedia', { body, claims: ana })
  await call('completeMedia', { params: { id }, claims: ana })
  await call('getMedia', { params: { id }, claims: ana })
  return id
}

/** The life of a conversation between two agents. */
const walkConversation = async (
  { app, call }: Walk,
  { numberId, teamId }: { numberId: string; teamId: string },
) => {
  await receive(app, '+12065550161', '+12065550142', 'Hello?')
  const params = { id: conversationOf(app, '+12065550161') }
  const { id: benId } = await call('getMe', { claims: ben })
  const { id: anaId } = await call('getMe', { claims: ana })
  await call('listAgents')
  await call('getAgent', { params: { id: anaId } })
  await call('editAgent', { params: { id: anaId }, body: { default_number_id: numberId } })
  await call('editAgent', { params: { id: anaId }, body: { name: 'Ben' }, claims: ben })
  await walkPeople(call, teamId)
  await call('releaseConversation', { params, claims: ana })
  await call('claimConversation', { params, claims: program })
  await call('claimConversation', { params, claims: ana })
  await call('claimConversation', { params, claims: ben })
  await call('sendMessage', { params, body: { body: 'Hi!' }, claims: ben })
  await call('sendMessage', { params, body: { body: 'Hi!' }, claims: ana })
  await call('sendMessage', { params, body: { body: 'See', media: [await walkPicture(call)] }, claims: ana })
  await call('addParticipant', { params, body: { agent_id: benId }, claims: ana })
  await call('addNote', { params, body: { body: 'Careful.' }, claims: ben })
  await call('addTag', { params, body: { tag: 'vip' }, claims: ana })
  await call('removeTag', { params: { ...params, tag: 'vip' }, claims: ana })
  await call('editConversation', { params, body: { subject: 'Heater', team_id: teamId }, claims: ana })
  await call('markRead', { params, body: {}, claims: ana })
  await call('markUnread', { params, claims: ana })
  const until = new Date(app.now + hour).toISOString()
  await call('snoozeConversation', { params, body: { until }, claims: ana })
  await call('listConversations', { query: { snoozed: 'true' }, claims: ana })
  await call('unsnoozeConversation', { params, claims: ana })
  await call('saveDraft', { params, body: { body: 'We will' }, claims: ana })
  await call('getDraft', { params, claims: ana })
  await call('editMe', { body: { available: true }, claims: ana })
  await call('editPreferences', { body: { theme: 'dark', shortcuts: { enabled: false } }, claims: ana })
  const noIds = { contact: '', conversation: '', agent: '' }
  const browser = validBody('createPushSubscription', noIds) as object
  const { id: browserId } = await call('createPushSubscription', { body: browser })
  await call('createPushSubscription', { body: { ...browser, endpoint: 'https://push.example.com/1' } })
  await call('listPushSubscriptions')
  await call('deletePushSubscription', { params: { id: browserId } })
  await call('getPreferences', { claims: ana })
  await call('transferConversation', { params, body: { agent_id: benId }, claims: ana })
  await call('removeParticipant', { params: { ...params, agent_id: anaId }, claims: ben })
  await call('releaseConversation', { params, claims: ben })
  for (const tab of ['active', 'team', 'closed']) await call('listConversations', { query: { tab } })
  await call('listConversations', { query: { phone: '+12065550161', expand: 'contact,number,agent' } })
  await call('listConversations', { query: { phone: '12' } })
  await call('listConversations', { query: { tab: 'closed', state: 'open' } })
  for (const tab of ['active', 'team', 'closed'])
    await call('listConversations', { query: { tab, sort: 'waiting', claimed: 'true', waiting: 'false' } })
  await call('countConversations')
  await call('getConversation', { params })
  await call('listMessages', { params })
  await call('readTimeline', { params })
  const send_at = new Date(app.now + hour).toISOString()
  await call('sendMessage', { params, body: { body: 'See you.', send_at }, claims: program })
  await call('closeConversation', { params })
  await call('closeConversation', { params, body: { scheduled: 'cancel' } })
  await call('claimConversation', { params, claims: ana })
  await call('sendMessage', { params, body: { body: 'Too late.' }, claims: program })
  await call('reopenConversation', { params })
  await call('closeConversation', { params })
}

/** A conversation waits for a team of which nobody is available. */
const walkQueue = async ({ app, call }: Walk, { teamId }: { teamId: string }) => {
  await receive(app, '+12065550162', '+12065550142', 'Hello?')
  const principal = { kind: 'program', workspace, id: 'crm', scopes: ['manage'] } as const
  const how = { by: 'round_robin', cap: 5, teamId: teamId as TeamId } as const
  await assignToTeam(app, principal, conversationOf(app, '+12065550162'), how)
  const { data } = await call('listTeamQueues')
  expect(data).toMatchObject([{ team_id: teamId, count: 1, capped: false }])
  const queue = await call('readTeamQueue', { params: { id: teamId } })
  expect(queue).toMatchObject({ data: [{ by: 'round_robin', cap: 5 }], queue: { count: 1 } })
  expect(queue.members).toMatchObject([{ available: false, open_conversations: expect.any(Number) }])
}

const walkThreading = async ({ app, call }: Walk, { numberId }: { numberId: string }) => {
  const phone = '+12065550161'
  await receive(app, phone, '+12065550142', 'Me again.')
  const first = conversationOf(app, phone)
  await call('continueConversation', { params: { id: first } })
  await receive(app, phone, '+12065550142', 'One more thing.')
  const [newest] = (await call('listMessages', { params: { id: first } })).data
  const second = await call('splitConversation', { params: { id: first }, body: { message_id: newest.id } })
  await call('reopenConversation', { params: { id: first } })
  await call('mergeConversation', { params: { id: second.id }, body: { conversation_id: first } })
  await call('reopenConversation', { params: { id: first } })
  await call('unmergeConversation', { params: { id: second.id }, body: { conversation_id: first } })
  const start = { to: phone, body: 'About your heater', from: numberId }
  await call('startConversation', { body: start })
  await call('startConversation', { body: { ...start, if_open: 'continue' } })
  await call('startConversation', { body: { ...start, if_open: 'close_and_start', subject: 'Heater' } })
  await call('startConversation', { body: { body: 'To nobody' } })
}

const walkMessages = async ({ app, call }: Walk, { numberId }: { numberId: string }) => {
  const text = { to: '+12065550162', body: 'Your heater is ready.', from: numberId }
  const { id } = await call('sendSingle', { body: text, claims: program })
  await call('getMessage', { params: { id } })
  await call('resendMessage', { params: { id } })
  const sent = app.all('message').find((message) => message.id === (id as MessageId))
  if (sent?.direction === 'outbound')
    await app.commit({ ...sent, status: 'unknown', unknownAt: app.now - hour })
  await call('getMessage', { params: { id } })
  await call('resendMessage', { params: { id } })
  await call('cancelHeld', { params: { id } })
  const lost = app.all('message').find((message) => message.id === (id as MessageId))
  if (lost?.direction === 'outbound') await app.commit({ ...lost, status: 'undelivered' })
  await call('resendMessage', { params: { id }, claims: program })
  await call('getMessage', { params: { id } })
  await call('resendMessage', { params: { id }, claims: program })
  for (const to of ['+442079460000', '+12065550100x', '12'])
    await call('sendSingle', { body: { ...text, to }, claims: program })
  await call('sendSingle', { body: { ...text, body: '😀'.repeat(9_000) }, claims: program })
  const send_at = new Date(app.now + hour).toISOString()
  const held = await call('sendSingle', { body: { ...text, send_at, origin: 'campaign' }, claims: program })
  await call('findMessages', { query: { status: 'held', number_id: numberId } })
  await call('findMessages', { query: { number_id: numberId, expand: 'claim' } })
  await call('findMessages', { query: { phone: '12' } })
  await call('findMessages', { query: { words: 'heater' } })
  await call('editHeld', {
    params: { id: held.id },
    body: { body: 'Your heater is **ready**.', format: 'markdown' },
  })
  await call('sendHeldNow', { params: { id: held.id } })
  const another = await call('sendSingle', { body: { ...text, send_at }, claims: program })
  await call('cancelHeld', { params: { id: another.id } })
  await call('editHeld', { params: { id: another.id }, body: { body: 'Too late' } })
  await call('previewMessage', {
    body: { body: `It isn’t ready: ${'wait. '.repeat(20)}`, to: text.to, from: numberId },
  })
  await call('previewMessage', { body: { body: 'Hello!' } })
  await call('previewMessage', { body: { body: 'Hello!', to: '12' } })
}

const walkConsents = async ({ app, call }: Walk, { numberId }: { numberId: string }) => {
  const phone = '+12065550163'
  await receive(app, phone, '+12065550142', "Please don't text me before noon")
  await call('dismissConsentReview', { params: { id: conversationOf(app, phone) } })
  await receive(app, phone, '+12065550142', "Don't text me before noon")
  const [review] = (await call('listConsentReviews')).data
  const params = { id: review.id }
  await call('decideConsentReview', {
    params,
    body: { decision: 'dismiss', reason: 'After noon it is fine' },
  })
  await call('getConsentReview', { params })
  await call('decideConsentReview', { params, body: { decision: 'opt_out' } })
  await call('recordConsent', { body: { action: 'opt_out', phone, reason: 'On the phone' } })
  await call('sendSingle', { body: { to: phone, body: 'Hello?', from: numberId }, claims: program })
  const consent = { purpose: 'offers', page: 'https://example.com', expires_at: '2030-01-01T00:00:00Z' }
  await call('recordConsent', { body: { action: 'opt_in', phone, reason: 'Signed the form', consent } })
  await call('recordConsent', { body: { action: 'opt_in', phone: '12', reason: 'Signed the form' } })
  await receive(app, phone, '+12065550142', 'STOP')
  await call('listConsents', { query: { phone } })
  await call('listConsents', { query: { phone: '12' } })
}

/** A ticket from its opening to its end, with what can be refused on the way. */
const walkCases = async ({ app, call }: Walk, { numberId }: { numberId: string }) => {
  const number = app.all('number').find(({ id }) => id === numberId)
  const phone = '+12065550177'
  await call('editSettings', {
    body: { systems: [{ key: 'syncro', name: 'Syncro', case_url: 'https://acme.example.com/t/{id}' }] },
  })
  await receive(app, phone, number?.address ?? '', 'Do you repair printers?')
  const conversation = conversationOf(app, phone)
  const { id } = await call('createCase', {
    body: {
      to: phone,
      subject: 'Printer',
      external: { system: 'syncro', id: '7' },
      due_at: '2027-01-01T00:00:00Z',
    },
  })
  await call('createCase', {
    body: { to: phone, subject: 'Printer', external: { system: 'syncro', id: '7' } },
  })
  await call('createCase', { body: { to: phone, subject: 'Printer', number: '1001' } })
  const params = { id }
  await call('getCase', { params })
  await call('listCases')
  await call('listCases', { query: { external: 'syncro:7' } })
  await call('editCase', {
    params,
    body: { status: 'On the bench', fields: { device: 'HP' }, state: 'waiting' },
  })
  await call('openCase', { params: { id: conversation }, body: { subject: 'Laptop' } })
  await call('linkCase', { params, body: { conversation_id: conversation } })
  await call('createCasePage', { params })
  await call('deleteCasePage', { params })
  await call('readCasePop', { params: { id: conversation } })
  await call('addCaseComment', { params, body: { body: 'Ordered the part.' } })
  await call('updateCase', { params, body: { body: 'It is ready.', channels: ['sms', 'email'] } })
  const sent = await call('sendCaseText', { params, body: { body: 'It is ready.' } })
  await call('sendSingle', { body: { case_id: id, body: 'It is ready, really.' } })
  await call('sendSingle', { body: { case_id: id, contact_id: 'con_00000000', body: 'It is ready.' } })
  await receive(app, phone, number?.address ?? '', '#1001 great')
  for (const message of app.all('message')) if (message.case) await followFiling(app, workspace, message.id)
  const { data } = await call('readCaseTimeline', { params })
  for (const { id: entry_id } of data.slice(0, 3))
    await call('editCaseEntry', { params, body: { entry_id, public: false } })
  await call('listCaseAttachments', { params })
  await call('fileMessage', { params: { id: sent.id }, body: { case_id: null } })
  await call('undoFiling', { params: { id: sent.id } })
  const { id: other } = await call('createCase', { body: { to: '+12065550178', subject: 'Phone' } })
  const { id: template } = await call('createTemplate', {
    body: { name: 'Case', use: 'case', body: 'Case {{ case.number }}: {{ case.update | default: "news" }}' },
  })
  const told = { type: 'task', sms_template_id: template, email_template_id: template, on: true }
  await call('editSettings', {
    body: { case_texts: ['created', 'updated', 'status', 'done'].map((event) => ({ ...told, event })) },
  })
  await call('previewCaseTexts', { body: { event: 'created', to: phone, subject: 'Visit', type: 'task' } })
  await call('previewCaseTexts', { body: { event: 'created', subject: 'Visit' } })
  await call('previewCaseTexts', { body: { event: 'created', contact_id: 'con_00000000' } })
  await call('previewCaseTexts', { body: { event: 'created', to: '12' } })
  const task = await call('createCase', {
    body: { to: phone, subject: 'Visit', type: 'task', template_id: template, assignee: 'agt_ana' },
  })
  await call('previewCaseTexts', { body: { event: 'done', case_id: task.id, send_text: true } })
  await call('previewTemplate', { params: { id: template }, body: { case_id: task.id } })
  await call('updateCase', { params: { id: task.id }, body: { template_id: template, channels: ['sms'] } })
  for (const { kind, workspace, caseId, id: entryId, ...entry } of app.all('case_entry'))
    if (kind === 'case_entry' && entry.type === 'notice')
      await tellCustomer(app, { workspace, caseId, entryId })
  await call('readCaseTimeline', { params: { id: task.id } })
  await call('resolveCase', { params: { id: task.id }, body: { send_text: true } })
  await call('resolveCase', { params: { id: task.id }, body: { send_text: true } })
  await call('fileMessage', { params: { id: sent.id }, body: { case_id: other } })
  await call('resolveCase', { params, body: { status: 'Picked up' } })
  await call('sendCaseText', { params, body: { body: 'It is ready.' } })
  await call('updateCase', { params, body: { body: 'It was picked up.', channels: ['sms'] } })
  await call('reopenCase', { params })
  const outside = { system: 'syncro', external_id: '7' }
  await call('putCase', { params: outside, body: { status: 'Picked up', state: 'done' } })
}

const walkViews = async ({ call }: Walk, { teamId }: { teamId: string }) => {
  const { id } = await call('createView', { body: { name: 'VIPs', filter: { tag: 'vip', team_id: teamId } } })
  await call('getView', { params: { id } })
  await call('getView', { params: { id }, claims: ana })
  await call('editView', { params: { id }, body: { shared: true } })
  await call('editView', { params: { id }, body: { name: 'Mine' }, claims: ana })
  await call('listViews')
  await call('deleteView', { params: { id } })
}

/** A workflow that is saved, saved again, taken back and forgotten, and one that does not fit. */
const walkWorkflows = async ({ app, call }: Walk) => {
  const trigger = { type: 'customer_message' }
  const branches = [
    {
      when: [{ fact: 'message.body', op: 'has_word', value: 'refund' }],
      then: [{ action: 'tag', tag: 'refund' }],
    },
  ]
  await call('createWorkflow', {
    body: { name: 'Refunds', trigger: { type: 'contact_created' }, branches },
  })
  const { id } = await call('createWorkflow', { body: { name: 'Refunds', trigger, branches } })
  const params = { id }
  await call('editWorkflow', { params, body: { on: true, name: 'Refunds and returns' } })
  await call('restoreWorkflow', { params, body: { version: 1 } })
  await call('getWorkflow', { params })
  await call('tryWorkflow', { params, body: {} })
  const [conversation] = app.all('conversation')
  const run = (macro: string, dry: boolean) =>
    call('runWorkflow', { params: { id: macro }, body: { conversation_id: conversation?.id, dry } })
  const { id: macro } = await call('createWorkflow', {
    body: {
      name: 'Refund',
      trigger: { type: 'manual' },
      branches: [],
      otherwise: [{ action: 'note', body: 'Look.' }, { action: 'close' }],
    },
  })
  await run(id, false)
  await run(macro, false)
  await call('editWorkflow', { params: { id: macro }, body: { on: true } })
  await run(macro, true)
  await run(macro, false)
  await call('deleteWorkflow', { params: { id: macro } })
  const draft = { name: 'Refunds', trigger, branches: [], otherwise: [{ action: 'note', body: 'Look.' }] }
  await call('tryWorkflow', { params, body: { last: 2, draft } })
  await call('listWorkflows', { claims: ana })
  await call('listWorkflowVersions', { params, query: { limit: '2' } })
  await call('orderWorkflows', { body: { ids: [id] } })
  await walkRuns({ app, call }, id)
  for (let i = 0; i < 100; i++) await call('createWorkflow', { body: { name: 'One', trigger, branches } })
  await call('deleteWorkflow', { params })
}

/** A run of a workflow that acted, found by its conversation and by the workflow; of no contact, and of two things at once. */
const walkRuns = async ({ app, call }: Pick<Walk, 'app' | 'call'>, id: WorkflowId) => {
  const [conversation] = app.all('conversation')
  if (!conversation) throw new Error('There is no conversation')
  const { id: about, workspace } = conversation
  const failed = [
    { branch: 0, index: 0, condition: { fact: 'conversation.tags', op: 'is_set' }, found: ['vip'] } as const,
  ]
  const actions = [
    { action: 'reply', outcome: 'refused', code: 'agent_send_only', detail: 'Only people.' } as const,
  ]
  const place = { workspace, about, at: app.now, eventId: 'event-1', expiresAt: app.now + 1, version: 0 }
  await app.commit(
    {
      ...{
        kind: 'workflow_run',
        ...place,
        conversationId: about,
        trigger: 'customer_message',
        doneAt: app.now,
      },
      considered: [{ workflowId: id, workflowVersion: 1, outcome: 'otherwise', failed, actions }],
    },
    { kind: 'workflow_use', ...place, workflowId: id },
  )
  await call('listWorkflowRuns', { query: { conversation_id: about } })
  await call('listWorkflowRuns', { query: { workflow_id: id, limit: '1' } })
  await call('listWorkflowRuns', { query: { workflow_id: id }, claims: ana })
  await call('listWorkflowRuns', { query: { contact_id: 'con_0000' } })
  await call('listWorkflowRuns', { query: { conversation_id: about, workflow_id: id } })
}

/** An endpoint that hears of a text, another that is not allowed, and the feed of both. */
const walkWebhooks = async ({ app, call }: Walk) => {
  const add = (url: string) =>
    call('createWebhookEndpoint', { body: { url, event_types: ['message.received'] } })
  await add('https://10.0.0.1/')
  const { id } = await add('https://hooks.example.com/parley')
  const params = { id }
  await call('editWebhookEndpoint', { params, body: { description: 'Our CRM' } })
  await call('getWebhookEndpoint', { params })
  await call('listWebhookEndpoints')
  await call('rotateWebhookSecret', { params })
  const event = { id: 'told', type: 'message.received', at: app.now, workspace, data: {} }
  const { place } = await logEvent(app, event)
  const attempted = { workspace, endpointId: id, place, eventId: event.id, type: event.type }
  const attempt = { secretsOf: app.webhookSecrets.get, post: async () => ({ status: 200, duration: 9 }) }
  await keepAttempt(
    { ...app, ...attempt },
    attempted,
    { status: 500, duration: 90, answer: 'Oops' },
    () => 5_000,
  )
  await call('listWebhookDeliveries', { params })
  const again = () => call('retryWebhookDelivery', { params: { ...params, delivery_id: `whd_${place}` } })
  await again()
  await call('testWebhookEndpoint', { params })
  const time = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' }
  await call('replayWebhookEvents', { params, body: time })
  await call('disableWebhookEndpoint', { params })
  await again()
  await call('enableWebhookEndpoint', { params })
  app.advance(60_000)
  await call('listEvents', { query: { types: 'message.received,note.created' } })
  const { cursor } = await call('listEvents')
  await call('listEvents', { query: { after: cursor }, claims: program })
  await call('deleteWebhookEndpoint', { params })
  for (let i = 0; i <= 20; i++) await add('https://hooks.example.com/parley')
  app.advance(31 * 24 * hour)
  await call('listEvents', { query: { after: cursor } })
}

/** An address that comes back, one whose owner complains, and a contact without any. */
const walkEmails = async ({ app, call }: Walk) => {
  const { id: contact_id } = await call('createContact', {
    body: { name: 'Dan', emails: ['dan@example.com'] },
  })
  const write = () => call('createEmail', { body: { contact_id, subject: 'Your printer', body: 'Ready.' } })
  await write()
  await call('editSettings', { body: { email: { from_address: 'desk@acme.example' } } })
  const { id } = await write()
  await call('getEmail', { params: { id } })
  for (const what of ['complained', 'bounced'] as const) {
    await recordEmailEvent(app, { workspace, emailId: id, at: app.now, what, lasting: true })
    await write()
    await call('listEmailSuppressions')
    await call('deleteEmailSuppression', { params: { address: 'dan@example.com' } })
  }
  const params = { id: contact_id }
  await call('editContact', { params, body: { emails: [] } })
  await write()
}

/** A text that nobody could read; only what is below its envelope was mended meanwhile. */
const walkUnreadable = async ({ app, call }: Walk) => {
  const text = { originationNumber: '+12065550165', destinationNumber: '+12065550142', messageBody: 'Hello?' }
  const facts = { workspace, source: 'inbound', reason: 'failing', detail: 'TypeError' } as const
  const keep = (queueId: string, raw: string) =>
    app.commit(newUnreadable(facts, { queueId, raw, receivedAt: app.now }))
  await keep('5fd0a3e2-8a31-4c5b-9f04-000000000001', inEnvelope(text))
  await keep('5fd0a3e2-8a31-4c5b-9f04-000000000002', 'not json')
  const { data } = await call('listUnreadable')
  for (const { id } of data) await call('retryUnreadable', { params: { id } })
}

/** What keeps a text from being sent, one after the other. */
const walkGate = async ({ app, call }: Walk, { numberId }: { numberId: string }) => {
  const params = { id: numberId }
  const text = { to: '+12065550171', body: 'Hello!', from: numberId }
  const send = () => call('sendSingle', { body: text, claims: program })
  const edit = (body: object) => call('editNumber', { params, body })
  await edit({ agent_send_only: true })
  await send()
  await edit({ agent_send_only: false, enrolled_only: true })
  await call('sendSingle', { body: { ...text, to: '+12065550164' }, claims: program })
  await edit({ enrolled_only: false })
  const [ada] = (await call('listContacts', { query: { phone: text.to } })).data
  for (const body of [
    { do_not_contact: true },
    { do_not_contact: false, sms_enabled: false },
    { sms_enabled: true },
  ]) {
    await call('editContact', { params: { id: ada.id }, body })
    await send()
  }
  await call('editSettings', { body: { credits: { enabled: true, included_per_month: 0 } } })
  app.advance(40 * 24 * hour)
  await send()
  await call('editSettings', { body: { credits: { enabled: false } } })
  await call('deactivateNumber', { params })
  await send()
  await call('confirmNumber', { params })
  await edit({ registration: { status: 'submitted' } })
  await call('activateNumber', { params })
  await call('confirmNumber', { params })
  await edit({ capabilities: ['voice'] })
  await call('confirmNumber', { params })
}

/** Texts with variables, by an admin, and one that is sent to a customer. */
const walkTemplates = async ({ call }: Walk, { numberId }: { numberId: string }) => {
  const written = {
    body: 'Hi {{ contact.first_name | default: "there" }}, we come at {{ input.time }}.',
    inputs: [{ name: 'time', label: 'When do we come?' }],
  }
  const { id } = await call('createTemplate', { body: { name: 'Visit', shortcut: 'visit', ...written } })
  await call('createTemplate', { body: { name: 'Visit', shortcut: 'visit', ...written } })
  await call('createTemplate', { body: { name: 'Hole', body: 'Hi {{ contact.name }}' } })
  await call('listTemplates', { query: { use: 'reply', query: 'vis' } })
  await call('getTemplate', { params: { id } })
  await call('previewTemplate', { params: { id }, body: { number_id: numberId } })
  await call('previewTemplateContent', { body: { ...written, input: { time: '¡mañana!' } } })
  const text = { from: numberId, to: '+12065550188', template_id: id }
  await call('previewMessage', { body: { ...text, input: { time: 'noon' } } })
  await call('sendSingle', { body: text, claims: program })
  await call('sendSingle', { body: { ...text, input: { time: 'noon' } }, claims: program })
  await call('editTemplate', { params: { id }, body: { archived: true } })
  await call('deleteTemplate', { params: { id } })
}

/** A widget of the website, by an admin. */
const walkWidgets = async ({ call }: Walk, { numberId }: { numberId: string }) => {
  const said = { button: 'Text us', heading: 'We answer at once', first_words: 'Hi!' }
  const body = { name: 'Website', number_id: numberId, language: 'en', words: { en: said } }
  const whole = { ...body, allowed_origins: ['https://www.example.com'] }
  const { id } = await call('createWidget', { body: whole })
  await call('createWidget', { body: { ...whole, language: 'es' } })
  await call('createWidget', { body: { ...whole, allowed_origins: ['http://www.example.com'] } })
  await call('listWidgets')
  await call('getWidget', { params: { id } })
  const links = { terms_url: 'https://www.example.com/terms', privacy_url: 'https://www.example.com/privacy' }
  const agreed = { en: { ...said, consent: 'Acme may text me about my request.' } }
  await call('editWidget', { params: { id }, body: { form: 'on' } })
  await call('editWidget', { params: { id }, body: { form: 'on', words: agreed, ...links } })
  const turnstile = { site_key: '0x4AAAAAAAsite' }
  await call('editWidget', { params: { id }, body: { turnstile } })
  await call('editWidget', {
    params: { id },
    body: { turnstile: { ...turnstile, secret: '0x4AAAAAAAsecret' } },
  })
  await call('editWidget', { params: { id }, body: { turnstile: null } })
  await call('deleteWidget', { params: { id } })
  for (let made = 0; made <= 50; made++) await call('createWidget', { body: whole })
}

const walkAll = async () => {
  const walk = createWalk()
  // The number of the fakes has no id as real ones have.
  for (const number of walk.app.all('number')) await walk.app.commit({ remove: number })
  const office = await walkAdministration(walk)
  await walkCredits(walk)
  await walkContacts(walk)
  await walkImport(walk)
  await walkExport(walk)
  await walkConversation(walk, office)
  await walkQueue(walk, office)
  await walkThreading(walk, office)
  await walkMessages(walk, office)
  await walkConsents(walk, office)
  await walkCases(walk, office)
  await walkViews(walk, office)
  await walkTemplates(walk, office)
  await walkWidgets(walk, office)
  await walkUnreadable(walk)
  await walkEmails(walk)
  await walkGate(walk, office)
  await walk.call('editNumber', { params: { id: office.numberId }, body: { team_id: null } })
  await walk.call('deleteTeam', { params: { id: office.teamId } })
  await walk.call('deleteBusinessHours', { params: { id: office.hoursId } })
  await walkWebhooks(walk)
  await walkWorkflows(walk)
  return walk
}

let walk: Walk
beforeAll(async () => {
  walk = await walkAll()
})

test.each(names)('%s was answered as the document describes it', (name) => {
  expect(walk.served).toContain(name)
})

/** Refusals that others' tests bring about, or that the walk has no way to. */
const elsewhere: ErrorCode[] = [
  'carrier_number_in_pool',
  'carrier_number_not_found',
  'carrier_refused',
  'carrier_unavailable',
  'consent_review',
  'frequency_cap',
  'insufficient_credits',
  'never_allowed',
  'no_consent',
  'not_mobile',
  'not_number_user',
  'quiet_hours',
  'too_many_messages',
]

test('refusals with a meaning of their own were met on the way', () => {
  const documented = new Set<ErrorCode>(Object.values(operationProblems).flat())
  const met = new Set(walk.refused.map(({ code }) => code))
  expect([...documented].filter((code) => !met.has(code)).toSorted()).toEqual(elsewhere)
})
