import type { App } from '#domain/app.ts'
import { times } from '#wiring/times.ts'
import { createCursors } from './cursors.ts'
import { agentStore } from './dynamo/agent.ts'
import { carrierAccountStore } from './dynamo/carrier-account.ts'
import { caseStore } from './dynamo/case.ts'
import { casePageStore } from './dynamo/case-page.ts'
import { commitTo } from './dynamo/commit.ts'
import { consentStore } from './dynamo/consent.ts'
import { consentReviewStore } from './dynamo/consent-review.ts'
import { contactStore } from './dynamo/contact.ts'
import { conversationStore } from './dynamo/conversation.ts'
import { creditStore } from './dynamo/credit.ts'
import { dailyUseStore } from './dynamo/daily-use.ts'
import { draftStore } from './dynamo/draft.ts'
import { emailStore } from './dynamo/email.ts'
import { eventLogStore } from './dynamo/event-log.ts'
import { hoursStore } from './dynamo/hours.ts'
import { importStore } from './dynamo/import.ts'
import { jobStore } from './dynamo/job.ts'
import { keyedRequestStore } from './dynamo/keyed-request.ts'
import { messageStore } from './dynamo/message.ts'
import { noticeStore } from './dynamo/notice.ts'
import { numberStore } from './dynamo/number.ts'
import { openingStore } from './dynamo/opening.ts'
import { createPacing } from './dynamo/pacing.ts'
import { preferencesStore } from './dynamo/preferences.ts'
import { programStore } from './dynamo/program.ts'
import { pushStore, pushSubscriptionStore } from './dynamo/push.ts'
import { readMarksStore } from './dynamo/read-marks.ts'
import { receivedTextStore } from './dynamo/received-text.ts'
import { reportStore } from './dynamo/report-day.ts'
import { savedViewStore } from './dynamo/saved-view.ts'
import { settingsStore } from './dynamo/settings.ts'
import { sweepMarkStore } from './dynamo/sweep-mark.ts'
import type { Table } from './dynamo/table.ts'
import { teamStore } from './dynamo/team.ts'
import { teamQueueStore } from './dynamo/team-queue.ts'
import { templateStore } from './dynamo/template.ts'
import { threadStore } from './dynamo/thread.ts'
import { timerStore } from './dynamo/timer.ts'
import { unreadableStore } from './dynamo/unreadable.ts'
import { uploadStore } from './dynamo/upload.ts'
import { webhookDeliveryStore, webhookEndpointStore } from './dynamo/webhook.ts'
import { wordEntryStore } from './dynamo/word-entry.ts'
import { workflowStore } from './dynamo/workflow.ts'
import { workflowRunStore } from './dynamo/workflow-run.ts'
import { workloadStore } from './dynamo/workload.ts'

/** All of an app that is kept in a table, whatever table it is. */
export type Stores = Omit<
  App,
  | 'accounts'
  | 'carrier'
  | 'carrierNumbers'
  | 'carrierSecrets'
  | 'carrierWebhooks'
  | 'clock'
  | 'events'
  | 'facts'
  | 'files'
  | 'importFiles'
  | 'jobQueue'
  | 'log'
  | 'pageLocks'
  | 'profiles'
  | 'pushServices'
  | 'queue'
  | 'randomId'
  | 'releases'
  | 'renderer'
  | 'report'
  | 'turnstile'
  | 'turnstileSecrets'
  | 'webhookAddresses'
  | 'webhookQueue'
  | 'webhookSecrets'
  | 'widgetSecrets'
  | 'widgets'
  | 'workflowQueue'
>

export const createStores = (table: Table): Stores => ({
  commit: commitTo(table),
  agents: agentStore(table),
  carrierAccounts: carrierAccountStore(table),
  cases: caseStore(table),
  casePages: casePageStore(table),
  consents: consentStore(table),
  consentReviews: consentReviewStore(table),
  contacts: contactStore(table),
  conversations: conversationStore(table),
  cursors: createCursors(table),
  credits: creditStore(table),
  drafts: draftStore(table),
  dailyUse: dailyUseStore(table),
  emails: emailStore(table),
  eventLog: eventLogStore(
    table,
    commitTo(table, () => AbortSignal.timeout(times.eventWrite)),
  ),
  hours: hoursStore(table),
  imports: importStore(table),
  jobs: jobStore(table),
  keyedRequests: keyedRequestStore(table),
  messages: messageStore(table),
  notices: noticeStore(table),
  numbers: numberStore(table),
  openings: openingStore(table),
  pacing: createPacing(table),
  preferences: preferencesStore(table),
  programs: programStore(table),
  pushes: pushStore(table),
  pushSubscriptions: pushSubscriptionStore(table),
  readMarks: readMarksStore(table),
  receivedTexts: receivedTextStore(table),
  reports: reportStore(table),
  savedViews: savedViewStore(table),
  settings: settingsStore(table),
  sweepMarks: sweepMarkStore(table),
  teams: teamStore(table),
  teamQueues: teamQueueStore(table),
  templates: templateStore(table),
  threads: threadStore(table),
  timers: timerStore(table),
  unreadable: unreadableStore(table),
  uploads: uploadStore(table),
  webhookDeliveries: webhookDeliveryStore(table),
  webhookEndpoints: webhookEndpointStore(table),
  wordEntries: wordEntryStore(table),
  workflowRuns: workflowRunStore(table),
  workflows: workflowStore(table),
  workloads: workloadStore(table),
})
