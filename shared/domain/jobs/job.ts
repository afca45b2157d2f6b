import type { ExportKind } from '#contract/export-kinds.ts'
import type { ImportId, JobId, WorkspaceId } from '../ids.ts'

/**
 * Work on files that takes longer than a request: a page of rows at a time, each written down with where the next one begins. Forgotten
 * after `expiresAt`.
 */
export type Job = {
  kind: 'job'
  workspace: WorkspaceId
  id: JobId
  /** Of a check or an import. */
  importId?: ImportId
  /** `check` writes nothing of the rows. */
  task: 'check' | 'import' | 'export'
  /** Of an export. */
  taken?: Taken
  state: 'queued' | 'running' | 'done' | 'failed' | 'canceled'
  failure?: JobFailure
  /** Where the next page begins: bytes into the file, or entries of a list. `row`: how many were worked off. */
  cursor: { offset: number; row: number; page: number }
  counts: Counts
  /** Of rows that were rejected, and of those that were left as they were. */
  reasons: Partial<Record<RowReason, number>>
  /** The pages with rejected rows. */
  rejectPages: number[]
  /** The first of these rows, their cells cut short. */
  rejects?: RejectedRow[]
  /** Who asked for it. */
  by: { kind: 'agent' | 'program'; id: string; name?: string }
  /** Epoch milliseconds, as the others. */
  createdAt: number
  finishedAt?: number
  expiresAt: number
  version: number
}

/** How far an export has come. */
export type Taken = {
  what: ExportKind
  /** Of conversations and messages: the first and the last day, as in 2026-11-30, and in which zone they are cut. */
  days?: { from: string; to: string; zone: string }
  /** Where the next page begins: a contact, or a position in what is exported. */
  from?: string
  /** Columns that the contacts so far have beside those that all have. */
  names: string[]
  /** The file that is being written: its first page, and what it holds so far. */
  open: { page: number; rows: number; bytes: number }
  files: TakenFile[]
}

type TakenFile = { rows: number; bytes: number }

type Counts = { created: number; updated: number; unchanged: number; rejected: number }

export const jobFailures = [
  ...(['file_missing', 'no_rows', 'too_many_rows', 'not_readable', 'no_phone_column'] as const),
  'unexpected',
] as const

/** `no_phone_column`: nothing in the file looks like phones, or it has no column of the name that was given. */
export type JobFailure = (typeof jobFailures)[number]

export const rowReasons = [
  ...(['no_phone', 'invalid_phone_number', 'unclosed_quote', 'row_too_long', 'not_opted_out'] as const),
  ...(['no_external_id', 'invalid_email', 'phone_in_use', 'external_id_in_use', 'too_much'] as const),
  ...(['known_already', 'opted_in_since'] as const),
] as const

/**
 * Why a row was rejected: `not_opted_out`: the file itself says that this phone may be texted. Why it was left as it is:
 * `known_already`; `opted_in_since`: the customer opted in after the time that the file names.
 */
export type RowReason = (typeof rowReasons)[number]

/** What became of a row, or would become of it. */
export type Verdict = { outcome: keyof Counts; reason?: RowReason }

/** A rejected row of a file, with its number. */
export type RejectedRow = { row: number; reason: RowReason; cells: string[] }

export const isOver = ({ state }: Pick<Job, 'state'>): boolean => state !== 'queued' && state !== 'running'

/** A job, and its workspace, as the queue tells of it. */
export type JobRef = { workspace: WorkspaceId; job: JobId; task?: 'export' }

/** The counts with those of more rows. */
export const counted = (job: Pick<Job, 'counts' | 'reasons'>, verdicts: Verdict[]) => {
  const counts = { ...job.counts }
  const reasons = { ...job.reasons }
  for (const { outcome, reason } of verdicts) {
    counts[outcome]++
    if (reason) reasons[reason] = (reasons[reason] ?? 0) + 1
  }
  return { counts, reasons }
}
