/**
 * The nine reports, and their columns. A column that ends in `_ms` is a time in milliseconds, in `_usd` money in US dollars, in
 * `_rate` a share from 0 to 1; every other column is a count. `_at_end`: how many there were when the last of the days ended, or
 * were there at the last count. Null: there was nothing to measure.
 */
export const reportColumns = {
  volumes: [
    ...['received', 'sent', 'automatic', 'segments_received', 'segments_sent', 'blocked', 'canceled'],
    'conversations_opened',
  ],
  responses: [
    ...['first_waits', 'first_answered', 'first_within_target', 'first_within_target_rate'],
    ...['first_p50_ms', 'first_p90_ms', 'first_p95_ms'],
    ...['first_open_p50_ms', 'first_open_p90_ms', 'first_open_p95_ms'],
    ...['next_waits', 'next_answered', 'next_within_target', 'next_within_target_rate'],
    ...['next_p50_ms', 'next_p90_ms', 'next_p95_ms'],
    ...['next_open_p50_ms', 'next_open_p90_ms', 'next_open_p95_ms'],
    'unanswered',
  ],
  conversations: [
    ...['opened', 'opened_by_customer', 'opened_by_us', 'claimed', 'closed', 'closed_unanswered'],
    ...['reopened', 'split', 'merged', 'resolved', 'transferred', 'claims_lost'],
    ...['claim_p50_ms', 'claim_p90_ms', 'resolution_p50_ms', 'resolution_p90_ms', 'resolution_p95_ms'],
  ],
  delivery: [...['sent', 'delivered', 'undelivered', 'failed', 'unknown', 'on_its_way', 'delivered_rate']],
  consent: [
    'opt_outs',
    'opt_ins',
    'opt_outs_by_text',
    'opt_outs_by_carrier',
    'opt_outs_by_hand',
    'opt_out_rate',
  ],
  spend: [
    ...[
      'segments_sent',
      'billed_usd',
      'estimated_usd',
      'credits_used',
      'credits_given_back',
      'credits_added',
    ],
    ...['wasted_texts', 'wasted_segments', 'wasted_usd'],
  ],
  backlog: [
    ...['opened', 'reopened', 'closed', 'merged', 'net_change', 'unanswered'],
    ...['open_at_end', 'unclaimed_at_end', 'waiting_at_end'],
  ],
  cases: ['opened', 'done', 'open', 'waiting', 'resolution_p50_ms', 'resolution_p90_ms'],
  workflows: ['considered', 'acted', 'cooling_down', 'stopped', 'actions_done', 'actions_refused'],
} as const

export type ReportName = keyof typeof reportColumns
export type ReportColumn<Name extends ReportName = ReportName> = (typeof reportColumns)[Name][number]

// Marked, so that bundles that know of no report leave its columns out.
export const reportNames = /* @__PURE__ */ Object.keys(reportColumns) as [ReportName, ...ReportName[]]

/** By what a report may have its rows. `code`: why texts did not arrive; `origin`: where a word on consent came from. */
export const reportKeys = [
  'day',
  'number',
  'agent',
  'team',
  'tag',
  'template',
  'code',
  'origin',
  'workflow',
] as const

export type ReportKey = (typeof reportKeys)[number]

/** By what each report can have its rows: not every fact knows an agent or a team. */
export const keysOfReport: Record<ReportName, readonly ReportKey[]> = {
  volumes: ['day', 'number', 'agent', 'team'],
  responses: ['day', 'number', 'agent', 'team'],
  conversations: ['day', 'number', 'agent', 'team'],
  delivery: ['day', 'number', 'agent', 'template', 'code'],
  consent: ['day', 'number', 'origin', 'template'],
  spend: ['day', 'number', 'agent', 'team', 'tag', 'template'],
  backlog: ['day', 'number', 'agent', 'team'],
  cases: ['day', 'number', 'agent', 'team'],
  workflows: ['day', 'workflow'],
}

/** Days that one report may span. */
export const longestReport = 400
