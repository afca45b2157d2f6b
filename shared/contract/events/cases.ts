import * as z from 'zod/mini'
import { agentId, caseId, contactId, named, teamId } from '../api/shapes.ts'
import { event } from './event.ts'

/** Ids and states only: whoever needs the words asks the API, where access is checked. */
const data = () =>
  z.object({
    case_id: caseId,
    contact_id: contactId,
    state: z.enum(['open', 'waiting', 'done']),
    assignee: z.optional(agentId),
    team_id: z.optional(teamId),
    /** The fields that are not as they were, in the names of the API. Missing where it is new. */
    changed: z.optional(z.array(z.string())),
    /** Grows with every change of the case: events may overtake each other. */
    version: z.int(),
  })

export const caseEvents = {
  'case.created': named('CaseCreated', () => event('case.created', data())),
  /** What is said of it changed. Of its texts the events of messages tell. */
  'case.updated': named('CaseUpdated', () => event('case.updated', data())),
  'case.resolved': named('CaseResolved', () => event('case.resolved', data())),
  /** By somebody, or by a text of its customer. */
  'case.reopened': named('CaseReopened', () => event('case.reopened', data())),
  'case.commented': named('CaseCommented', () =>
    event('case.commented', z.object({ case_id: caseId, entry_id: z.string(), public: z.boolean() })),
  ),
  /** Its customer is to be told of something, as the setting `case_texts` says. */
  'case.notice_due': named('CaseNoticeDue', () =>
    event('case.notice_due', z.object({ case_id: caseId, entry_id: z.string() })),
  ),
  /** The page that its customer may open is to be written again. */
  'case.page_due': named('CasePageDue', () => event('case.page_due', z.object({ case_id: caseId }))),
}
