import type { Job, Taken } from '../jobs/job.ts'

const folderOf = ({ workspace, id }: Pick<Job, 'workspace' | 'id'>): string => `exports/${workspace}/${id}`

/** The rows of one page of contacts. */
export const pageKeyOf = (job: Job, page: number): string => `${folderOf(job)}/page-${page}.csv`

/** A whole file: the first is 0. */
export const fileKeyOf = (job: Job, file: number): string => `${folderOf(job)}/file-${file}.csv`

export const fileNameOf = (what: Taken['what'], file: number): string =>
  file === 0 ? `${what}.csv` : `${what}-${file + 1}.csv`
