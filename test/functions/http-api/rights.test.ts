import { expect, test } from 'vitest'
import type { OperationName } from '#contract/api/operations.ts'
import { createFakeApp, workspace } from '../../support/fake-app.ts'
import {
  agentClaims,
  createGateway,
  machineClaims,
  names,
  operation,
  somePathOf,
} from '../../support/gateway.ts'
import { validQuery } from '../../support/valid-bodies.ts'

/** Who calls: programs with one scope, and people by their role. */
const callers = {
  read: machineClaims(workspace, 'read'),
  send: machineClaims(workspace, 'send'),
  manage: machineClaims(workspace, 'manage'),
  agent: agentClaims(workspace),
  admin: agentClaims(workspace, 'admin'),
}

type Caller = keyof typeof callers

const everybody: Caller[] = ['read', 'send', 'manage', 'agent', 'admin']
const readers: Caller[] = ['read', 'manage', 'agent', 'admin']
const senders: Caller[] = ['send', 'agent', 'admin']
const workers: Caller[] = ['manage', 'agent', 'admin']
const admins: Caller[] = ['manage', 'admin']

/** Who may call what. Programs with several scopes may do what any of them lets them. */
const rights: Record<OperationName, Caller[]> = {
  getMe: everybody,
  listNumbers: everybody,
  getNumber: everybody,
  getMessage: everybody,
  previewMessage: everybody,

  countConversations: readers,
  getCase: readers,
  listCases: readers,
  readCaseTimeline: readers,
  getDraft: readers,
  getPreferences: readers,
  findMessages: readers,
  getAgent: readers,
  getBusinessHours: readers,
  getContact: readers,
  getConversation: readers,
  getCredits: readers,
  getProgram: readers,
  getSettings: readers,
  getTeam: readers,
  getView: readers,
  listAgents: readers,
  listBusinessHours: readers,
  listConsents: readers,
  listConsentReviews: readers,
  getConsentReview: readers,
  listContacts: readers,
  listConversations: readers,
  getEmail: readers,
  listEmailSuppressions: readers,
  listCreditEntries: readers,
  listMessages: readers,
  listPrograms: readers,
  listRules: readers,
  listTeams: readers,
  getTemplate: readers,
  listTemplates: readers,
  previewCaseTexts: readers,
  previewTemplate: readers,
  listViews: readers,
  markRead: readers,
  markUnread: readers,
  readContactTimeline: readers,
  readTimeline: readers,

  sendMessage: senders,
  createEmail: senders,
  sendSingle: senders,
  sendCaseText: senders,
  startConversation: senders,
  editHeld: senders,
  cancelHeld: senders,
  sendHeldNow: senders,
  resendMessage: senders,
  createMedia: senders,
  getMedia: senders,
  completeMedia: senders,

  addCaseComment: workers,
  createCase: workers,
  editCase: workers,
  fileMessage: workers,
  undoFiling: workers,
  readCasePop: readers,
  linkCase: workers,
  openCase: workers,
  putCase: workers,
  reopenCase: workers,
  resolveCase: workers,
  updateCase: workers,
  addNote: workers,
  addParticipant: workers,
  addTag: workers,
  claimConversation: workers,
  closeConversation: workers,
  continueConversation: workers,
  createContact: workers,
  createView: workers,
  deleteView: workers,
  dismissConsentReview: workers,
  decideConsentReview: workers,
  editAgent: workers,
  editContact: workers,
  editConversation: workers,
  editPreferences: workers,
  editView: workers,
  mergeContacts: workers,
  putContactByExternal: workers,
  mergeConversation: workers,
  recordConsent: workers,
  releaseConversation: workers,
  removeParticipant: workers,
  removeTag: workers,
  reopenConversation: workers,
  saveDraft: workers,
  snoozeConversation: workers,
  splitConversation: workers,
  transferConversation: workers,
  unmergeConversation: workers,
  unsnoozeConversation: workers,

  activateNumber: admins,
  cancelJob: admins,
  checkImport: admins,
  createExport: admins,
  createImport: admins,
  editImport: admins,
  getImport: admins,
  getJob: admins,
  getRejects: admins,
  listExportFiles: admins,
  listImports: admins,
  listJobs: admins,
  startImport: admins,
  createCarrierAccount: admins,
  deleteCarrierAccount: admins,
  editCarrierAccount: admins,
  getCarrierAccount: admins,
  listCarrierAccounts: admins,
  addCreditPack: admins,
  listNotificationUsers: admins,
  testNotificationUsers: admins,
  confirmNumber: admins,
  createBusinessHours: admins,
  createNumber: admins,
  createTeam: admins,
  createTemplate: admins,
  deleteTemplate: admins,
  editTemplate: admins,
  previewTemplateContent: admins,
  deactivateNumber: admins,
  deleteBusinessHours: admins,
  deleteTeam: admins,
  editBusinessHours: admins,
  deleteEmailSuppression: admins,
  createWebhookEndpoint: admins,
  listWebhookEndpoints: admins,
  getWebhookEndpoint: admins,
  editWebhookEndpoint: admins,
  deleteWebhookEndpoint: admins,
  rotateWebhookSecret: admins,
  enableWebhookEndpoint: admins,
  disableWebhookEndpoint: admins,
  testWebhookEndpoint: admins,
  replayWebhookEvents: admins,
  listWebhookDeliveries: admins,
  retryWebhookDelivery: admins,
  listEvents: readers,
  listUnreadable: admins,
  retryUnreadable: admins,
  editNumber: admins,
  editProgram: admins,
  editSettings: admins,
  editTeam: admins,
  inviteAgent: admins,
  resendInvite: admins,
}

/** Who gets as far as the query, which names something that is not there. */
const whoMay = async (name: OperationName): Promise<Caller[]> => {
  const request = createGateway(createFakeApp())
  const asked = {
    method: operation(name).method,
    path: somePathOf(name),
    query: { ...validQuery(name), foo: '1' },
    headers: { 'if-match': '*' },
  }
  const answers = await Promise.all(
    everybody.map(async (caller) => ({
      caller,
      status: (await request({ ...asked, claims: callers[caller] })).status,
    })),
  )
  expect(answers.map(({ status }) => status).filter((status) => status !== 403 && status !== 422)).toEqual([])
  return answers.filter(({ status }) => status === 422).map(({ caller }) => caller)
}

test.each(names)('%s lets in who may call it and nobody else', async (name) => {
  expect(await whoMay(name)).toEqual(rights[name])
})
