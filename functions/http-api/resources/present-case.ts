import type * as contract from '#contract/api/cases.ts'
import type { Shape } from '#contract/api/operation.ts'
import type { Case } from '#domain/cases/case.ts'
import { endOfPage } from '#domain/cases/case-page.ts'
import { caseUrl } from '#domain/cases/case-url.ts'
import { pageAddress } from '#domain/cases/page-address.ts'
import type { OutsideSystem } from '#domain/settings/settings.ts'
import { optionalTime, time } from './present.ts'

type Presented = Shape<typeof contract.supportCase>

/** `portalUrl`: where customers open pages, for whoever may know the address of this one. */
export const presentCase = (one: Case, systems: OutsideSystem[], portalUrl?: string): Presented => ({
  id: one.id,
  number: one.number,
  type: one.type,
  subject: one.subject,
  status: one.status,
  state: one.state,
  contact_id: one.contactId,
  phone: one.phone,
  number_id: one.numberId,
  assignee: one.assignee,
  team_id: one.teamId,
  external: one.external && { ...one.external, url: caseUrl(one.external, systems) },
  template_id: one.templateId,
  input: one.input,
  fields: one.fields,
  due_at: optionalTime(one.dueAt),
  opened_at: time(one.openedAt),
  resolved_at: optionalTime(one.resolvedAt),
  last_activity_at: time(one.lastActivityAt),
  page:
    portalUrl && one.linkCode
      ? { url: pageAddress({ portalUrl }, one.linkCode), ends_at: optionalTime(endOfPage(one)) }
      : undefined,
  version: one.version,
})
