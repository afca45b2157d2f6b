import type { StoredRecord } from '#domain/app.ts'
import { agentRecord } from './agent.ts'
import { carrierAccountRecord } from './carrier-account.ts'
import {
  caseCounterRecord,
  caseEntryRecord,
  caseExternalRecord,
  caseLinkRecord,
  caseNumberRecord,
  caseRecord,
  contactCaseRecord,
} from './case.ts'
import { casePageRecord } from './case-page.ts'
import { consentEventRecord } from './consent.ts'
import { consentReviewRecord } from './consent-review.ts'
import { contactExternalIdRecord, contactRecord, contactTermRecord } from './contact.ts'
import { conversationRecord } from './conversation.ts'
import { creditAccountRecord, creditEntryRecord } from './credit.ts'
import { cursorKeyRecord } from './cursor-key.ts'
import { capNoticeRecord } from './daily-use.ts'
import { draftRecord } from './draft.ts'
import { emailRecord, emailSuppressionRecord } from './email.ts'
import { eventRecord, movedEventRecord } from './event-log.ts'
import { hoursRecord } from './hours.ts'
import { importRecord } from './import.ts'
import { jobRecord } from './job.ts'
import { keyedRequestRecord } from './keyed-request.ts'
import { lostClaimRecord } from './lost-claim.ts'
import { messageRecord, noteRecord } from './message.ts'
import { noticePaceRecord, noticeRecord } from './notice.ts'
import { numberAddressRecord, numberRecord } from './number.ts'
import { openingRecord } from './opening.ts'
import { preferencesRecord } from './preferences.ts'
import { programRecord } from './program.ts'
import { pushRecord, pushSubscriptionRecord } from './push.ts'
import { readMarksRecord } from './read-marks.ts'
import { receivedTextRecord } from './received-text.ts'
import { type Declaration, type Kind, parseRecord } from './record.ts'
import { reportDayRecord } from './report-day.ts'
import { savedViewRecord } from './saved-view.ts'
import { settingsRecord } from './settings.ts'
import { sweepMarkRecord } from './sweep-mark.ts'
import type { Item } from './table.ts'
import { teamRecord } from './team.ts'
import { queueEntryRecord } from './team-queue.ts'
import { templateRecord, templateShortcutRecord } from './template.ts'
import { threadRecord } from './thread.ts'
import { timerRecord } from './timer.ts'
import { unreadableRecord } from './unreadable.ts'
import { uploadRecord } from './upload.ts'
import { webhookDeliveryRecord, webhookEndpointRecord } from './webhook.ts'
import {
  publicWidgetRecord,
  widgetCapRecord,
  widgetOnceRecord,
  widgetRecord,
  widgetUseRecord,
  widgetWordingRecord,
} from './widget.ts'
import { wordEntryRecord } from './word-entry.ts'
import { workflowOrderRecord, workflowRecord, workflowVersionRecord } from './workflow.ts'
import { workflowPaceRecord, workflowRunRecord, workflowUseRecord } from './workflow-run.ts'
import { workloadRecord } from './workload.ts'

/** Every kind of record, in the order of docs/data-model.md. */
export const records: { [K in Kind]: Declaration<K> } = {
  thread: threadRecord,
  consent_event: consentEventRecord,
  consent_review: consentReviewRecord,
  message: messageRecord,
  note: noteRecord,
  conversation: conversationRecord,
  lost_claim: lostClaimRecord,
  read_marks: readMarksRecord,
  draft: draftRecord,
  preferences: preferencesRecord,
  received_text: receivedTextRecord,
  unreadable: unreadableRecord,
  upload: uploadRecord,
  import: importRecord,
  job: jobRecord,
  word_entry: wordEntryRecord,
  contact: contactRecord,
  contact_term: contactTermRecord,
  contact_external_id: contactExternalIdRecord,
  case: caseRecord,
  case_entry: caseEntryRecord,
  case_number: caseNumberRecord,
  case_counter: caseCounterRecord,
  case_external: caseExternalRecord,
  case_link: caseLinkRecord,
  case_page: casePageRecord,
  contact_case: contactCaseRecord,
  email: emailRecord,
  email_suppression: emailSuppressionRecord,
  notice: noticeRecord,
  notice_pace: noticePaceRecord,
  push: pushRecord,
  push_subscription: pushSubscriptionRecord,
  timer: timerRecord,
  webhook_endpoint: webhookEndpointRecord,
  event: eventRecord,
  event_moved: movedEventRecord,
  webhook_delivery: webhookDeliveryRecord,
  widget: widgetRecord,
  widget_wording: widgetWordingRecord,
  widget_use: widgetUseRecord,
  widget_once: widgetOnceRecord,
  widget_cap: widgetCapRecord,
  public_widget: publicWidgetRecord,
  workflow: workflowRecord,
  workflow_order: workflowOrderRecord,
  workflow_version: workflowVersionRecord,
  workflow_run: workflowRunRecord,
  workflow_use: workflowUseRecord,
  workflow_pace: workflowPaceRecord,
  number: numberRecord,
  number_address: numberAddressRecord,
  carrier_account: carrierAccountRecord,
  opening: openingRecord,
  cap_notice: capNoticeRecord,
  business_hours: hoursRecord,
  agent: agentRecord,
  program: programRecord,
  team: teamRecord,
  queue_entry: queueEntryRecord,
  workload: workloadRecord,
  template: templateRecord,
  template_shortcut: templateShortcutRecord,
  saved_view: savedViewRecord,
  report_day: reportDayRecord,
  settings: settingsRecord,
  cursor_key: cursorKeyRecord,
  sweep_mark: sweepMarkRecord,
  credit_account: creditAccountRecord,
  credit_entry: creditEntryRecord,
  keyed_request: keyedRequestRecord,
}

export const declarationOf = (kind: Kind): Declaration => records[kind] as Declaration

/**
 * The record that an item of any kind holds. Undefined for copies for lists, counts, and kinds that this version does
 * not know yet. Throws UnfitRecordError.
 */
export const recordIn = (item: Item): StoredRecord | undefined => {
  const known = Object.hasOwn(records, String(item.kind)) && !item.is_copy
  return known ? parseRecord([declarationOf(item.kind as Kind)], item) : undefined
}
