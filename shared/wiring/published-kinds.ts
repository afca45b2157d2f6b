/**
 * The kinds of records whose changes mean work for publish-changes. The table's stream wakes it for no others: a text
 * out writes some ten records, and three of those writes are news to somebody.
 */
export const publishedKinds = [
  'agent',
  'business_hours',
  'cap_notice',
  'case',
  'case_entry',
  'consent_event',
  'consent_review',
  'contact',
  'conversation',
  'credit_entry',
  'draft',
  'email',
  'message',
  'note',
  'number',
  'preferences',
  'push',
  'read_marks',
  'saved_view',
  'settings',
  'team',
  'unreadable',
  'webhook_endpoint',
] as const

/** The kinds of records that reports are counted from, with the one that says how. */
export const factKinds = [
  'case',
  'consent_event',
  'conversation',
  'credit_entry',
  'lost_claim',
  'message',
  'settings',
  'workflow_run',
] as const
