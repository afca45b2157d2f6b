import type { OperationName } from '#contract/api/operations.ts'

export type Ids = { contact: string; conversation: string; agent: string }

/** For each operation that needs one, a body that its schema lets through. */
export const validBody = (name: OperationName, { contact, conversation, agent }: Ids): unknown => {
  const bodies: Partial<Record<OperationName, unknown>> = {
    addNote: { body: 'Careful.' },
    addParticipant: { agent_id: agent },
    addTag: { tag: 'vip' },
    editCaseEntry: { entry_id: 'cen_00000000', public: false },
    addCaseComment: { body: 'Ordered the part.' },
    addCreditPack: { credits: 100 },
    createBusinessHours: { name: 'Office', zone: 'America/New_York', weekly: {} },
    createCase: { to: '+12065550188', subject: 'Printer' },
    createCarrierAccount: {
      carrier: 'flowroute',
      name: 'Ours',
      secrets: { access_key: 'access', secret_key: 'secret' },
    },
    createContact: { name: 'Ada' },
    createEmail: { contact_id: contact, subject: 'Your printer', body: 'It is ready.' },
    createExport: { kind: 'contacts' },
    createImport: { kind: 'suppressions', file_name: 'list.csv', bytes: 80 },
    createMedia: { content_type: 'image/png', bytes: 80 },
    createNumber: { address: '+12065550142' },
    createTeam: { name: 'Sales' },
    createTemplate: { name: 'Thanks', body: 'Thank you, {{ contact.first_name | default: "and see you" }}!' },
    previewTemplate: {},
    previewTemplateContent: { body: 'Thank you!' },
    createWebhookEndpoint: { url: 'https://hooks.example.com/parley', event_types: ['message.received'] },
    replayWebhookEvents: { from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' },
    createWidget: {
      name: 'Website',
      number_id: 'num_00000000',
      language: 'en',
      words: { en: { button: 'Text us', heading: 'We answer at once', first_words: 'Hi!' } },
      allowed_origins: ['https://www.example.com'],
    },
    createWorkflow: {
      name: 'Refunds',
      trigger: { type: 'customer_message' },
      branches: [{ when: [], then: [{ action: 'tag', tag: 'refund' }] }],
    },
    orderWorkflows: { ids: [] },
    restoreWorkflow: { version: 1 },
    runWorkflow: { conversation_id: conversation },
    createPushSubscription: {
      endpoint: 'https://updates.push.services.mozilla.com/wpush/v2/gAAAAABk',
      keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) },
    },
    createView: { name: 'Mine', filter: {} },
    decideConsentReview: { decision: 'opt_out' },
    editImport: { mapping: { phone: 'To' } },
    editMe: { available: true },
    editProgram: { name: 'Our CRM' },
    fileMessage: { case_id: null },
    inviteAgent: { name: 'Dora', email: 'dora@example.com' },
    linkCase: { conversation_id: conversation },
    mergeContacts: { source_id: contact },
    mergeConversation: { conversation_id: conversation },
    openCase: { subject: 'Printer' },
    previewCaseTexts: { event: 'created', to: '+12065550188' },
    previewMessage: { body: 'Hello!' },
    putCase: { to: '+12065550188', subject: 'Printer' },
    recordConsent: { action: 'opt_out', phone: '+12065550188' },
    saveDraft: { body: 'We will be' },
    sendCaseText: { body: 'Hello!' },
    sendMessage: { body: 'Hello!' },
    sendSingle: { to: '+12065550188', body: 'Hello!' },
    snoozeConversation: { until: '2026-12-01T09:00:00Z' },
    startConversation: { to: '+12065550188', body: 'Hello!' },
    transferConversation: { agent_id: agent },
    updateCase: { body: 'It is ready.' },
    unmergeConversation: { conversation_id: conversation },
  }
  return bodies[name] ?? {}
}

/** The query of each operation that cannot do without one. */
export const validQuery = (name: OperationName): Record<string, string> => {
  const queries: Partial<Record<OperationName, Record<string, string>>> = {
    getReport: { from: '2026-11-01', to: '2026-11-30' },
    getReportFile: { from: '2026-11-01', to: '2026-11-30' },
    listConsents: { phone: '+12065550123' },
    listWorkflowRuns: { contact_id: 'con_00000000' },
  }
  return queries[name] ?? {}
}
