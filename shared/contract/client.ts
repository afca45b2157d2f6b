import type * as z from 'zod/mini'
import type { ErrorCode } from './api/error-codes.ts'
import type { Operation, Schema, Shape } from './api/operation.ts'
import type { OperationName, Operations } from './api/operations.ts'
import type { operationProblems, problemMembers } from './api/problems.ts'

/**
 * A client for the HTTP API. Its types are those of the operations; at run time it is a table of their places, a few
 * kilobytes without any schema, so that a page can carry it.
 *
 *     const parley = createClient({ url: 'https://api.example.com', token: async () => accessToken })
 *     const team = await parley.getTeam({ id })
 *     await parley.editTeam({ id, ifMatch: team.version, body: { name: 'Repairs' } })
 *     for await (const contact of each(parley.listContacts, { query: { query: 'ada' } })) …
 */
export const createClient = (options: ClientOptions): Client => {
  const methods = Object.entries(places).map(([name, place]) => [
    name,
    (input: AnyInput = {}) => ask(options, place, input),
  ])
  return Object.fromEntries(methods) as Client
}

export type ClientOptions = {
  /** Where the API is, without `/v1`. */
  url: string
  /** Gives the access token for each request, so that it can be renewed in time. */
  token: () => Promise<string>
  /** How requests are sent; the global fetch unless told. */
  fetch?: (url: string, request: RequestInit) => Promise<Response>
}

/** A method for each operation. Each throws a ProblemError where the API refuses. */
export type Client = {
  [Name in OperationName]: (...input: Argument<Input<Operations[Name]>>) => Promise<Answer<Name>>
}

/** What an operation answers. */
export type Answer<Name extends OperationName> = Shape<Operations[Name]['response']>

/** What an operation is called with: the parameters of its path, `query`, `body`, and what travels in headers. */
type Input<O extends Operation> = Params<O> & Query<O> & Body<O> & IfMatch<O> & Key<O>

type Argument<I> = Record<never, never> extends I ? [input?: I] : [input: I]
type Params<O> = O extends { params: infer S extends Schema } ? z.input<ReturnType<S>> : unknown
type Query<O> = O extends { query: infer S extends Schema } ? Part<'query', Plain<S>> : unknown
type Body<O> = O extends { body: infer S extends Schema } ? Part<'body', z.input<ReturnType<S>>> : unknown
/** The version that was read, or `*` to edit whatever is there. */
type IfMatch<O> = O extends { ifMatch: 'required' }
  ? { ifMatch: Version }
  : O extends { ifMatch: 'optional' }
    ? { ifMatch?: Version }
    : unknown
type Version = number | '*'
/** An Idempotency-Key: the same request with the same key is served once. */
type Key<O> = O extends { method: 'POST' } ? { key?: string } : unknown

/** Optional where nothing in it is required. */
type Part<Name extends string, T> = Record<never, never> extends T ? { [N in Name]?: T } : { [N in Name]: T }
/** Numbers and truth values instead of their spelling in a query. */
type Plain<S extends Schema> = {
  [K in keyof z.input<ReturnType<S>>]: K extends keyof Shape<S> ? Shape<S>[K] : never
}

/** A refusal by the API; `code` tells which, and what else is known. */
export type Problem<Code extends ErrorCode = ErrorCode> = Code extends ErrorCode
  ? ProblemFacts & { code: Code } & Members<Code>
  : never

type ProblemFacts = {
  status: number
  title: string
  detail: string
  request_id: string
  /** Whether the same request may succeed a moment later. */
  retryable: boolean
}

type Members<Code> = Code extends keyof typeof problemMembers ? Shape<(typeof problemMembers)[Code]> : unknown

/** The refusals of one operation that come from what it does, for a switch that leaves none out. */
export type ProblemOf<Name extends OperationName> = Problem<(typeof operationProblems)[Name][number]>

export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.detail}`)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** Whether something that was thrown is a refusal with this code. */
export const isProblem = <Code extends ErrorCode>(
  error: unknown,
  code: Code,
): error is ProblemError & { problem: Problem<Code> } =>
  error instanceof ProblemError && error.problem.code === code

type List = (input: never) => Promise<{ data: unknown[]; next_cursor?: string }>
type Entry<L extends List> = Awaited<Awaited<ReturnType<L>>['data'][number]>

/** Every entry of a list, page after page. */
// biome-ignore lint/plugin: a generator has no arrow form
export async function* each<L extends List>(list: L, input?: Parameters<L>[0]): AsyncGenerator<Entry<L>> {
  const { query, ...rest }: AnyInput = input ?? {}
  let cursor: string | undefined
  do {
    const page = await list({ ...rest, query: { ...query, ...(cursor && { cursor }) } } as never)
    yield* page.data as Entry<L>[]
    cursor = page.next_cursor
  } while (cursor)
}

type AnyInput = {
  [param: string]: unknown
  query?: object
  body?: unknown
  ifMatch?: number | '*'
  key?: string
}

const ask = async (options: ClientOptions, place: string, input: AnyInput): Promise<unknown> => {
  const [method = '', template = ''] = place.split(' ')
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(input[name])))
  const response = await (options.fetch ?? fetch)(`${options.url}${path}${queryOf(input)}`, {
    method,
    headers: { authorization: `Bearer ${await options.token()}`, ...headersOf(input) },
    body: input.body === undefined ? null : JSON.stringify(input.body),
  })
  const text = await response.text()
  if (!response.ok) throw new ProblemError(problemOf(response, text))
  return response.headers.get('content-type')?.startsWith('text/csv')
    ? text
    : text === ''
      ? undefined
      : JSON.parse(text)
}

const queryOf = ({ query = {} }: AnyInput): string => {
  const named = Object.entries(query).filter(([, value]) => value !== undefined)
  return named.length === 0
    ? ''
    : `?${new URLSearchParams(named.map(([key, value]): [string, string] => [key, String(value)]))}`
}

const headersOf = ({ body, ifMatch, key }: AnyInput): Record<string, string> => ({
  ...(body !== undefined && { 'content-type': 'application/json' }),
  ...(ifMatch !== undefined && { 'if-match': ifMatch === '*' ? '*' : `"${ifMatch}"` }),
  ...(key !== undefined && { 'idempotency-key': key }),
})

/** The gateway in front answers some refusals itself: they get the code that Parley would give. */
const problemOf = ({ status, headers }: Response, text: string): Problem => {
  if (headers.get('content-type') === 'application/problem+json') return JSON.parse(text)
  const code = status === 401 ? 'unauthorized' : status === 429 ? 'rate_limited' : 'internal_error'
  return {
    status,
    code,
    title: code,
    detail: `The gateway answered ${status}.`,
    request_id: headers.get('apigw-requestid') ?? '',
    retryable: status === 429 || status >= 500,
  }
}

/** Where each operation is. The compiler holds it against the contract. */
const places: { [Name in OperationName]: `${Operations[Name]['method']} ${Operations[Name]['path']}` } = {
  getMe: 'GET /v1/me',
  editMe: 'PATCH /v1/me',
  getPreferences: 'GET /v1/me/preferences',
  editPreferences: 'PATCH /v1/me/preferences',
  createPushSubscription: 'POST /v1/me/push_subscriptions',
  listPushSubscriptions: 'GET /v1/me/push_subscriptions',
  deletePushSubscription: 'DELETE /v1/me/push_subscriptions/{id}',
  listAgents: 'GET /v1/agents',
  getAgent: 'GET /v1/agents/{id}',
  editAgent: 'PATCH /v1/agents/{id}',
  inviteAgent: 'POST /v1/agents',
  resendInvite: 'POST /v1/agents/{id}/resend_invite',
  listConsents: 'GET /v1/consents',
  recordConsent: 'POST /v1/consents',
  createTemplate: 'POST /v1/templates',
  listTemplates: 'GET /v1/templates',
  getTemplate: 'GET /v1/templates/{id}',
  editTemplate: 'PATCH /v1/templates/{id}',
  deleteTemplate: 'DELETE /v1/templates/{id}',
  previewTemplate: 'POST /v1/templates/{id}/preview',
  previewTemplateContent: 'POST /v1/template_previews',
  dismissConsentReview: 'POST /v1/conversations/{id}/dismiss_consent_review',
  listConsentReviews: 'GET /v1/consent_reviews',
  getConsentReview: 'GET /v1/consent_reviews/{id}',
  decideConsentReview: 'POST /v1/consent_reviews/{id}/decide',
  createCase: 'POST /v1/cases',
  listCases: 'GET /v1/cases',
  getCase: 'GET /v1/cases/{id}',
  editCase: 'PATCH /v1/cases/{id}',
  putCase: 'PUT /v1/cases/by_external/{system}/{external_id}',
  resolveCase: 'POST /v1/cases/{id}/resolve',
  reopenCase: 'POST /v1/cases/{id}/reopen',
  linkCase: 'POST /v1/cases/{id}/link',
  createCasePage: 'POST /v1/cases/{id}/page',
  deleteCasePage: 'DELETE /v1/cases/{id}/page',
  readCaseTimeline: 'GET /v1/cases/{id}/timeline',
  listCaseAttachments: 'GET /v1/cases/{id}/attachments',
  editCaseEntry: 'PATCH /v1/cases/{id}/timeline',
  addCaseComment: 'POST /v1/cases/{id}/comments',
  previewCaseTexts: 'POST /v1/case_previews',
  updateCase: 'POST /v1/cases/{id}/updates',
  sendCaseText: 'POST /v1/cases/{id}/texts',
  openCase: 'POST /v1/conversations/{id}/cases',
  fileMessage: 'PUT /v1/messages/{id}/case',
  undoFiling: 'DELETE /v1/messages/{id}/case',
  readCasePop: 'GET /v1/conversations/{id}/case_pop',
  createContact: 'POST /v1/contacts',
  listContacts: 'GET /v1/contacts',
  getContact: 'GET /v1/contacts/{id}',
  editContact: 'PATCH /v1/contacts/{id}',
  mergeContacts: 'POST /v1/contacts/{id}/merge',
  putContactByExternal: 'PUT /v1/contacts/by_external/{system}/{id}',
  readContactTimeline: 'GET /v1/contacts/{id}/timeline',
  startConversation: 'POST /v1/conversations',
  listConversations: 'GET /v1/conversations',
  countConversations: 'GET /v1/conversation_counts',
  getConversation: 'GET /v1/conversations/{id}',
  editConversation: 'PATCH /v1/conversations/{id}',
  claimConversation: 'POST /v1/conversations/{id}/claim',
  releaseConversation: 'POST /v1/conversations/{id}/release',
  transferConversation: 'POST /v1/conversations/{id}/transfer',
  addParticipant: 'POST /v1/conversations/{id}/participants',
  removeParticipant: 'DELETE /v1/conversations/{id}/participants/{agent_id}',
  closeConversation: 'POST /v1/conversations/{id}/close',
  reopenConversation: 'POST /v1/conversations/{id}/reopen',
  continueConversation: 'POST /v1/conversations/{id}/continue',
  splitConversation: 'POST /v1/conversations/{id}/split',
  mergeConversation: 'POST /v1/conversations/{id}/merge',
  unmergeConversation: 'POST /v1/conversations/{id}/unmerge',
  markRead: 'POST /v1/conversations/{id}/read',
  markUnread: 'POST /v1/conversations/{id}/mark_unread',
  snoozeConversation: 'POST /v1/conversations/{id}/snooze',
  unsnoozeConversation: 'POST /v1/conversations/{id}/unsnooze',
  getDraft: 'GET /v1/conversations/{id}/draft',
  saveDraft: 'PUT /v1/conversations/{id}/draft',
  addTag: 'POST /v1/conversations/{id}/tags',
  removeTag: 'DELETE /v1/conversations/{id}/tags/{tag}',
  addNote: 'POST /v1/conversations/{id}/notes',
  readTimeline: 'GET /v1/conversations/{id}/timeline',
  listMessages: 'GET /v1/conversations/{id}/messages',
  sendMessage: 'POST /v1/conversations/{id}/messages',
  sendSingle: 'POST /v1/messages',
  getMessage: 'GET /v1/messages/{id}',
  findMessages: 'GET /v1/messages',
  editHeld: 'PATCH /v1/messages/{id}',
  cancelHeld: 'POST /v1/messages/{id}/cancel',
  resendMessage: 'POST /v1/messages/{id}/resend',
  sendHeldNow: 'POST /v1/messages/{id}/send_now',
  previewMessage: 'POST /v1/message_previews',
  createMedia: 'POST /v1/media',
  getMedia: 'GET /v1/media/{id}',
  completeMedia: 'POST /v1/media/{id}/complete',
  createView: 'POST /v1/views',
  listViews: 'GET /v1/views',
  getView: 'GET /v1/views/{id}',
  editView: 'PATCH /v1/views/{id}',
  deleteView: 'DELETE /v1/views/{id}',
  createCarrierAccount: 'POST /v1/carrier_accounts',
  listCarrierAccounts: 'GET /v1/carrier_accounts',
  getCarrierAccount: 'GET /v1/carrier_accounts/{id}',
  editCarrierAccount: 'PATCH /v1/carrier_accounts/{id}',
  deleteCarrierAccount: 'DELETE /v1/carrier_accounts/{id}',
  createBusinessHours: 'POST /v1/business_hours',
  listBusinessHours: 'GET /v1/business_hours',
  getBusinessHours: 'GET /v1/business_hours/{id}',
  editBusinessHours: 'PATCH /v1/business_hours/{id}',
  deleteBusinessHours: 'DELETE /v1/business_hours/{id}',
  getCredits: 'GET /v1/credits',
  listCreditEntries: 'GET /v1/credits/ledger',
  addCreditPack: 'POST /v1/credits/packs',
  createImport: 'POST /v1/imports',
  listImports: 'GET /v1/imports',
  getImport: 'GET /v1/imports/{id}',
  editImport: 'PATCH /v1/imports/{id}',
  checkImport: 'POST /v1/imports/{id}/check',
  startImport: 'POST /v1/imports/{id}/start',
  getRejects: 'GET /v1/imports/{id}/rejects',
  createExport: 'POST /v1/exports',
  listExportFiles: 'GET /v1/exports/{id}/files',
  getReport: 'GET /v1/reports/{report}',
  getReportFile: 'GET /v1/reports/{report}.csv',
  getBacklog: 'GET /v1/backlog',
  listJobs: 'GET /v1/jobs',
  getJob: 'GET /v1/jobs/{id}',
  cancelJob: 'POST /v1/jobs/{id}/cancel',
  createNumber: 'POST /v1/numbers',
  listNumbers: 'GET /v1/numbers',
  getNumber: 'GET /v1/numbers/{id}',
  editNumber: 'PATCH /v1/numbers/{id}',
  activateNumber: 'POST /v1/numbers/{id}/activate',
  deactivateNumber: 'POST /v1/numbers/{id}/deactivate',
  listNotificationUsers: 'GET /v1/numbers/{id}/notification_users',
  testNotificationUsers: 'POST /v1/numbers/{id}/notification_users/test',
  confirmNumber: 'POST /v1/numbers/{id}/confirm',
  listPrograms: 'GET /v1/programs',
  listRules: 'GET /v1/rules',
  getProgram: 'GET /v1/programs/{id}',
  editProgram: 'PATCH /v1/programs/{id}',
  getSettings: 'GET /v1/settings',
  editSettings: 'PATCH /v1/settings',
  createTeam: 'POST /v1/teams',
  listTeams: 'GET /v1/teams',
  getTeam: 'GET /v1/teams/{id}',
  listTeamQueues: 'GET /v1/team_queues',
  readTeamQueue: 'GET /v1/teams/{id}/queue',
  editTeam: 'PATCH /v1/teams/{id}',
  deleteTeam: 'DELETE /v1/teams/{id}',
  createEmail: 'POST /v1/emails',
  getEmail: 'GET /v1/emails/{id}',
  listEmailSuppressions: 'GET /v1/email_suppressions',
  deleteEmailSuppression: 'DELETE /v1/email_suppressions/{address}',
  createWidget: 'POST /v1/widgets',
  listWidgets: 'GET /v1/widgets',
  getWidget: 'GET /v1/widgets/{id}',
  editWidget: 'PATCH /v1/widgets/{id}',
  deleteWidget: 'DELETE /v1/widgets/{id}',
  createWebhookEndpoint: 'POST /v1/webhook_endpoints',
  listWebhookEndpoints: 'GET /v1/webhook_endpoints',
  getWebhookEndpoint: 'GET /v1/webhook_endpoints/{id}',
  editWebhookEndpoint: 'PATCH /v1/webhook_endpoints/{id}',
  deleteWebhookEndpoint: 'DELETE /v1/webhook_endpoints/{id}',
  rotateWebhookSecret: 'POST /v1/webhook_endpoints/{id}/rotate',
  enableWebhookEndpoint: 'POST /v1/webhook_endpoints/{id}/enable',
  disableWebhookEndpoint: 'POST /v1/webhook_endpoints/{id}/disable',
  testWebhookEndpoint: 'POST /v1/webhook_endpoints/{id}/test',
  replayWebhookEvents: 'POST /v1/webhook_endpoints/{id}/replay',
  listWebhookDeliveries: 'GET /v1/webhook_endpoints/{id}/deliveries',
  retryWebhookDelivery: 'POST /v1/webhook_endpoints/{id}/deliveries/{delivery_id}/retry',
  listEvents: 'GET /v1/events',
  createWorkflow: 'POST /v1/workflows',
  listWorkflows: 'GET /v1/workflows',
  orderWorkflows: 'POST /v1/workflow_order',
  getWorkflow: 'GET /v1/workflows/{id}',
  editWorkflow: 'PATCH /v1/workflows/{id}',
  deleteWorkflow: 'DELETE /v1/workflows/{id}',
  listWorkflowVersions: 'GET /v1/workflows/{id}/versions',
  restoreWorkflow: 'POST /v1/workflows/{id}/restore',
  listWorkflowRuns: 'GET /v1/workflow_runs',
  tryWorkflow: 'POST /v1/workflows/{id}/try',
  runWorkflow: 'POST /v1/workflows/{id}/run',
  listUnreadable: 'GET /v1/unreadable',
  retryUnreadable: 'POST /v1/unreadable/{id}/retry',
}
