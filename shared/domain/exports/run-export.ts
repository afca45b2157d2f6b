import type { App } from '../app.ts'
import { ConflictError } from '../error.ts'
import { toCsv } from '../imports/csv-rows.ts'
import { isOver, type Job, type JobRef, type Taken } from '../jobs/job.ts'
import { fileKeyOf, fileNameOf, pageKeyOf } from './export-files.ts'
import { readExportPage } from './export-page.ts'
import { columnsOf } from './export-rows.ts'

type Needs = Parameters<typeof readExportPage>[0] &
  Pick<App, 'clock' | 'commit' | 'importFiles' | 'jobQueue' | 'jobs' | 'log'>

/** What comes so often ends its function: it is given up. */
const mostTries = 8

/** A file is put together in memory, and an import takes no more than twice as much. */
const fullFile = { rows: 100_000, bytes: 20_000_000 }

/**
 * Writes down one page of rows, and where the next one begins, which the queue brings. A page that comes again writes the same
 * file again. Of two that work off the same page one ends silently. `seen`: how often this message came.
 */
export const runExport = async (app: Needs, { workspace, job: id }: JobRef, seen: number): Promise<void> => {
  const job = await app.jobs.get(workspace, id)
  if (!job?.taken || isOver(job)) return
  try {
    if (seen > mostTries)
      await app.commit({ ...job, state: 'failed', failure: 'unexpected', finishedAt: app.clock.now() })
    else await workOn(app, job, job.taken)
  } catch (error) {
    if (!(error instanceof ConflictError) || !error.kinds.includes('job')) throw error
    app.log.info('an export was continued or canceled by another', { workspace, job: id })
  }
}

const workOn = async (app: Needs, job: Job, taken: Taken): Promise<void> => {
  const { workspace, cursor } = job
  const page = await readExportPage(app, job, taken)
  const { next } = page
  const text = toCsv(page.rows)
  await app.importFiles.write(pageKeyOf(job, cursor.page), text, 'page.csv')
  const open = {
    page: taken.open.page,
    rows: taken.open.rows + page.rows.length,
    bytes: taken.open.bytes + Buffer.byteLength(text),
  }
  const read: Taken = { ...taken, names: page.names, open, ...(next && { from: next }) }
  const isFull = next === undefined || open.rows >= fullFile.rows || open.bytes >= fullFile.bytes
  const state = next === undefined ? 'done' : 'running'
  const advanced: Job = {
    ...{ ...job, state, taken: isFull ? await closeFile(app, job, read) : read },
    cursor: { offset: 0, row: cursor.row + page.rows.length, page: cursor.page + 1 },
    ...(state === 'done' && { finishedAt: app.clock.now() }),
  }
  await app.commit(advanced)
  if (state === 'done') app.log.info('a job has its end', { job: job.id, task: job.task, state })
  else await app.jobQueue.run({ workspace, job: job.id, task: 'export' })
}

/** Puts the pages of a file together behind the names of its columns, which are known only now. */
const closeFile = async (app: Needs, job: Job, taken: Taken): Promise<Taken> => {
  const { what, names, open, files } = taken
  const last = job.cursor.page
  const parts = [toCsv([columnsOf(what, names)])]
  for (let page = open.page; page <= last; page++)
    parts.push(await app.importFiles.readWhole(pageKeyOf(job, page)))
  const text = parts.join('')
  await app.importFiles.write(fileKeyOf(job, files.length), text, fileNameOf(what, files.length))
  const file = { rows: open.rows, bytes: Buffer.byteLength(text) }
  return { ...taken, open: { page: last + 1, rows: 0, bytes: 0 }, files: [...files, file] }
}
