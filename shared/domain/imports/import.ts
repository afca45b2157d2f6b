import { times } from '#wiring/times.ts'
import type { ImportId, JobId, NumberId, WorkspaceId } from '../ids.ts'
import type { Job, Verdict } from '../jobs/job.ts'
import type { Encoding } from './encoding.ts'

/** A file of people's own that becomes records. It is uploaded, checked, and then imported. Forgotten after `expiresAt`. */
export type Import = {
  kind: 'import'
  workspace: WorkspaceId
  id: ImportId
  what: 'suppressions' | 'contacts'
  fileName: string
  bytes: number
  /** The number that all rows are about. Without it a row may name one. */
  numberId?: NumberId
  /** What tells that a contact is known. Default: the phone. */
  match?: 'phone' | 'external_id'
  /** The outside system whose ids the rows have. */
  system?: string
  /** What becomes of a known contact: the row's word counts, it gets what it lacks, or it stays as it is. Default: update. */
  onMatch?: 'update' | 'fill' | 'skip'
  /** Columns that become attributes. */
  attributes?: string[]
  /** How the people of the file have consented, in the words of whoever imports them. */
  consent?: ConsentStatement
  state: 'uploading' | 'checking' | 'checked' | 'running' | 'done' | 'failed' | 'canceled'
  /** How the file is read: found by the first check. */
  layout?: Layout
  columns?: string[]
  /** The first values of each column, cut short. */
  examples?: string[][]
  /** How many rows the last check found. */
  rows?: number
  /** Which column holds what. Proposed by the first check, unless somebody said it before. */
  mapping?: Mapping
  /** The first rows, as they would be. */
  sample?: SampleRow[]
  /** The last check, or the import itself. */
  jobId?: JobId
  createdBy: Job['by']
  createdAt: number
  expiresAt: number
  version: number
}

/** `begin`: bytes before the first row with values. */
export type Layout =
  | { format: 'csv'; encoding: Encoding; delimiter: string; newline: '\n' | '\r'; begin: number }
  | { format: 'json' }

/** Epoch milliseconds. */
export type ConsentStatement = {
  basis: 'prior_relationship' | 'web_form' | 'paper'
  statement: string
  obtainedFrom?: number
  obtainedUntil?: number
}

export const fieldsOf = {
  suppressions: ['phone', 'number', 'at', 'reason', 'status'],
  contacts: ['phone', 'name', 'email', 'external_id'],
} as const

export type Field = (typeof fieldsOf)[keyof typeof fieldsOf][number]

/** The name of the column of each field. */
export type Mapping = { [F in Field]?: string }

/** The values of a row, by field. */
export type RowValues = { [F in Field]?: string }

export type SampleRow = { row: number; values: RowValues } & Verdict

export const mostBytes = 50_000_000
export const mostRows = 200_000
export const rowsOfPage = 500

const folderOf = ({ workspace, id }: Pick<Import, 'workspace' | 'id'>): string => `imports/${workspace}/${id}`

export const fileKeyOf = (of: Pick<Import, 'workspace' | 'id'>): string => `${folderOf(of)}/file`

/** The rejected rows of a job, or of one of its pages. */
export const rejectsKeyOf = ({ workspace, importId, id: job }: Job, page?: number): string =>
  `${folderOf({ workspace, id: importId ?? 'imp_none' })}/${job}/rejects${page === undefined ? '' : `-${page}`}.csv`

/** For so long an import and its jobs are known. */
export const keptFor = 400 * times.day
