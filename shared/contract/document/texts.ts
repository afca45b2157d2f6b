import type { Texts } from './resource-texts.ts'
import { agentTexts } from './texts/agents.ts'
import { businessHoursTexts } from './texts/business-hours.ts'
import { carrierAccountTexts } from './texts/carrier-accounts.ts'
import { caseTexts } from './texts/cases.ts'
import { consentTexts } from './texts/consents.ts'
import { contactTexts } from './texts/contacts.ts'
import { conversationTexts } from './texts/conversations.ts'
import { creditTexts } from './texts/credits.ts'
import { emailTexts } from './texts/emails.ts'
import { eventSchemas } from './texts/events.ts'
import { exportTexts } from './texts/exports.ts'
import { importTexts } from './texts/imports.ts'
import { mediaTexts } from './texts/media.ts'
import { messageTexts } from './texts/messages.ts'
import { numberTexts } from './texts/numbers.ts'
import { problemTexts } from './texts/problems.ts'
import { programTexts } from './texts/programs.ts'
import { pushSubscriptionTexts } from './texts/push-subscriptions.ts'
import { reportTexts } from './texts/reports.ts'
import { ruleTexts } from './texts/rules.ts'
import { savedViewTexts } from './texts/saved-views.ts'
import { settingsTexts } from './texts/settings.ts'
import { sharedTexts } from './texts/shared.ts'
import { teamTexts } from './texts/teams.ts'
import { templateTexts } from './texts/templates.ts'
import { unreadableTexts } from './texts/unreadable.ts'
import { webhookTexts } from './texts/webhooks.ts'
import { widgetTexts } from './texts/widgets.ts'
import { workflowRunTexts } from './texts/workflow-runs.ts'
import { workflowTexts } from './texts/workflows.ts'

export const resources: Texts[] = [
  conversationTexts,
  messageTexts,
  importTexts,
  exportTexts,
  reportTexts,
  mediaTexts,
  caseTexts,
  contactTexts,
  consentTexts,
  agentTexts,
  pushSubscriptionTexts,
  savedViewTexts,
  numberTexts,
  carrierAccountTexts,
  teamTexts,
  templateTexts,
  businessHoursTexts,
  settingsTexts,
  creditTexts,
  programTexts,
  emailTexts,
  webhookTexts,
  widgetTexts,
  workflowTexts,
  workflowRunTexts,
  unreadableTexts,
  ruleTexts,
]

const schemas: Texts['schemas'] = Object.assign(
  {},
  sharedTexts.schemas,
  problemTexts.schemas,
  eventSchemas,
  ...resources.map((resource) => resource.schemas),
)

export const examples: Texts['examples'] = Object.assign(
  {},
  ...resources.map((resource) => resource.examples),
)

/** The words for a property: of its schema, else of the schema that it is like, else of everything with its name. */
export const textFor = (names: (string | undefined)[], path: string): string | undefined => {
  const own = names.map((name) => name && schemas[name]?.[path]).find(Boolean)
  return own || sharedTexts.properties[path.split('.').at(-1) ?? '']
}
