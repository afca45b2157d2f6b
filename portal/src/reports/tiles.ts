import type { ReportColumn, ReportName } from '#contract/reports.ts'

/** What the overview says of a report: its numbers, what explains them, and the column of which each day is drawn. */
type Tile = {
  figures: readonly ReportColumn[]
  facts: readonly ReportColumn[]
  spark: ReportColumn
}

export const tiles: Record<ReportName, Tile> = {
  volumes: { figures: ['received', 'sent'], facts: ['automatic', 'blocked'], spark: 'received' },
  responses: {
    figures: ['first_p50_ms', 'first_p90_ms'],
    facts: ['first_within_target_rate', 'unanswered'],
    spark: 'first_p50_ms',
  },
  conversations: { figures: ['opened', 'closed'], facts: ['claim_p50_ms', 'reopened'], spark: 'opened' },
  delivery: { figures: ['delivered_rate'], facts: ['undelivered', 'failed'], spark: 'delivered_rate' },
  consent: { figures: ['opt_outs', 'opt_ins'], facts: ['opt_out_rate'], spark: 'opt_outs' },
  spend: { figures: ['estimated_usd'], facts: ['wasted_usd', 'wasted_segments'], spark: 'estimated_usd' },
  backlog: { figures: ['net_change'], facts: ['opened', 'closed'], spark: 'net_change' },
  cases: { figures: ['opened', 'done'], facts: ['waiting', 'resolution_p50_ms'], spark: 'opened' },
  workflows: { figures: ['considered', 'acted'], facts: ['actions_refused'], spark: 'acted' },
}
