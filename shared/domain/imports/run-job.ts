import type { App } from '../app.ts'
import { ConflictError } from '../error.ts'
import { inParallel } from '../in-parallel.ts'
import {
  counted,
  isOver,
  type Job,
  type JobFailure,
  type JobRef,
  type RejectedRow,
  type Verdict,
} from '../jobs/job.ts'
import { toCsv } from './csv-rows.ts'
import { type Import, type RowValues, rejectsKeyOf, type SampleRow } from './import.ts'
import { type ImportContactNeeds, importContact } from './import-contact.ts'
import { beginOf, examineFile, type FileRow, hasPhones, hasTooMany, readPage } from './read-file.ts'
import type { FileRowValues, RowContext } from './row.ts'
import { type SuppressNeeds, suppress } from './suppress.ts'

type Needs = SuppressNeeds &
  ImportContactNeeds &
  Pick<App, 'importFiles' | 'imports' | 'jobQueue' | 'jobs' | 'log' | 'numbers' | 'settings'>

/** What comes so often ends its function: it is given up. */
const mostTries = 8

const atOnce = 10
const shownRows = 10
const shownRejects = 20
const rejectsName = 'rejects.csv'

/**
 * Works off one page of a job and writes down where the next one begins, which the queue brings. A page that comes again finds what
 * it has written, and counts the same. Of two that work off the same page one ends silently. `seen`: how often this message came.
 */
export const runJob = async (app: Needs, { workspace, job: id }: JobRef, seen: number): Promise<void> => {
  const job = await app.jobs.get(workspace, id)
  const file = job?.importId && (await app.imports.get(workspace, job.importId))
  if (!job || !file || isOver(job)) return
  try {
    if (seen > mostTries) await finish(app, job, file, 'unexpected')
    else await workOn(app, job, file)
  } catch (error) {
    if (!(error instanceof ConflictError) || !error.kinds.includes('job')) throw error
    app.log.info('a job was continued or canceled by another', { workspace, job: id })
  }
}

const workOn = async (app: Needs, job: Job, file: Import): Promise<void> => {
  const settings = await app.settings.get(file.workspace)
  const found = file.layout ? file : await examineFile(app, file, settings.country)
  if (typeof found === 'string') return finish(app, job, file, found)
  const read: Import = { ...file, ...found }
  if (!hasPhones(read)) return finish(app, job, read, 'no_phone_column')
  const cursor =
    job.cursor.page === 0 && read.layout ? { ...job.cursor, offset: beginOf(read.layout) } : job.cursor
  const page = await readPage(app, read, cursor)
  const numbers = await app.numbers.list(file.workspace)
  const verdicts = await workOff(app, { job, file: read, settings, numbers }, page.rows)
  const rejects = page.rows.flatMap((row, i) => rejectedRow(row, verdicts[i]))
  if (rejects.length > 0)
    await app.importFiles.write(rejectsKeyOf(job, cursor.page), toCsv(rejects), rejectsName)
  const advanced: Job = {
    ...{ ...job, ...counted(job, verdicts), state: 'running', cursor: page.next },
    rejectPages: rejects.length > 0 ? [...job.rejectPages, cursor.page] : job.rejectPages,
    rejects: [...(job.rejects ?? []), ...page.rows.flatMap((row, i) => shownReject(row, verdicts[i]))].slice(
      0,
      shownRejects,
    ),
  }
  const shown = cursor.page === 0 ? { ...read, sample: sampleOf(read, page.rows, verdicts) } : read
  if (hasTooMany(page.next)) return finish(app, advanced, shown, 'too_many_rows')
  if (page.isEnd) return finish(app, advanced, shown)
  await app.commit(advanced, ...(cursor.page === 0 ? [shown] : []))
  await app.jobQueue.run({ workspace: job.workspace, job: job.id })
}

/** Rows side by side, but those of one customer one after the other: of one phone, or of one id where ids tell who is known. */
const workOff = async (app: Needs, context: RowContext, rows: FileRow[]): Promise<Verdict[]> => {
  const valued = rows.map((row, index) => ({ row, index, values: valuesOf(context.file, row) }))
  const digits = (text = '') => text.replaceAll(/\D/g, '').slice(-7)
  const isById = context.file.match === 'external_id'
  const groups = Map.groupBy(valued, ({ values }) => (isById ? values.external_id : digits(values.phone)))
  const verdicts: Verdict[] = []
  await inParallel([...groups.values()], atOnce, async (group) => {
    for (const { row, index, values } of group) {
      verdicts[index] = row.fault
        ? { outcome: 'rejected', reason: row.fault }
        : await workOnRow(app, context, { number: row.number, values, extra: extraOf(context.file, row) })
    }
  })
  return verdicts
}

const workOnRow = (app: Needs, context: RowContext, row: FileRowValues): Promise<Verdict> =>
  context.file.what === 'contacts' ? importContact(app, context, row) : suppress(app, context, row)

const extraOf = ({ columns = [], attributes = [] }: Import, { cells }: FileRow): string[] =>
  attributes.map((column) => cells[columns.indexOf(column)] ?? '')

const valuesOf = ({ columns = [], mapping = {} }: Import, { cells }: FileRow): RowValues => {
  const named = Object.entries(mapping).map(([field, column]) => [
    field,
    cells[columns.indexOf(column)] ?? '',
  ])
  return Object.fromEntries(named.filter(([, value]) => value !== '')) as RowValues
}

const rejectedRow = ({ number, cells }: FileRow, verdict: Verdict | undefined): string[][] =>
  verdict?.outcome === 'rejected' ? [[String(number), verdict.reason ?? '', ...cells]] : []

const shownReject = ({ number, cells }: FileRow, verdict: Verdict | undefined): RejectedRow[] =>
  verdict?.outcome === 'rejected' && verdict.reason
    ? [{ row: number, reason: verdict.reason, cells: cells.slice(0, 8).map((cell) => cell.slice(0, 60)) }]
    : []

const sampleOf = (file: Import, rows: FileRow[], verdicts: Verdict[]): SampleRow[] =>
  rows.slice(0, shownRows).flatMap((row, i) => {
    const verdict = verdicts[i]
    return verdict ? [{ row: row.number, values: cut(valuesOf(file, row)), ...verdict }] : []
  })

const cut = (values: RowValues): RowValues =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [field, value?.slice(0, 100)]))

/** Writes down the end of a job, with its rejected rows in one file. */
const finish = async (app: Needs, job: Job, file: Import, failure?: JobFailure): Promise<void> => {
  if (job.rejectPages.length > 0) await joinRejects(app, job, file)
  const state = failure ? 'failed' : 'done'
  const ended: Job = { ...job, state, ...(failure && { failure }), finishedAt: app.clock.now() }
  const next = failure ? 'failed' : job.task === 'check' ? 'checked' : 'done'
  const rows = job.task === 'check' && !failure ? { rows: job.cursor.row } : {}
  await app.commit(ended, { ...file, ...rows, state: next })
  app.log.info('a job has its end', { job: job.id, task: job.task, state, failure, ...job.counts })
}

const joinRejects = async (app: Needs, job: Job, { columns = [] }: Import): Promise<void> => {
  const pages = await inParallel(job.rejectPages, atOnce, (page) =>
    app.importFiles.readWhole(rejectsKeyOf(job, page)),
  )
  const header = toCsv([['row', 'reason', ...columns]])
  await app.importFiles.write(rejectsKeyOf(job), header + pages.join(''), rejectsName)
}
